import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { readAccess, urlOf } from './access.ts'
import { hold } from './holder.ts'
import { EmbeddedPostgresError, failed } from './messages.ts'
import { preparePlace } from './place.ts'
import { tail } from './run.ts'
import { ensureServer, patience, type Serving, stopServer } from './server.ts'

export interface EmbeddedOptions {
  /** Everything of the cluster is kept here. */
  directory: string
  /** Without it a free port is chosen and remembered. */
  port?: number
  /** For a short command beside a running node: use the node's server instead of being refused; `stop` leaves it. */
  shared?: boolean
  /** A folder whose bin/ has another PostgreSQL's programs (15 or later), instead of the ones we bring. */
  programs?: string
  /** Server settings over ours. */
  settings?: Record<string, string>
  log: Record<'info' | 'warn' | 'error', (facts: object, message: string) => void>
}

export interface EmbeddedPostgres {
  /** Connection as the superuser, who owns the database. */
  url: string
  port: number
  /** The server ran already, left by a process that was killed. */
  adopted: boolean
  /** Ends every session and stops the server. */
  stop(): Promise<void>
}

/** The server ends or recovers while we connect: it starts up, in recovery, ended our session, or is gone already. */
const passing = new Set(['57P03', '57P01', '57P02', 'ECONNREFUSED', 'ECONNRESET'])

/**
 * Starts the embedded PostgreSQL, or adopts the one a killed process left running, for this process alone: a second
 * one is refused. While we run, a server that dies is started again and recovers. Failures are EmbeddedPostgresError.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log } = options
  const place = await preparePlace(options.directory, options.programs)
  let { port } = options
  let stopped: Promise<void> | undefined
  let holding: Client | undefined
  let recovering: Promise<void> | undefined

  const openOnce = async (): Promise<Serving> => {
    const serving = await ensureServer(place, await readAccess(place), port, options.settings ?? {})
    const client = await hold(place, serving.access, options.shared ?? false)
    client?.once('end', () => {
      holding = undefined
      if (!stopped) recovering = reopen()
    })
    holding = client
    return serving
  }
  const open = async (): Promise<Serving> => {
    const deadline = Date.now() + patience
    for (;;) {
      try {
        return await openOnce()
      } catch (error) {
        if (error instanceof EmbeddedPostgresError) throw error
        const { code, message } = error as { code?: string; message: string }
        const waits = passing.has(code ?? '') || /terminated/.test(message)
        if (!waits || Date.now() > deadline) throw failed(message, await tail(place.log), error)
        await sleep(200)
      }
    }
  }
  const reopen = async () => {
    log.error({ log: await tail(place.log) }, 'embedded PostgreSQL went away; starting it again')
    while (!stopped) {
      try {
        await open()
        return log.info({}, 'embedded PostgreSQL is back')
      } catch (error) {
        log.error({ err: error }, 'embedded PostgreSQL could not be started again')
        await sleep(3000)
      }
    }
  }

  const { access, adopted } = await open()
  port = access.port // our callers have it in their pools, so a server started again must listen there
  log.info({ port: access.port, folder: place.home, adopted }, 'embedded PostgreSQL is ready')
  return {
    url: urlOf(access),
    port: access.port,
    adopted,
    stop() {
      stopped ??= (async () => {
        await recovering
        if (!holding) return // another process has it
        const client = holding
        await stopServer(place)
        await client.end().catch(() => {})
      })()
      return stopped
    },
  }
}
