import { migrate } from '#server/db/migrate'
import { openDatabase } from '../database.ts'
import { loadDemo } from '../demo.ts'
import type { Command } from './command.ts'

/** Loads the demo city where no body stands yet; a database with a body is left as it is. */
export const demo: Command = {
  usage: 'demo load',
  summary: '空のデータベースに、デモ用の架空の市を読み込みます',
  async run(args, config) {
    if (args[0] !== 'load' || args.length > 1) {
      console.error(`使い方: banso ${demo.usage}`)
      return 2
    }
    const database = await openDatabase(config)
    try {
      await migrate(database.ownerUrl)
      if (!(await loadDemo(database.ownerUrl))) {
        console.error('すでに団体があるため、デモ用の市は読み込みませんでした。空のデータベースを指定してください。')
        return 1
      }
      console.log('デモ用の市を読み込みました。デモのサインインを表示するには banso serve --demo で起動してください。')
      return 0
    } finally {
      await database.close()
    }
  },
}
