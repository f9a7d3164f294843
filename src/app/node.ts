import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { liveSource } from '#modules/notices/handlers/live-source'
import { warmSearch } from '#modules/search/public'
import type { Config } from '#server/config'
import { migrate } from '#server/db/migrate'
import { applicationPool, ownerPool } from '#server/db/pool'
import { transaction } from '#server/db/transaction'
import { drain } from '#server/http/drain'
import type { Route } from '#server/http/route'
import { httpServer, send } from '#server/http/server'
import { startJobs } from '#server/jobs'
import { startLive } from '#server/live/live'
import { log } from '#server/log'
import { jobs, router, routes } from './modules.ts'
import { openApiDocument } from './openapi.ts'
import { type Pages, webPages } from './pages.ts'
import { loadShipped } from './shipped.ts'

const openApiRoute: Route = {
  method: 'GET',
  path: '/api/v1/openapi.json',
  handle: async ({ response }) => send(response, 200, await openApiDocument()),
}

export interface RunningNode {
  url: string
  ownerUrl: string
  stop(): Promise<void>
}

/**
 * Starts one node on a database (already running): migrate, then serve. `stop` lets /readyz say so for
 * BANSO_STOP_DELAY, finishes the requests in flight, then closes what was opened.
 */
export async function startNode(config: Config, ownerUrl: string, pages: Pages = webPages()): Promise<RunningNode> {
  log.level = config.BANSO_LOG
  const applied = await migrate(ownerUrl)
  if (applied.length) log.info({ applied }, 'migrated')
  const pool = applicationPool(ownerUrl, config.DATABASE_POOL)
  const owner = ownerPool(ownerUrl, config.BANSO_JOBS + 2)
  await transaction(owner, {}, loadShipped)
  const runner = await startJobs(owner, jobs, { pool, config })
  const live = startLive(ownerUrl, liveSource(pool))
  let stopping = false
  const server = httpServer({
    config,
    pool,
    live,
    router,
    routes: [...routes, openApiRoute],
    pages,
    notReady: async () => {
      if (stopping) return ['stopping']
      return pool.query('select 1').then(
        () => [],
        () => ['database'],
      )
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(config.BANSO_PORT, config.BANSO_HOST, () => resolve())
  })
  void warmSearch().catch((error) => log.error({ err: error }, 'search dictionaries'))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    ownerUrl,
    async stop() {
      stopping = true
      await sleep(config.BANSO_STOP_DELAY * 1000)
      await live.stop()
      await drain(server, 30_000)
      await runner?.stop()
      await pool.end()
      await owner.end()
    },
  }
}
