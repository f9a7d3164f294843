import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { noWay, ownPassword } from '../contract/account-list.ts'
import type { AccountState } from '../contract/names.ts'
import { namedOn } from './as-of.ts'

export interface AccountFilter {
  query?: string | undefined
  state?: AccountState | undefined
  way?: string | undefined
}

/** What keeps somebody out comes before what they have not done yet. */
const state = sql<AccountState>`case
  when a.disabled_at is not null or p.left_on < current_date then 'stopped'
  when a.locked_until > now() then 'locked'
  when a.must_change then 'provisional'
  when a.signed_in_at is null then 'unused'
  else 'usable' end`

function asked({ query, way }: AccountFilter) {
  const linked = sql`select from identity i where i.body_id = a.body_id and i.person_id = a.person_id`
  const words = query ? sql`folded(${query})` : undefined
  const conditions = [
    words
      ? sql`(strpos(p.name_key, ${words}) > 0 or strpos(p.kana_key, ${words}) > 0 or strpos(lower(a.login), lower(${query})) > 0
          or strpos(lower(p.mail), lower(${query})) > 0 or starts_with(p.staff_number, ${query}))`
      : undefined,
    way === ownPassword ? sql`a.password_hash is not null` : undefined,
    way === noWay ? sql`a.password_hash is null and not exists (${linked})` : undefined,
    way && way !== ownPassword && way !== noWay ? sql`exists (${linked} and i.provider_id = ${way}::uuid)` : undefined,
  ].filter((condition) => condition !== undefined)
  return sql`account a join person p on p.body_id = a.body_id and p.id = a.person_id
    where ${sql.join([sql`a.body_id = current_body()`, ...conditions], sql` and `)}`
}

export interface AccountRow {
  personId: string
  name: string
  kana: string
  sectionName: string | null
  login: string
  mail: string | null
  state: AccountState
  password: boolean
  providers: string[]
  signedInAt: Date | null
}

/** Accounts in order of kana. */
export async function listAccounts(
  db: Db,
  scope: Scope,
  { today, offset, limit, ...filter }: AccountFilter & { today: string; offset: number; limit: number },
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select f.person_id as "personId", f.name, f.kana, f.login, f.mail, f.state, f.password,
      f.signed_in_at as "signedInAt", n.name as "sectionName",
      array(select v.label from identity i join identity_provider v on v.body_id = i.body_id and v.id = i.provider_id
            where i.body_id = ${scope.bodyId} and i.person_id = f.person_id order by v.label) as providers
    from (select * from (select a.body_id, a.person_id, p.name, p.kana, p.kana_key, a.login, p.mail, a.signed_in_at,
             a.password_hash is not null as password, ${state} as state from ${asked(filter)}) x
          ${filter.state ? sql`where x.state = ${filter.state}` : sql``}
          order by kana_key using ~<~, person_id offset ${offset} limit ${limit}) f
    left join lateral (select m.section_id, m.body_id from post m where m.body_id = f.body_id
      and m.person_id = f.person_id and m.kind = 'main' and m.valid_from <= ${today}::date
      and (m.valid_to is null or m.valid_to >= ${today}::date) limit 1) m on true
    left join lateral ${namedOn(sql`m.section_id`, sql`m.body_id`, today)} n on true
    order by f.kana_key using ~<~, f.person_id`.execute(db)
  return rows
}

/** How many of the accounts asked for are in each state. */
export async function countAccounts(db: Db, filter: Omit<AccountFilter, 'state'>) {
  const { rows } = await sql<{ state: AccountState; n: number }>`
    select ${state} as state, count(*) as n from ${asked(filter)} group by 1`.execute(db)
  return new Map(rows.map((row) => [row.state, row.n]))
}
