import { sql } from 'kysely'
import { holdsNow } from '#server/db/dated'
import { setting } from '#server/db/setting'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { EvidenceKind } from '../contract/names.ts'
import { Criteria, type Finding } from '../contract/recognition.ts'

const kept = setting<Criteria | null>('profiles.recognition', Criteria.nullable(), null)

/** The city's own criteria; null when it made none. */
export const ownCriteria = kept.read
export const keepCriteria = kept.keep

export interface Decision {
  id: string
  personId: string
  decision: 'recognised' | 'not-now' | 'withdrawn'
  reason: string
  validTo: string | null
  by: string
  at: Date
}

const shown = sql`r.id, r.person_id as "personId", r.decision, r.reason, to_char(r.valid_to, 'YYYY-MM-DD') as "validTo",
  coalesce(b.name, '') as by, r.decided_at as at
  from recognition r left join person b on b.body_id = r.body_id and b.id = r.decided_by`

/** The last decision about each of these people. */
export async function lastDecisions(db: Db, bodyId: number, personIds: readonly string[]) {
  const { rows } = await sql<Decision>`select distinct on (r.person_id) ${shown}
    where r.body_id = ${bodyId} and r.person_id = any(${[...personIds]}::uuid[])
    order by r.person_id, r.decided_at desc, r.id desc`.execute(db)
  return new Map(rows.map((row) => [row.personId, row]))
}

/** All decisions about the reader, the latest first. */
export async function ownDecisions(db: Db, scope: Scope): Promise<Decision[]> {
  const { rows } = await sql<Decision>`select ${shown}
    where r.body_id = ${scope.bodyId} and r.person_id = ${scope.personId} order by r.decided_at desc, r.id desc`.execute(
    db,
  )
  return rows
}

export async function insertDecision(
  db: Db,
  scope: Scope,
  row: {
    id: string
    personId: string
    decision: Decision['decision']
    reason: string
    criteria: Criteria
    findings: readonly Finding[]
    validTo: string | null
  },
): Promise<boolean> {
  const done =
    await sql`insert into recognition (body_id, id, person_id, decision, reason, criteria, findings, valid_to,
      decided_by)
    values (${scope.bodyId}, ${row.id}, ${row.personId}, ${row.decision}, ${row.reason}, ${JSON.stringify(row.criteria)},
      ${JSON.stringify(row.findings)}, ${row.validTo}, ${scope.personId})
    on conflict do nothing`.execute(db)
  return Number(done.numAffectedRows) === 1
}

/** Who was recognised on a day: the last decision up to it says so, and its term holds. */
export async function recognised(db: Db, bodyId: number, on: string, onlyShown: boolean) {
  const { rows } = await sql<{ id: string; name: string; section: string; validTo: string }>`
    select p.id, p.name, coalesce(w.section, '') as section, to_char(last.valid_to, 'YYYY-MM-DD') as "validTo"
    from (select distinct on (person_id) person_id, decision, valid_to from recognition
      where body_id = ${bodyId} and (decided_at at time zone 'Asia/Tokyo')::date <= ${on}::date
      order by person_id, decided_at desc, id desc) last
    join person p on p.body_id = ${bodyId} and p.id = last.person_id
      and (p.left_on is null or p.left_on >= ${on}::date)
    left join recognition_wish c on c.body_id = p.body_id and c.person_id = p.id
    left join lateral (
      select s.name as section from post o join section_period s on s.body_id = o.body_id and s.section_id = o.section_id
        and ${holdsNow('s')}
      where o.body_id = p.body_id and o.person_id = p.id and ${holdsNow('o')} order by (o.kind = 'main') desc limit 1) w on true
    where last.decision = 'recognised' and last.valid_to >= ${on}::date and (${!onlyShown} or coalesce(c.shown, false))
    order by w.section, p.kana, p.name, p.id`.execute(db)
  return rows
}

export async function wishOf(db: Db, bodyId: number, personId: string): Promise<{ declined: boolean; shown: boolean }> {
  const { rows } = await sql<{ declined: boolean; shown: boolean }>`select declined, shown from recognition_wish
    where body_id = ${bodyId} and person_id = ${personId}`.execute(db)
  return rows[0] ?? { declined: false, shown: false }
}

export async function keepWish(db: Db, scope: Scope, { declined, shown }: { declined: boolean; shown: boolean }) {
  await sql`insert into recognition_wish (body_id, person_id, declined, shown)
    values (${scope.bodyId}, ${scope.personId}, ${declined}, ${shown})
    on conflict (body_id, person_id) do update set declined = excluded.declined, shown = excluded.shown,
      updated_at = now()`.execute(db)
}

export interface Considered {
  id: string
  name: string
  section: string
  /** As kept in skill_reach; empty: nothing is known. */
  reached: number[]
  wants: boolean | null
}

/** People of today who have not said no, with what is known of them; all, or one. For deciding, by who may. */
export async function considered(db: Db, bodyId: number, framework: string, personId?: string): Promise<Considered[]> {
  const { rows } = await sql<Considered>`
    select p.id, p.name, coalesce(w.section, '') as section, coalesce(r.reached, '{}') as reached, v.reform as wants
    from person p
    left join skill_reach r on r.body_id = p.body_id and r.framework = ${framework} and r.person_id = p.id
    left join willingness v on v.body_id = p.body_id and v.person_id = p.id
    left join recognition_wish c on c.body_id = p.body_id and c.person_id = p.id
    left join lateral (
      select s.name as section from post o join section_period s on s.body_id = o.body_id and s.section_id = o.section_id
        and ${holdsNow('s')}
      where o.body_id = p.body_id and o.person_id = p.id and ${holdsNow('o')} order by (o.kind = 'main') desc limit 1) w on true
    where p.body_id = ${bodyId} and p.employment <> 'guest' and (p.left_on is null or p.left_on >= current_date)
      and ${personId ? sql`p.id = ${personId}` : sql`r.person_id is not null and not coalesce(c.declined, false)`}
    order by p.kana, p.name, p.id`.execute(db)
  return rows
}

/** How many rows of these kinds people have since a day; one thing under several skills counts once. */
export async function evidenceCounts(
  db: Db,
  bodyId: number,
  kinds: readonly EvidenceKind[],
  since: string,
  personId?: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select e.person_id as id, count(distinct coalesce(e.source_id, e.id))::integer as count from evidence e
    where e.body_id = ${bodyId} and e.kind = any(${[...kinds]}::text[]) and e.shown_on >= ${since}::date
      and e.shown_on <= current_date and ${personId ? sql`e.person_id = ${personId}` : sql`true`}
      and not exists (select from evidence_withdrawal w where w.body_id = e.body_id and w.evidence_id = e.id)
    group by e.person_id`.execute(db)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

/** Recognitions that end within so many days and were not renewed. */
export async function endingSoon(db: Db, bodyId: number, today: string, days: number) {
  const { rows } = await sql<{ id: string; personId: string; name: string }>`
    select last.id, last.person_id as "personId", p.name
    from (select distinct on (person_id) id, person_id, decision, valid_to from recognition where body_id = ${bodyId}
      order by person_id, decided_at desc, id desc) last
    join person p on p.body_id = ${bodyId} and p.id = last.person_id
    where last.decision = 'recognised'
      and last.valid_to between ${today}::date and ${today}::date + ${days}::integer`.execute(db)
  return rows
}

/** Of these recognitions and terms, those whose end nobody was reminded of yet; from now on they were. */
export async function toRemindOf(db: Db, bodyId: number, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`insert into end_reminder (body_id, id)
    select ${bodyId}, x from unnest(${[...ids]}::uuid[]) x on conflict do nothing returning id`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
