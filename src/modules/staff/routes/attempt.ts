import type { ServerResponse } from 'node:http'
import { Refusal } from '#kernel/refusal'
import type { RouteCall } from '#server/http/route'
import { limit } from '#server/operations'
import type { ProviderRefusal } from '../rules/sign-in-address.ts'

/** Ties the answer to the browser that asked: nobody can be signed in by a link somebody else began. */
const attemptCookie = 'banso_sign_in'

export function goTo(response: ServerResponse, address: string): void {
  response.statusCode = 303
  response.setHeader('location', address)
  response.setHeader('cache-control', 'no-store')
  response.setHeader('referrer-policy', 'no-referrer')
  response.end()
}

export const sayWhy = (response: ServerResponse, why: ProviderRefusal) => goTo(response, `/?sign-in=${why}`)

/** Counts one step of a sign-in; false when too many came from one address, and the browser was told so. */
export async function inTime({ context, response }: RouteCall, bodyId: number, step: string): Promise<boolean> {
  try {
    await limit(context, bodyId, `${step} ${context.address}`, { count: 300, seconds: 60 })
    return true
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason !== 'too-many') throw error
    sayWhy(response, 'too-many')
    return false
  }
}

export function attemptHeader({ context }: RouteCall, state: string | undefined): string {
  const secure = context.config.BANSO_COOKIE_SECURE ? '; Secure' : ''
  return `${attemptCookie}=${state ?? ''}; Path=/sign-in; HttpOnly; SameSite=Lax; Max-Age=${state ? 600 : 0}${secure}`
}

/** Is this the browser that began the sign-in? */
export function askedHere({ request }: RouteCall, state: string): boolean {
  return state !== '' && (request.headers.cookie ?? '').split(/;\s*/).includes(`${attemptCookie}=${state}`)
}
