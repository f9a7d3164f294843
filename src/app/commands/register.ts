import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { hash } from '@node-rs/argon2'
import { isBodyCode } from '#kernel/body-code'
import { dateInJapan, fiscalYearOf, lastDayOf } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { migrate } from '#server/db/migrate'
import { ownerPool } from '#server/db/pool'
import { transaction } from '#server/db/transaction'
import { openDatabase } from '../database.ts'
import { loadShipped } from '../shipped.ts'
import type { Command } from './command.ts'

/** Registers a body with its first administrator, who then imports everyone else through the screens. */
export const register: Command = {
  usage: 'register --code 6桁 --name 団体名 --administrator 利用者ID --administrator-name 氏名',
  summary: '団体と最初の管理者を登録し、一度だけ使うパスワードを表示します',
  async run(args, config) {
    const { values } = parseArgs({
      args,
      options: {
        code: { type: 'string', default: '' },
        name: { type: 'string', default: '' },
        administrator: { type: 'string', default: '' },
        'administrator-name': { type: 'string', default: '' },
      },
    })
    const { code, name, administrator, 'administrator-name': personName } = values
    if (!name || !administrator || !personName) {
      console.error(`使い方: banso ${register.usage}`)
      return 2
    }
    if (!isBodyCode(code)) {
      console.error('全国地方公共団体コードは、検査数字を含む6桁の数字です。確かめて入力し直してください。')
      return 2
    }
    const database = await openDatabase(config)
    const pool = ownerPool(database.ownerUrl)
    try {
      await migrate(database.ownerUrl)
      const password = randomBytes(12).toString('base64url')
      const today = dateInJapan(new Date())
      const { rows } = await pool.query(
        `with b as (insert into body (code, name) values ($1, $2) on conflict do nothing returning body_id),
          p as (insert into person (body_id, id, staff_number, name) select body_id, $3, $4, $5 from b returning body_id, id),
          a as (insert into account (body_id, person_id, login, password_hash, must_change)
                select body_id, id, $4, $6, true from p)
         insert into role_grant (body_id, id, person_id, role, valid_from, valid_to, reason)
         select body_id, $7, id, 'administrator', $8, $9, '最初の管理者' from p returning body_id`,
        [
          code,
          name,
          newId(),
          administrator,
          personName,
          await hash(password),
          newId(),
          today,
          lastDayOf(fiscalYearOf(today)),
        ],
      )
      if (rows.length === 0) {
        console.error(`団体コード ${code} はすでに登録されています。`)
        return 1
      }
      await transaction(pool, {}, (db) => loadShipped(db, rows[0].body_id))
      console.log(
        `${name}（${code}）を登録しました。\n利用者ID: ${administrator}\n最初のパスワード: ${password}\nサインインすると、新しいパスワードを決める画面になります。`,
      )
      return 0
    } finally {
      await pool.end()
      await database.close()
    }
  },
}
