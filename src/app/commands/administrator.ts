import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { dateInJapan, fiscalYearOf, lastDayOf } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { appendAudit } from '#server/audit'
import { applicationPool } from '#server/db/pool'
import { inBody } from '#server/operations'
import { openDatabase } from '../database.ts'
import type { Command } from './command.ts'

/**
 * Makes somebody with an account administrator until the fiscal year's end. For whoever has the server: when every
 * grant has lapsed on 31 March, nobody on the screens could give one.
 */
export const administrator: Command = {
  usage: 'administrator --code 6桁 --login 利用者ID',
  summary: '登録済みの職員を、年度末まで管理者にします（管理者がいなくなったとき）',
  async run(args, config) {
    const { values } = parseArgs({
      args,
      options: { code: { type: 'string', default: '' }, login: { type: 'string', default: '' } },
    })
    const { code, login } = values
    if (!code || !login) {
      console.error(`使い方: banso ${administrator.usage}`)
      return 2
    }
    const database = await openDatabase(config)
    const pool = applicationPool(database.ownerUrl, 1)
    try {
      const { rows } = await pool.query('select body_id from body_directory() where code = $1', [code])
      if (rows.length === 0) {
        console.error(`団体コード ${code} は登録されていません。コードを確かめて入力し直してください。`)
        return 1
      }
      const from = dateInJapan(new Date())
      const to = lastDayOf(fiscalYearOf(from))
      const granted = await inBody(pool, rows[0].body_id, async (db) => {
        const { rows: found } = await sql<{ person_id: string }>`
          insert into role_grant (body_id, id, person_id, role, valid_from, valid_to, reason)
          select body_id, ${newId()}, person_id, 'administrator', ${from}, ${to}, 'サーバーの命令による付与' from account
          where login = ${login} and disabled_at is null returning person_id`.execute(db)
        if (!found[0]) return false
        const subjects = [found[0].person_id]
        await appendAudit(db, {
          ...{ operation: 'role.grant', label: '管理者にする（サーバーの命令）', effect: 'change', actor: undefined },
          ...{ subjects, detail: { role: 'administrator', to } },
        })
        return true
      })
      if (!granted) {
        console.error(`利用者ID ${login} のアカウントがないか、停止されています。確かめて入力し直してください。`)
        return 1
      }
      console.log(`${login} を ${to} まで管理者にしました。`)
      return 0
    } finally {
      await pool.end()
      await database.close()
    }
  },
}
