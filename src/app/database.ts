import { join } from 'node:path'
import type { Config } from '#server/config'
import { startEmbedded } from '#server/embedded-postgres/start'
import { log } from '#server/log'

export interface OpenedDatabase {
  /** Connection as the owner of the tables. */
  ownerUrl: string
  embedded: boolean
  close(): Promise<void>
}

/**
 * The city's PostgreSQL when DATABASE_URL names one, else the embedded server, started here and stopped by `close`.
 * A command run beside a node shares the node's server; only a node itself must be the only one.
 */
export async function openDatabase(config: Config, shared = true): Promise<OpenedDatabase> {
  if (config.DATABASE_URL) return { ownerUrl: config.DATABASE_URL, embedded: false, close: async () => {} }
  const server = await startEmbedded({ directory: join(config.BANSO_DATA, 'postgres'), shared, log })
  return { ownerUrl: server.url, embedded: true, close: () => server.stop() }
}
