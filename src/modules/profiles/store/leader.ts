import { sql } from 'kysely'
import { holdsNow } from '#server/db/dated'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { NominationState } from '../contract/leader.ts'

const withPerson = sql`person p
  left join lateral (
    select x.name as section from post o join section_period x on x.body_id = o.body_id and x.section_id = o.section_id
      and ${holdsNow('x')}
    where o.body_id = p.body_id and o.person_id = p.id and ${holdsNow('o')} order by (o.kind = 'main') desc limit 1) w on true`

export interface StoredNomination {
  id: string
  revision: number
  personId: string
  name: string
  section: string
  nominatedBy: string
  by: string
  words: string
  state: NominationState
  reason: string
  at: Date
}

const nomination = sql`select n.id, n.revision, n.person_id as "personId", p.name, coalesce(w.section, '') as section,
    n.nominated_by as "nominatedBy", b.name as by, n.words, n.state, n.reason, n.nominated_at as at
  from leader_nomination n join ${withPerson} on true join person b on b.body_id = n.body_id and b.id = n.nominated_by`

/** Open nominations, and the reader's own of the last year. The caller shows each to whom it concerns. */
export async function nominations(db: Db, scope: Scope): Promise<StoredNomination[]> {
  const { rows } = await sql<StoredNomination>`${nomination}
    where n.body_id = ${scope.bodyId} and p.body_id = n.body_id and p.id = n.person_id
      and (n.state in ('asked', 'offered', 'agreed')
        or ((n.person_id = ${scope.personId} or n.nominated_by = ${scope.personId})
          and n.nominated_at > now() - interval '1 year'))
    order by n.nominated_at, n.id`.execute(db)
  return rows
}

export async function nominationOf(db: Db, bodyId: number, id: string): Promise<StoredNomination | undefined> {
  const { rows } = await sql<StoredNomination>`${nomination}
    where n.body_id = ${bodyId} and p.body_id = n.body_id and p.id = n.person_id and n.id = ${id}`.execute(db)
  return rows[0]
}

/** False: there is an open one for the person, or the number was used. */
export async function insertNomination(
  db: Db,
  scope: Scope,
  { id, personId, words, state }: { id: string; personId: string; words: string; state: NominationState },
): Promise<boolean> {
  const done = await sql`insert into leader_nomination (body_id, id, person_id, nominated_by, words, state)
    values (${scope.bodyId}, ${id}, ${personId}, ${scope.personId}, ${words}, ${state}) on conflict do nothing`.execute(
    db,
  )
  return Number(done.numAffectedRows) === 1
}

export async function moveNomination(
  db: Db,
  scope: Scope,
  id: string,
  revision: number,
  to: NominationState,
  reason: string,
): Promise<boolean> {
  const done =
    await sql`update leader_nomination set state = ${to}, reason = ${reason}, answered_by = ${scope.personId},
      answered_at = now(), revision = revision + 1
    where body_id = ${scope.bodyId} and id = ${id} and revision = ${revision}`.execute(db)
  return Number(done.numAffectedRows) === 1
}

export async function insertTerm(
  db: Db,
  scope: Scope,
  { id, personId, from, to, reason }: { id: string; personId: string; from: string; to: string; reason: string },
): Promise<void> {
  await sql`insert into leader (body_id, id, person_id, valid_from, valid_to, reason, appointed_by)
    values (${scope.bodyId}, ${id}, ${personId}, ${from}, ${to}, ${reason}, ${scope.personId})
    on conflict do nothing`.execute(db)
}

/** Terms of a person that have not ended, the first to end first. */
export async function termsOf(db: Db, bodyId: number, personId: string) {
  const { rows } = await sql<{
    id: string
    personId: string
    name: string
    section: string
    from: string
    to: string
    reason: string
  }>`select t.id, t.person_id as "personId", p.name, coalesce(w.section, '') as section,
      to_char(t.valid_from, 'YYYY-MM-DD') as from, to_char(t.valid_to, 'YYYY-MM-DD') as to, t.reason
    from leader t join ${withPerson} on true
    where t.body_id = ${bodyId} and p.body_id = t.body_id and p.id = t.person_id and t.person_id = ${personId}
      and t.ended_on is null and t.valid_to >= current_date order by t.valid_to`.execute(db)
  return rows
}

export async function endTerm(db: Db, bodyId: number, id: string, reason: string): Promise<string | undefined> {
  const { rows } = await sql<{ personId: string }>`update leader set ended_on = current_date - 1, end_reason = ${reason}
    where body_id = ${bodyId} and id = ${id} and ended_on is null and valid_to >= current_date
    returning person_id as "personId"`.execute(db)
  return rows[0]?.personId
}

/** Who leads DX in these sections on a day. */
export async function leadersOf(db: Db, bodyId: number, sectionIds: readonly string[]) {
  const { rows } = await sql<{ personId: string; section: string }>`
    select distinct t.person_id as "personId", s.name as section
    from leader t join post o on o.body_id = t.body_id and o.person_id = t.person_id and ${holdsNow('o')}
    join section_period s on s.body_id = o.body_id and s.section_id = o.section_id and ${holdsNow('s')}
    where t.body_id = ${bodyId} and o.section_id = any(${[...sectionIds]}::uuid[]) and t.valid_from <= current_date
      and coalesce(t.ended_on, t.valid_to) >= current_date
    order by 1, 2`.execute(db)
  return rows
}

/** Terms that end within so many days, and are not followed by another. */
export async function termsEnding(db: Db, bodyId: number, today: string, days: number) {
  const { rows } = await sql<{ id: string; personId: string; name: string }>`
    select t.id, t.person_id as "personId", p.name from leader t join person p on p.body_id = t.body_id and p.id = t.person_id
    where t.body_id = ${bodyId} and t.ended_on is null
      and t.valid_to between ${today}::date and ${today}::date + ${days}::integer
      and not exists (select from leader y where y.body_id = t.body_id and y.person_id = t.person_id
        and y.ended_on is null and y.valid_to > t.valid_to)`.execute(db)
  return rows
}
