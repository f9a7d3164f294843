import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** Replaces whatever link the person had; returns until when the new one holds. */
export async function insertReset(db: Db, scope: Scope, personId: string, hash: Buffer, hours: number): Promise<Date> {
  const { rows } = await sql<{ expires_at: Date }>`
    insert into account_reset (body_id, person_id, token_hash, issued_by, expires_at)
    values (${scope.bodyId}, ${personId}, ${hash}, ${scope.personId}, now() + make_interval(hours => ${hours}))
    on conflict (body_id, person_id) do update set token_hash = excluded.token_hash,
      issued_by = excluded.issued_by, expires_at = excluded.expires_at
    returning expires_at`.execute(db)
  return rows[0]!.expires_at
}

/** Uses a link up; undefined when there is none that holds, or its person may not sign in. */
export async function takeReset(db: Db, hash: Buffer): Promise<{ personId: string; login: string } | undefined> {
  const { rows } = await sql<{ personId: string; login: string }>`
    delete from account_reset r using account a, person p
    where r.token_hash = ${hash} and r.expires_at > now()
      and a.body_id = r.body_id and a.person_id = r.person_id and a.disabled_at is null
      and p.body_id = r.body_id and p.id = r.person_id and (p.left_on is null or p.left_on >= current_date)
    returning r.person_id as "personId", a.login`.execute(db)
  return rows[0]
}

export async function dropReset(db: Db, personId: string): Promise<void> {
  await db.deleteFrom('account_reset').where('person_id', '=', personId).execute()
}
