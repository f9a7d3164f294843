import { randomBytes } from 'node:crypto'
import { transaction } from '#server/db/transaction'
import type { Route, RouteCall } from '#server/http/route'
import { log } from '#server/log'
import { bodyOfToken, cookieHeader, hashOf, newToken } from '#server/session'
import { admit } from '../handlers/admit.ts'
import { describe, provenBySaml, requestAddress } from '../handlers/saml.ts'
import { ownPath, samlConsumer, samlFinish, samlMetadata, samlStart } from '../rules/sign-in-address.ts'
import { insertAttempt, providerById, takeAttempt } from '../store/identity-provider.ts'
import { askedHere, attemptHeader, goTo, inTime, sayWhy } from './attempt.ts'

const longestAnswer = 512 * 1024

const bodyIn = (url: URL): number | undefined => {
  const bodyId = Number(url.searchParams.get('body'))
  return Number.isSafeInteger(bodyId) && bodyId > 0 && bodyId < 2 ** 31 ? bodyId : undefined
}

function failure(error: unknown): undefined {
  log.warn({ message: (error as Error).message }, 'sign-in provider')
}

async function start(call: RouteCall): Promise<void> {
  const { url, context, response } = call
  const bodyId = bodyIn(url)
  const providerId = url.searchParams.get('provider') ?? ''
  if (bodyId === undefined) return sayWhy(response, 'provider-failed')
  const row = await transaction(context.pool, { bodyId, readOnly: true }, (db) => providerById(db, providerId))
  if (row?.kind !== 'saml' || row.disabled) return sayWhy(response, 'provider-failed')
  if (!(await inTime(call, bodyId, 'sign-in'))) return
  const { token: state, hash } = newToken(bodyId)
  const requestId = `_${randomBytes(20).toString('hex')}`
  const returnTo = ownPath(url.searchParams.get('to'))
  await transaction(context.pool, { bodyId }, (db) =>
    insertAttempt(db, bodyId, hash, { providerId, verifier: requestId, nonce: 'asked', returnTo }),
  )
  context.setCookie(attemptHeader(call, state))
  goTo(response, await requestAddress(context.origin, bodyId, row, requestId, state))
}

/**
 * The provider's page posts its answer here from another site, so that our cookie does not come with it. What was proved
 * is kept for a moment, and the browser is sent on to a page of ours, where its cookie tells that it is the one that asked.
 */
async function consume(call: RouteCall): Promise<void> {
  const { context, response } = call
  const form = new URLSearchParams((await call.body(longestAnswer)).toString('latin1'))
  const state = form.get('RelayState') ?? ''
  const bodyId = bodyOfToken(state)
  if (bodyId === undefined) return sayWhy(response, 'attempt-over')
  if (!(await inTime(call, bodyId, 'sign-in answer'))) return
  const found = await transaction(context.pool, { bodyId }, async (db) => {
    const attempt = await takeAttempt(db, hashOf(state))
    const row = attempt?.nonce === 'asked' ? await providerById(db, attempt.providerId) : undefined
    return attempt && row?.kind === 'saml' && !row.disabled ? { attempt, row } : undefined
  })
  if (!found) return sayWhy(response, 'attempt-over')
  const { attempt, row } = found
  const answer = { response: form.get('SAMLResponse') ?? '', requestId: attempt.verifier }
  const proof = await provenBySaml(context.origin, bodyId, row, answer).catch(failure)
  if (!proof) return sayWhy(response, 'provider-failed')
  const { token, hash } = newToken(bodyId)
  const { providerId, returnTo } = attempt
  const kept = { providerId, returnTo, verifier: JSON.stringify(proof), nonce: hashOf(state).toString('hex') }
  await transaction(context.pool, { bodyId }, (db) => insertAttempt(db, bodyId, hash, kept))
  goTo(response, `${samlFinish}?${new URLSearchParams({ state, proof: token })}`)
}

async function finish(call: RouteCall): Promise<void> {
  const { url, context, response } = call
  const state = url.searchParams.get('state') ?? ''
  const token = url.searchParams.get('proof') ?? ''
  const bodyId = bodyOfToken(token)
  if (bodyId === undefined || !askedHere(call, state)) return sayWhy(response, 'attempt-over')
  context.setCookie(attemptHeader(call, undefined))
  const found = await transaction(context.pool, { bodyId }, async (db) => {
    const attempt = await takeAttempt(db, hashOf(token))
    const row = attempt && (await providerById(db, attempt.providerId))
    return row && !row.disabled ? { attempt, row } : undefined
  })
  if (found?.attempt.nonce !== hashOf(state).toString('hex')) return sayWhy(response, 'attempt-over')
  const { attempt, row } = found
  const outcome = await admit(context, bodyId, row, JSON.parse(attempt.verifier))
  if (typeof outcome === 'string') return sayWhy(response, outcome)
  context.setCookie(cookieHeader(context.config, outcome.token))
  goTo(response, attempt.returnTo)
}

function metadata({ url, context, response }: RouteCall): void {
  const bodyId = bodyIn(url)
  response.statusCode = bodyId === undefined ? 404 : 200
  response.setHeader('content-type', 'application/samlmetadata+xml; charset=utf-8')
  response.end(bodyId === undefined ? '' : describe(context.origin, bodyId))
}

export const samlRoutes: Route[] = [
  { method: 'GET', path: samlStart, handle: start },
  { method: 'POST', path: samlConsumer, handle: consume },
  { method: 'GET', path: samlFinish, handle: finish },
  { method: 'GET', path: samlMetadata, handle: metadata },
]
