import { createHash } from 'node:crypto'
import { Refusal } from '#kernel/refusal'
import type { RouteCall } from '#server/http/route'
import { send } from '#server/http/server'
import { problemOf } from '#server/operations'
import { scimRefusals } from '../../contract/scim.ts'
import type { Resource } from '../../rules/scim/patch.ts'
import { extensions, urn } from './schemas.ts'

const mediaType = 'application/scim+json; charset=utf-8'

/** Reasons the protocol has a status or a keyword of its own for (RFC 7644 §3.12). */
const statuses: Record<string, number> = {
  'version-differs': 412,
  'fixed-roles': 501,
  'not-offered': 501,
  'too-many': 429,
  'last-administrator': 403,
}
const scimTypes: Record<string, string> = {
  'invalid-json': 'invalidSyntax',
  'invalid-filter': 'invalidFilter',
  'invalid-path': 'invalidPath',
  'no-target': 'noTarget',
  'invalid-value': 'invalidValue',
  'missing-value': 'invalidValue',
  'unknown-member': 'invalidValue',
  characters: 'invalidValue',
  'read-only': 'mutability',
  'login-used': 'uniqueness',
  'number-used': 'uniqueness',
  'login-of-another': 'uniqueness',
}

export function answerError({ response, context: { requestId } }: RouteCall, error: unknown): void {
  const problem = problemOf(error, requestId, { refusals: scimRefusals })
  const status = statuses[problem.reason] ?? problem.status
  const scimType = scimTypes[problem.reason]
  if (status === 401) response.setHeader('www-authenticate', 'Bearer realm="scim"')
  if (status === 429) response.setHeader('retry-after', '60')
  const told = { schemas: [urn.error], status: `${status}`, ...(scimType ? { scimType } : {}), detail: problem.title }
  send(response, status, told, mediaType)
}

/** A resource with its version, which is a digest of all it says. */
export function versioned(resource: Resource, place: { resourceType: string; location: string; created?: Date }) {
  const version = `W/"${createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 22)}"`
  return { ...resource, meta: { ...place, version } }
}
export type Versioned = ReturnType<typeof versioned>

/** Refuses a change of a resource that is not the one the caller saw. */
export function sameVersion({ request }: RouteCall, current: Versioned): void {
  const asked = request.headers['if-match']
  if (asked === undefined || asked.trim() === '*') return
  const tags = asked.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (!tags.includes(current.meta.version.slice(2))) throw new Refusal('conflict', 'version-differs')
}

export function answerResource(call: RouteCall, resource: Versioned, status = 200): void {
  const { request, response, url } = call
  const { version, location } = resource.meta
  response.setHeader('etag', version)
  response.setHeader('cache-control', 'no-store')
  if (status === 201) response.setHeader('location', location)
  if (request.method === 'GET' && request.headers['if-none-match'] === version) {
    response.statusCode = 304
    response.end()
    return
  }
  send(response, status, chosen(resource, url), mediaType)
}

export function answerList(call: RouteCall, total: number, offset: number, page: readonly Resource[]): void {
  call.response.setHeader('cache-control', 'no-store')
  const Resources = page.map((one) => chosen(one, call.url))
  const counted = { totalResults: total, startIndex: offset + 1, itemsPerPage: page.length }
  send(call.response, 200, { schemas: [urn.list], ...counted, Resources }, mediaType)
}

export const answerPlain = (call: RouteCall, told: unknown) => send(call.response, 200, told, mediaType)

export function answerNothing({ response }: RouteCall): void {
  response.statusCode = 204
  response.end()
}

/** Whether a top-level attribute was asked for: lists of members are long, and often unwanted. */
export function wants(url: URL, name: string): boolean {
  const only = namesIn(url, 'attributes')
  return (
    (only.size === 0 || only.has(name.toLowerCase())) && !namesIn(url, 'excludedAttributes').has(name.toLowerCase())
  )
}

/** `attributes` and `excludedAttributes` choose whole attributes; a part of one stands for the whole. */
function chosen(resource: Resource, url: URL): Resource {
  if (!url.searchParams.has('attributes') && !url.searchParams.has('excludedAttributes')) return resource
  const always = ['id', 'schemas']
  return Object.fromEntries(Object.entries(resource).filter(([name]) => always.includes(name) || wants(url, name)))
}

function namesIn(url: URL, parameter: string): Set<string> {
  const text = url.searchParams.get(parameter) ?? ''
  const names = text.split(',').map((name) => name.trim().toLowerCase())
  return new Set(
    names.filter(Boolean).map((name) => {
      const extension = extensions.find((one) => name.startsWith(one.toLowerCase()))
      return extension?.toLowerCase() ?? name.replace(`${urn.user.toLowerCase()}:`, '').split(/[.[]/)[0]!
    }),
  )
}
