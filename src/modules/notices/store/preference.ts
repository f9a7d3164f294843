import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export interface PreferenceRow {
  mail: 'none' | 'daily' | 'weekly'
  muted_kinds: string[]
  address: string | null
}

export async function preferenceOf(db: Db, scope: Scope): Promise<PreferenceRow> {
  const { rows } = await sql<PreferenceRow>`
    select coalesce(p.mail, 'daily') as mail, coalesce(p.muted_kinds, '{}') as muted_kinds, w.mail as address
    from person w left join notice_preference p on p.body_id = w.body_id and p.person_id = w.id
    where w.body_id = ${scope.bodyId} and w.id = ${scope.personId}`.execute(db)
  return rows[0]!
}

export async function setPreference(db: Db, scope: Scope, mail: string, mutedKinds: readonly string[]): Promise<void> {
  await sql`insert into notice_preference (body_id, person_id, mail, muted_kinds)
    values (${scope.bodyId}, ${scope.personId}, ${mail}, ${[...mutedKinds]}::text[])
    on conflict (body_id, person_id) do update set mail = excluded.mail, muted_kinds = excluded.muted_kinds`.execute(db)
}
