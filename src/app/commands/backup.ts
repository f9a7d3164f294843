import { backup as takeBackup } from '#server/backup/backup'
import { RestoreRefused, restore as restoreBackup } from '#server/backup/restore'
import { filesFolder } from '#server/files/store'
import { openDatabase } from '../database.ts'
import type { Command } from './command.ts'

const total = (tables: Record<string, { rows: number }>) =>
  Object.values(tables).reduce((sum, { rows }) => sum + rows, 0)

export const backup: Command = {
  usage: 'backup ファイル',
  summary: 'データベースと添付ファイルの全体を、動かしたまま1つのファイルに控えます',
  async run([target], config) {
    if (!target) return 2
    const database = await openDatabase(config)
    try {
      const { tables, files } = await takeBackup(database.ownerUrl, target, filesFolder(config))
      console.log(
        `${target} に控えました（${Object.keys(tables).length} 表 ${total(tables)} 行、添付ファイル ${files} 個）。`,
      )
      return 0
    } finally {
      await database.close()
    }
  },
}

const refusals = {
  'not-empty': '戻す先のデータベースが空ではありません。新しいデータベースを用意してください。何も変えていません。',
  'not-a-backup': 'このファイルは Banso の控えではありません。ファイルを確かめてください。',
  newer: 'この控えは、今の版より新しい Banso で作られています。新しい版で戻してください。',
  damaged: '控えのファイルが壊れているか、途中で切れています。別の控えを使ってください。データは何も戻していません。',
}

export const restore: Command = {
  usage: 'restore ファイル',
  summary: '控えを空のデータベースに戻します（途中で失敗したときは何も戻しません）',
  async run([source], config) {
    if (!source) return 2
    const database = await openDatabase(config)
    try {
      const { tables, files } = await restoreBackup(database.ownerUrl, source, filesFolder(config))
      console.log(`${source} から戻しました（${total(tables)} 行、添付ファイル ${files} 個）。`)
      return 0
    } catch (error) {
      if (!(error instanceof RestoreRefused)) throw error
      console.error(refusals[error.reason])
      return 1
    } finally {
      await database.close()
    }
  },
}
