import * as client from 'openid-client'
import { transaction } from '#server/db/transaction'
import type { Route, RouteCall } from '#server/http/route'
import { log } from '#server/log'
import { bodyOfToken, cookieHeader, hashOf, newToken } from '#server/session'
import { admit } from '../handlers/admit.ts'
import { discover, proven } from '../handlers/oidc.ts'
import { oidcCallback, oidcStart, ownPath } from '../rules/sign-in-address.ts'
import { insertAttempt, providerById, takeAttempt } from '../store/identity-provider.ts'
import { askedHere, attemptHeader, goTo, inTime, sayWhy } from './attempt.ts'

async function start(call: RouteCall): Promise<void> {
  const { url, context, response } = call
  const bodyId = Number(url.searchParams.get('body'))
  const providerId = url.searchParams.get('provider') ?? ''
  if (!Number.isSafeInteger(bodyId) || bodyId < 1 || bodyId >= 2 ** 31) return sayWhy(response, 'provider-failed')
  const row = await transaction(context.pool, { bodyId, readOnly: true }, (db) => providerById(db, providerId))
  if (row?.kind !== 'oidc' || row.disabled) return sayWhy(response, 'provider-failed')
  if (!(await inTime(call, bodyId, 'sign-in'))) return
  const provider = await discover(context.config, bodyId, row).catch(failure)
  if (!provider) return sayWhy(response, 'provider-failed')
  const { token: state, hash } = newToken(bodyId)
  const verifier = client.randomPKCECodeVerifier()
  const nonce = client.randomNonce()
  const returnTo = ownPath(url.searchParams.get('to'))
  await transaction(context.pool, { bodyId }, (db) =>
    insertAttempt(db, bodyId, hash, { providerId, verifier, nonce, returnTo }),
  )
  context.setCookie(attemptHeader(call, state))
  const address = client.buildAuthorizationUrl(provider, {
    redirect_uri: `${context.origin}${oidcCallback}`,
    scope: row.settings.scope,
    response_type: 'code',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  goTo(response, address.href)
}

async function callback(call: RouteCall): Promise<void> {
  const { url, context, response } = call
  const state = url.searchParams.get('state') ?? ''
  const bodyId = bodyOfToken(state)
  if (bodyId === undefined || !askedHere(call, state)) return sayWhy(response, 'attempt-over')
  context.setCookie(attemptHeader(call, undefined))
  const found = await transaction(context.pool, { bodyId }, async (db) => {
    const attempt = await takeAttempt(db, hashOf(state))
    const row = attempt && (await providerById(db, attempt.providerId))
    return attempt && row?.kind === 'oidc' && !row.disabled ? { attempt, row } : undefined
  })
  if (!found) return sayWhy(response, 'attempt-over')
  const { attempt, row } = found
  const arrived = new URL(`${context.origin}${oidcCallback}${url.search}`)
  const proof = await discover(context.config, bodyId, row)
    .then((provider) => proven(provider, row.settings, arrived, { ...attempt, state }))
    .catch(failure)
  const outcome = proof ? await admit(context, bodyId, row, proof) : 'provider-failed'
  if (typeof outcome === 'string') return sayWhy(response, outcome)
  context.setCookie(cookieHeader(context.config, outcome.token))
  goTo(response, attempt.returnTo)
}

function failure(error: unknown): undefined {
  const { code, message } = error as { code?: string; message?: string }
  log.warn({ code, message }, 'sign-in provider')
}

export const oidcRoutes: Route[] = [
  { method: 'GET', path: oidcStart, handle: start },
  { method: 'GET', path: oidcCallback, handle: callback },
]
