import type { IncomingMessage, ServerResponse } from 'node:http'
import type { CallContext } from '#server/operations'

/**
 * A route outside the contract, for protocols whose shape is not ours: SAML, OpenID Connect, SCIM, RSS, event streams.
 * `path` is matched exactly, or as a prefix when it ends with `/*` (the rest is `params.rest`).
 */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'ANY'
  path: `/${string}`
  /** Sentences for the reasons it refuses with, beyond those common to all. */
  refusals?: Readonly<Record<string, string>>
  handle(call: RouteCall): Promise<void> | void
}

export interface RouteCall {
  request: IncomingMessage
  response: ServerResponse
  url: URL
  rest: string
  context: CallContext
  /** The body of the request, refused beyond `limit` bytes (default 1 MiB). */
  body(limit?: number): Promise<Buffer>
}

export function findRoute(routes: readonly Route[], method: string, pathname: string) {
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== method) continue
    if (route.path.endsWith('/*')) {
      const prefix = route.path.slice(0, -1)
      if (pathname.startsWith(prefix)) return { route, rest: pathname.slice(prefix.length) }
    } else if (route.path === pathname) return { route, rest: '' }
  }
  return undefined
}
