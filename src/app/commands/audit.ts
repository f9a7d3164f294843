import { verifyAudit } from '#server/audit'
import { applicationPool } from '#server/db/pool'
import { inBody } from '#server/operations'
import { openDatabase } from '../database.ts'
import type { Command } from './command.ts'

const words = {
  changed: '内容が書き換えられています',
  missing: 'この行の前の記録が失われています',
  reordered: '前の記録とつながっていません',
  head: 'この番号までの記録があるはずですが、終わりが失われています',
}

export const audit: Command = {
  usage: 'audit verify',
  summary: '操作の記録に、書き換え・欠け・入れ替えがないかを確かめます',
  async run(args, config) {
    if (args[0] !== 'verify') return 2
    const database = await openDatabase(config)
    const pool = applicationPool(database.ownerUrl, 2)
    try {
      const { rows: bodies } = await pool.query('select body_id, name from body_directory()')
      let broken = false
      for (const { body_id, name } of bodies) {
        const { rows, faults } = await inBody(pool, body_id, verifyAudit, {
          readOnly: true,
          isolation: 'repeatable read',
        })
        console.log(`${name}: ${rows} 件${faults.length ? '' : '、異常はありません。'}`)
        for (const { seq, fault } of faults) console.log(`  ${seq} 番: ${words[fault]}`)
        broken ||= faults.length > 0
      }
      return broken ? 1 : 0
    } finally {
      await pool.end()
      await database.close()
    }
  },
}
