import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from '#kernel/refusal'
import type { Config } from '#server/config'

/** Everything the screens need comes from this server; user content is never script. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'", // popovers are placed through the object model, which needs no exception
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', contentSecurityPolicy)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'same-origin')
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
}

const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim()

export function addressOf(request: IncomingMessage, config: Config): string {
  const forwarded = config.BANSO_PROXY ? first(request.headers['x-forwarded-for']) : undefined
  return forwarded || request.socket.remoteAddress || ''
}

export function originOf(request: IncomingMessage, config: Config): string {
  if (config.BANSO_URL) return config.BANSO_URL.replace(/\/$/, '')
  const scheme = (config.BANSO_PROXY && first(request.headers['x-forwarded-proto'])) || 'http'
  return `${scheme}://${request.headers.host ?? 'localhost'}`
}

/**
 * A change asked with a cookie must come from our own page. Browsers send Origin with every such request; SameSite=Lax
 * is the second wall. Bearer tokens are not sent by browsers on their own and need no check.
 */
export function refuseCrossSite(request: IncomingMessage): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const origin = request.headers.origin
  if (origin === undefined) return
  if (origin === 'null' || URL.parse(origin)?.host !== request.headers.host)
    throw new Refusal('forbidden', 'cross-site')
}

/** The secret a request carries: `Authorization: Bearer …` (API token) or the session cookie. */
export function tokenOf(request: IncomingMessage, cookieName: string) {
  const authorization = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')
  if (authorization) return { token: authorization[1], bearer: 'api' as const }
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=')
    if (name === cookieName && value) return { token: value, bearer: 'session' as const }
  }
  return { token: undefined, bearer: 'session' as const }
}
