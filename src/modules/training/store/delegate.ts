import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** Heads for whom the reader answers today. */
export async function headsStoodInFor(db: Db, scope: Scope): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct head_id as id from approval_delegate
    where body_id = ${scope.bodyId} and delegate_id = ${scope.personId}
      and current_date between valid_from and valid_to`.execute(db)
  return rows.map(({ id }) => id)
}

/** Who answers for some heads today. */
export async function delegatesOf(db: Db, bodyId: number, headIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct delegate_id as id from approval_delegate
    where body_id = ${bodyId} and head_id = any(${[...headIds]}::uuid[])
      and current_date between valid_from and valid_to`.execute(db)
  return rows.map(({ id }) => id)
}

/** Those the reader has named and who are not over. */
export async function ownDelegates(db: Db, scope: Scope) {
  const { rows } = await sql<{ id: string; name: string; from: string; to: string; reason: string }>`
    select d.id, p.name, to_char(d.valid_from, 'YYYY-MM-DD') as from, to_char(d.valid_to, 'YYYY-MM-DD') as to, d.reason
    from approval_delegate d join person p on p.body_id = d.body_id and p.id = d.delegate_id
    where d.body_id = ${scope.bodyId} and d.head_id = ${scope.personId} and d.valid_to >= current_date
    order by d.valid_from, p.kana, d.id`.execute(db)
  return rows
}

export async function insertDelegate(
  db: Db,
  scope: Scope,
  { id, personId, from, to, reason }: { id: string; personId: string; from: string; to: string; reason: string },
): Promise<void> {
  await sql`insert into approval_delegate (body_id, id, head_id, delegate_id, valid_from, valid_to, reason)
    values (${scope.bodyId}, ${id}, ${scope.personId}, ${personId}, ${from}, ${to}, ${reason})
    on conflict do nothing`.execute(db)
}

export async function deleteDelegate(db: Db, scope: Scope, id: string): Promise<boolean> {
  const done = await sql`delete from approval_delegate
    where body_id = ${scope.bodyId} and id = ${id} and head_id = ${scope.personId}`.execute(db)
  return Number(done.numAffectedRows) === 1
}

/** Whether somebody is of the own staff today. */
export async function isStaff(db: Db, bodyId: number, personId: string): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists (select from person where body_id = ${bodyId}
    and id = ${personId} and employment <> 'guest' and (left_on is null or left_on >= current_date)) as there`.execute(
    db,
  )
  return rows[0]!.there
}
