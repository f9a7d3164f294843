import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { namedOn } from './as-of.ts'

export interface GrantRow {
  id: string
  personId: string
  name: string
  sectionName: string
  role: 'dx-office' | 'hr' | 'executive' | 'expert' | 'prefecture' | 'administrator'
  from: string
  to: string
  grantedBy: string | null
  reason: string
}

/** Roles granted and not over on the day, by role and name. */
export async function grantsOn(
  db: Db,
  scope: Scope,
  { asOf, role, personId }: { asOf: string; role?: string | undefined; personId?: string | undefined },
): Promise<GrantRow[]> {
  const { rows } = await sql<GrantRow>`
    select g.id, g.person_id as "personId", p.name, coalesce(n.name, '') as "sectionName", g.role,
           g.valid_from as "from", g.valid_to as "to", b.name as "grantedBy", g.reason
    from role_grant g
    join person p on p.body_id = g.body_id and p.id = g.person_id
    left join person b on b.body_id = g.body_id and b.id = g.granted_by
    left join lateral (select section_id, body_id from post o where o.body_id = g.body_id and o.person_id = g.person_id
      and o.kind = 'main' and o.valid_from <= ${asOf}::date order by o.valid_from desc limit 1) m on true
    left join lateral ${namedOn(sql`m.section_id`, sql`m.body_id`, asOf)} n on true
    where g.body_id = ${scope.bodyId} and g.valid_to >= ${asOf}::date
      ${role ? sql`and g.role = ${role}` : sql``} ${personId ? sql`and g.person_id = ${personId}` : sql``}
    order by g.role, p.kana_key, g.valid_from`.execute(db)
  return rows
}

export async function grantById(db: Db, id: string) {
  return db.selectFrom('role_grant').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** The latest end of the same role already held at some time from `from` to `to`. */
export async function heldUntil(db: Db, personId: string, role: string, from: string, to: string) {
  const { rows } = await sql<{ until: string | null }>`select max(valid_to) as until from role_grant
    where person_id = ${personId} and role = ${role} and valid_from <= ${to}::date and valid_to >= ${from}::date`.execute(
    db,
  )
  return rows[0]!.until
}

export async function insertGrant(
  db: Db,
  scope: Scope,
  grant: { id: string; personId: string; role: string; from: string; to: string; reason: string },
): Promise<void> {
  const { id, personId, role, from, to, reason } = grant
  await db
    .insertInto('role_grant')
    .values({
      body_id: scope.bodyId,
      id,
      person_id: personId,
      role,
      valid_from: from,
      valid_to: to,
      granted_by: scope.personId,
      reason,
    })
    .execute()
}

/** Ends a grant yesterday, or removes it when it never held. */
export async function endGrant(db: Db, id: string, today: string): Promise<void> {
  await sql`delete from role_grant where id = ${id} and valid_from >= ${today}::date`.execute(db)
  await sql`update role_grant set valid_to = ${today}::date - 1 where id = ${id} and valid_to >= ${today}::date`.execute(
    db,
  )
}

/** Lengthens grants; those that already last longer, or whose holder leaves before, stay as they are. */
export async function extendGrants(db: Db, ids: readonly string[], to: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update role_grant g set valid_to = ${to}::date
    from person p where p.body_id = g.body_id and p.id = g.person_id and (p.left_on is null or p.left_on >= ${to}::date)
      and g.id = any(${[...ids]}::uuid[]) and g.valid_to < ${to}::date returning g.id`.execute(db)
  return rows.map((row) => row.id)
}

/** People other than the one whose administrator's role holds today and who can sign in. */
export async function otherAdministrators(db: Db, personId: string, today: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(distinct g.person_id) as n from role_grant g
    join person p on p.body_id = g.body_id and p.id = g.person_id
    join account a on a.body_id = g.body_id and a.person_id = g.person_id
    where g.role = 'administrator' and g.person_id <> ${personId} and g.valid_from <= ${today}::date
      and g.valid_to >= ${today}::date and (p.left_on is null or p.left_on >= ${today}::date) and a.disabled_at is null`.execute(
    db,
  )
  return rows[0]!.n
}
