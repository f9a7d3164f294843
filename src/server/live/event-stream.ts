import type { ServerResponse } from 'node:http'

/** A client that leaves this much unread is dropped; it comes back and resumes. */
const unreadLimit = 256 * 1024

export interface EventStream {
  /** Sends one event; false when the client has gone or was dropped for not reading. */
  send(event: { id?: string | undefined; kind: string; data: unknown }): boolean
  /** Ends after a last event; the browser then reconnects, to whichever node answers. */
  end(kind: string): void
}

/** Opens a stream of server-sent events (text/event-stream) on a response. */
export function openEventStream(response: ServerResponse, onClose: () => void): EventStream {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close', // a node that stops need not wait for it
    'x-accel-buffering': 'no', // proxies must not hold it back
  })
  response.flushHeaders()
  response.socket?.setNoDelay(true)
  response.on('error', () => {})
  response.on('close', onClose)
  const text = ({ id, kind, data }: Parameters<EventStream['send']>[0]) =>
    `${id ? `id: ${id}\n` : ''}event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`
  return {
    send(event) {
      if (response.writableEnded || response.destroyed) return false
      if (response.writableLength > unreadLimit) {
        response.destroy()
        return false
      }
      response.write(text(event))
      return true
    },
    end(kind) {
      if (!response.writableEnded && !response.destroyed) response.end(text({ kind, data: {} }))
    },
  }
}
