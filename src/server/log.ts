import { AsyncLocalStorage } from 'node:async_hooks'
import { pino } from 'pino'

/** Carries the request id through everything a request awaits, so that each log line names it. */
export const requestContext = new AsyncLocalStorage<{ requestId: string }>()

/** Structured log (one JSON object a line, on standard output). Personal data is never logged, ids are. */
export const log = pino({
  level: process.env.BANSO_LOG ?? 'info',
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => {
    const context = requestContext.getStore()
    return context ? { request_id: context.requestId } : {}
  },
})
