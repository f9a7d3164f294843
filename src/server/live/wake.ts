import { Client } from 'pg'
import { log } from '#server/log'

/** What a transaction notifies when it has published something to a body; the payload is the body's number. */
export const channelName = 'banso_live'

export interface Wake {
  /** Whether notifications arrive; without them the database is asked by the clock. */
  listening(): boolean
  stop(): Promise<void>
}

/**
 * Keeps one LISTEN connection (it must be direct: a transaction pooler loses notifications) and calls `onWake` with the
 * body, or without one when something may have been missed: after a reconnect, and by the clock — every few seconds
 * while the connection is lost, seldom while it stands.
 */
export function startWake(
  url: string,
  onWake: (bodyId?: number) => void,
  { lostEvery = 3000, everyWhileListening = 30_000 } = {},
): Wake {
  let client: Client | undefined
  let listening = false
  let stopped = false
  let retry: NodeJS.Timeout | undefined
  let asked = Date.now()

  async function connect(): Promise<void> {
    const next = new Client({ connectionString: url, application_name: 'banso-live', keepAlive: true })
    client = next
    const lost = (error?: Error) => {
      if (client !== next) return
      client = undefined
      listening = false
      if (stopped) return
      log.warn({ err: error }, 'live notifications lost; asking by the clock')
      retry = setTimeout(connect, lostEvery)
      void next.end().catch(() => {})
    }
    next.on('error', lost)
    next.on('end', () => lost())
    next.on('notification', ({ payload }) => onWake(Number(payload)))
    try {
      await next.connect()
      await next.query(`listen ${channelName}`)
      if (client !== next) return
      listening = true
      onWake()
    } catch (error) {
      lost(error as Error)
    }
  }

  const clock = setInterval(() => {
    if (Date.now() - asked < (listening ? everyWhileListening : lostEvery)) return
    asked = Date.now()
    onWake()
  }, lostEvery)
  clock.unref()
  void connect()
  return {
    listening: () => listening,
    async stop() {
      stopped = true
      clearInterval(clock)
      clearTimeout(retry)
      const last = client
      client = undefined
      await last?.end().catch(() => {})
    },
  }
}
