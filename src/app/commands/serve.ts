import { migrate } from '#server/db/migrate'
import { log } from '#server/log'
import { openDatabase } from '../database.ts'
import { loadDemo } from '../demo.ts'
import { startNode } from '../node.ts'
import type { Command } from './command.ts'

/** Starts a node and runs until SIGTERM or SIGINT; then finishes the requests in flight and closes the database. */
export const serve: Command = {
  usage: 'serve [--demo]',
  summary: 'Bansoを起動します（--demo でデモ用の架空の市を読み込みます）',
  async run(args, config) {
    const settings = { ...config, BANSO_DEMO: config.BANSO_DEMO || args.includes('--demo') }
    const database = await openDatabase(settings, false)
    let node: Awaited<ReturnType<typeof startNode>>
    try {
      if (settings.BANSO_DEMO) {
        await migrate(database.ownerUrl)
        await loadDemo(database.ownerUrl)
      }
      node = await startNode(settings, database.ownerUrl)
    } catch (error) {
      await database.close()
      throw error
    }
    console.log(`Banso: ${node.url}`)
    await new Promise<void>((resolve) => {
      process.once('SIGTERM', () => resolve())
      process.once('SIGINT', () => resolve())
    })
    log.info('stopping')
    await node.stop()
    await database.close()
    return 0
  },
}
