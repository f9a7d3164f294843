import type { EventStream } from './event-stream.ts'
import { Hub, type Source } from './hub.ts'
import { startWake } from './wake.ts'

/** Live events of this node: woken by the database, read once a body, given to the streams that are open here. */
export interface Live {
  hub: Hub
  /** Streams open on this node. */
  streams: Set<EventStream>
  stopping(): boolean
  /** Ends every stream, so that browsers go to another node. */
  stop(): Promise<void>
}

export function startLive(directUrl: string, source: Source, timing: Parameters<typeof startWake>[2] = {}): Live {
  const hub = new Hub(source)
  const wake = startWake(directUrl, (bodyId) => hub.wake(bodyId), timing)
  const streams = new Set<EventStream>()
  let stopping = false
  return {
    hub,
    streams,
    stopping: () => stopping,
    async stop() {
      stopping = true
      hub.stop()
      for (const stream of streams) stream.end('moved')
      await wake.stop()
    },
  }
}
