import { Refusal } from '#kernel/refusal'
import type { RouteCall } from '#server/http/route'
import type { Filter } from '../../contract/scim.ts'
import { parseFilter } from '../../rules/scim/filter.ts'
import { type PatchStep, patched, type Resource } from '../../rules/scim/patch.ts'
import { extensions, pageLimit, spelling, urn } from './schemas.ts'

/** The request's body as an object whose attributes are spelt as usual. */
export async function readResource(call: RouteCall): Promise<Resource> {
  const bytes = await call.body()
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Refusal('invalid', 'invalid-json')
  }
  const read = spelt(value, 0)
  if (!isComplex(read)) throw new Refusal('invalid', 'invalid-json')
  return read
}

const isComplex = (value: unknown): value is Resource =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const deepest = 12

function spelt(value: unknown, depth: number): unknown {
  if (depth > deepest) throw new Refusal('invalid', 'invalid-json')
  if (typeof value === 'string') {
    if (!value.isWellFormed() || value.includes('\0')) throw new Refusal('invalid', 'characters')
    return value
  }
  if (Array.isArray(value)) return value.map((one) => spelt(one, depth + 1))
  if (!isComplex(value)) return value
  const named = Object.entries(value)
    .filter(([name]) => /^[a-z$][\w$:.[\]" =-]*$/i.test(name))
    .map(([name, one]) => [spelling.get(name.toLowerCase()) ?? name, spelt(one, depth + 1)])
  return Object.fromEntries(named)
}

/** A path with its names spelt as usual; what stands in brackets or quotes is left alone. */
function speltPath(path: string): string {
  const urnAt = extensions.find((one) => path.toLowerCase().startsWith(one.toLowerCase()))
  const core = [urn.user, urn.group].find((one) => path.toLowerCase().startsWith(`${one.toLowerCase()}:`))
  const rest = path.slice(urnAt ? urnAt.length : core ? core.length + 1 : 0)
  const parts = rest.split(/(\[.*\])/s).map((part, i) => (i % 2 === 1 ? part : part.replace(/[\w$-]+/g, usual)))
  return `${urnAt ?? ''}${parts.join('')}`
}
const usual = (name: string) => spelling.get(name.toLowerCase()) ?? name

/** The resource after the request's PATCH. */
export function afterPatch(resource: Resource, request: Resource): Resource {
  const { Operations: operations } = request
  if (!Array.isArray(operations) || operations.length === 0 || operations.length > 1000)
    throw new Refusal('invalid', 'invalid-value', { attribute: 'Operations', message: '' })
  const steps = operations.map((one): PatchStep => {
    const op = isComplex(one) ? String(one.op).toLowerCase() : ''
    if (op !== 'add' && op !== 'replace' && op !== 'remove')
      throw new Refusal('invalid', 'invalid-value', { attribute: 'op', message: '' })
    const { path, value } = one as Resource
    if (path !== undefined && path !== null && (typeof path !== 'string' || path.length > 500))
      throw new Refusal('invalid', 'invalid-path')
    if (typeof path === 'string' && path !== '') return { op, path: speltPath(path), value }
    if (!isComplex(value)) return { op, path: undefined, value }
    const told = Object.entries(value).map(([name, inner]) => [speltPath(name), inner])
    return { op, path: undefined, value: Object.fromEntries(told) }
  })
  const after = patched(resource, steps, extensions)
  if (typeof after === 'string') {
    const values = after === 'invalid-value' ? { attribute: 'Operations', message: '' } : {}
    throw new Refusal('invalid', after, values)
  }
  return after
}

/** What a list is asked for. */
export function readQuery(url: URL): { filter: Filter | undefined; offset: number; limit: number } {
  const { filter: text, startIndex = '1', count } = Object.fromEntries(url.searchParams)
  const number = (given: string) => (/^-?\d{1,9}$/.test(given) ? Number(given) : undefined)
  const start = number(startIndex)
  const limit = count === undefined ? 100 : number(count)
  if (start === undefined || limit === undefined)
    throw new Refusal('invalid', 'invalid-value', {
      attribute: start === undefined ? 'startIndex' : 'count',
      message: '',
    })
  if (text !== undefined && !text.isWellFormed()) throw new Refusal('invalid', 'characters')
  const filter = text === undefined ? undefined : text.length > 2000 ? undefined : parseFilter(text)
  if (text !== undefined && (!filter || text.includes('\0'))) throw new Refusal('invalid', 'invalid-filter')
  return { filter, offset: Math.max(0, start - 1), limit: Math.min(Math.max(0, limit), pageLimit) }
}
