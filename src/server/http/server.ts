import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { OpenAPIHandler } from '@orpc/openapi/node'
import type { AnyRouter } from '@orpc/server'
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node'
import type { Pool } from 'pg'
import type { OperationMeta } from '#kernel/contract'
import { type Problem, Refusal } from '#kernel/refusal'
import type { Config } from '#server/config'
import { nodeMetrics } from '#server/http/metrics'
import { findRoute, type Route } from '#server/http/route'
import { addressOf, originOf, refuseCrossSite, setSecurityHeaders, tokenOf } from '#server/http/security'
import type { Live } from '#server/live/live'
import { log, requestContext } from '#server/log'
import { type CallContext, problemOf, refuse } from '#server/operations'
import { sessionCookie } from '#server/session'

export interface HttpOptions {
  config: Config
  pool: Pool
  live: Live
  router: AnyRouter
  routes: readonly Route[]
  /** Serves files of the web build and, for page addresses, its index.html. */
  pages: (request: IncomingMessage, response: ServerResponse) => void
  /** Names what is not ready yet; empty when the node can serve. */
  notReady: () => Promise<string[]>
}

/** The node's HTTP server: RPC for our own screens, REST for others, the modules' protocol routes, pages, health. */
export function httpServer({ config, pool, live, router, routes, pages, notReady }: HttpOptions): Server {
  const metrics = nodeMetrics(pool)
  const limitBytes = config.BANSO_UPLOAD_LIMIT * 1024 * 1024
  const handlerOptions = {
    plugins: [new BodyLimitPlugin<CallContext>({ maxBodySize: limitBytes })],
    clientInterceptors: [
      async (options: {
        path: readonly string[]
        procedure: { '~orpc': { meta: unknown } }
        context: CallContext
        next(): Promise<unknown>
      }) => {
        const started = performance.now()
        let status = 200
        try {
          return await options.next()
        } catch (error) {
          const refusal = refuse(error, options.context.requestId, options.procedure['~orpc'].meta as OperationMeta)
          status = refusal.status
          metrics.refusals.inc({ reason: refusal.data.reason })
          throw refusal
        } finally {
          metrics.requests.observe({ operation: options.path.join('.'), status }, (performance.now() - started) / 1000)
        }
      },
    ],
    // Errors before a procedure runs (unreadable or oversized bodies) get the same shape.
    interceptors: [
      async (options: { context: CallContext; next(): Promise<never> }) => {
        try {
          return await options.next()
        } catch (error) {
          if ((error as { data?: { reason?: string } }).data?.reason) throw error
          throw refuse(unreadable(error, config), options.context.requestId)
        }
      },
    ],
  }
  const rpc = new RPCHandler<CallContext>(router as never, handlerOptions as never)
  const rest = new OpenAPIHandler<CallContext>(
    router as never,
    {
      ...handlerOptions,
      customErrorResponseBodyEncoder: (error: { data: unknown }) => error.data,
    } as never,
  )

  async function respond(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://node')
    const { pathname } = url
    if (pathname === '/healthz') return send(response, 200, { status: 'ok' })
    if (pathname === '/readyz') {
      const waiting = await notReady()
      return send(response, waiting.length ? 503 : 200, { status: waiting.length ? 'waiting' : 'ready', waiting })
    }
    if (pathname === '/metrics') {
      if (!mayReadMetrics(request, config)) throw new Refusal('forbidden', 'not-permitted')
      response.setHeader('content-type', metrics.registry.contentType)
      response.end(await metrics.registry.metrics())
      return
    }
    const { token, bearer } = tokenOf(request, sessionCookie)
    const context: CallContext = {
      pool,
      config,
      requestId,
      address: addressOf(request, config),
      agent: request.headers['user-agent'] ?? '',
      origin: originOf(request, config),
      token,
      bearer,
      live,
      setCookie: (header) => void response.appendHeader('set-cookie', header),
    }
    const found = findRoute(routes, request.method ?? 'GET', pathname)
    if (found) {
      const body = (limit?: number) => readBody(request, limit ?? 1024 * 1024)
      const { route, rest } = found
      try {
        return await route.handle({ request, response, url, rest, context, body })
      } catch (error) {
        return sendProblem(response, problemOf(error, requestId, route))
      }
    }
    if (pathname.startsWith('/rpc/') || pathname.startsWith('/api/')) {
      if (bearer === 'session') refuseCrossSite(request)
      response.setHeader('cache-control', 'no-store')
      const handler = pathname.startsWith('/rpc/') ? rpc : rest
      if (handler === rest) nameProblems(response)
      const { matched } = await handler.handle(request, response, {
        prefix: pathname.startsWith('/rpc/') ? '/rpc' : '/api/v1',
        context,
      })
      if (!matched) throw new Refusal('missing', 'not-found')
      return
    }
    pages(request, response)
  }

  return createServer((request, response) => {
    const requestId = acceptedId(request.headers['x-request-id']) ?? randomUUID()
    const started = performance.now()
    response.setHeader('x-request-id', requestId)
    setSecurityHeaders(response)
    response.on('close', () => {
      const ms = Math.round((performance.now() - started) * 10) / 10
      log.debug(
        {
          request_id: requestId,
          method: request.method,
          path: request.url?.split('?')[0],
          status: response.statusCode,
          ms,
        },
        'request',
      )
    })
    requestContext.run({ requestId }, () => {
      respond(request, response, requestId).catch((error) => sendProblem(response, problemOf(error, requestId)))
    })
  })
}

function unreadable(error: unknown, config: Config): unknown {
  if (error instanceof SyntaxError) return new Refusal('invalid', 'malformed') // no JSON
  const code = (error as { code?: unknown }).code
  return code === 'PAYLOAD_TOO_LARGE'
    ? new Refusal('invalid', 'too-large', { limit: config.BANSO_UPLOAD_LIMIT })
    : error
}

const problemType = 'application/problem+json; charset=utf-8'

function sendProblem(response: ServerResponse, problem: Problem): void {
  if (response.headersSent) response.destroy()
  else send(response, problem.status, problem, problemType)
}

/** oRPC writes every JSON body as application/json; RFC 9457 wants refusals named for what they are. */
function nameProblems(response: ServerResponse): void {
  type WriteHead = (status: number, headers: Record<string, unknown>) => ServerResponse
  const writeHead = response.writeHead.bind(response) as WriteHead
  const named: WriteHead = (status, headers) =>
    writeHead(status, status < 400 ? headers : { ...headers, 'content-type': problemType })
  response.writeHead = named as typeof response.writeHead
}

const acceptedId = (header: string | string[] | undefined) =>
  typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : undefined

function mayReadMetrics(request: IncomingMessage, config: Config): boolean {
  if (config.BANSO_METRICS_TOKEN) return request.headers.authorization === `Bearer ${config.BANSO_METRICS_TOKEN}`
  return /^(::1|::ffff:127\.|127\.)/.test(request.socket.remoteAddress ?? '') && !request.headers['x-forwarded-for']
}

/** Refused before it is read when its length is known, else at the first byte too many. */
async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new Refusal('invalid', 'too-large', { limit: Math.max(1, Math.round(limit / 1048576)) })
  if (Number(request.headers['content-length']) > limit) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  // What is left of a body that is too large is read past, so that the caller is still there for the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > limit) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  type = 'application/json; charset=utf-8',
): void {
  response.statusCode = status
  response.setHeader('content-type', type)
  response.end(JSON.stringify(body))
}
