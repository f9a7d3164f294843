import { migrate as migrateDatabase } from '#server/db/migrate'
import { openDatabase } from '../database.ts'
import type { Command } from './command.ts'

export const migrate: Command = {
  usage: 'migrate',
  summary: 'データベースをこの版の形に更新します（何度実行しても、同時に実行しても安全です）',
  async run(_args, config) {
    const database = await openDatabase(config)
    try {
      const applied = await migrateDatabase(database.ownerUrl)
      console.log(applied.length ? `更新しました: ${applied.join(', ')}` : 'すでに最新です。')
      return 0
    } finally {
      await database.close()
    }
  },
}
