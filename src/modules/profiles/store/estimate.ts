import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/** What is kept of one person's skill: the state after their last evidence in the area. */
export interface KeptEstimate {
  personId: string
  framework: string
  skill: string
  mean: number
  variance: number
  asOf: string
  ownRows: number
  lastOn: string | null
}

/** Replaces what is kept of these people. */
export async function keepEstimates(
  db: Db,
  bodyId: number,
  personIds: readonly string[],
  estimates: readonly KeptEstimate[],
): Promise<void> {
  await sql`delete from skill_estimate where body_id = ${bodyId} and person_id = any(${[...personIds]}::uuid[])`.execute(
    db,
  )
  if (estimates.length === 0) return
  await sql`
    insert into skill_estimate (body_id, framework, skill, person_id, mean, variance, as_of, own_rows, last_on)
    select ${bodyId}, r.framework, r.skill, r."personId", r.mean, r.variance, r."asOf", r."ownRows", r."lastOn"
    from jsonb_to_recordset(${JSON.stringify(estimates)}::jsonb) as r("personId" uuid, framework text, skill text, mean real,
      variance real, "asOf" date, "ownRows" integer, "lastOn" date)`.execute(db)
}

/** One writer at a time per person, so that a row that comes meanwhile is not lost from what is kept. */
export async function lockLedgers(db: Db, bodyId: number, personIds: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('ledger ' || ${bodyId}::text || ' ' || id, 0))
    from (select distinct id from unnest(${[...personIds]}::text[]) id order by id) ids`.execute(db)
}

/** Everybody of whom there is evidence. */
export async function peopleWithEvidence(db: Db, bodyId: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct person_id as id from evidence where body_id = ${bodyId}
    order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** What is kept of people's skills of which something is known. */
export async function keptOf(
  db: Db,
  bodyId: number,
  framework: string,
  personIds: readonly string[],
): Promise<Pick<KeptEstimate, 'personId' | 'skill' | 'mean' | 'variance' | 'asOf'>[]> {
  const { rows } = await sql<Pick<KeptEstimate, 'personId' | 'skill' | 'mean' | 'variance' | 'asOf'>>`
    select person_id as "personId", skill, mean, variance, to_char(as_of, 'YYYY-MM-DD') as "asOf" from skill_estimate
    where body_id = ${bodyId} and framework = ${framework} and person_id = any(${[...personIds]}::uuid[])
      and own_rows > 0`.execute(db)
  return rows
}

/**
 * Those of whom it is known that they likely do one of these skills alone, the highest means of each, people of today;
 * `shown`: only who shows their skills to colleagues. Read from an index of its own, whose condition stands here too.
 */
export async function ablest(
  db: Db,
  bodyId: number,
  framework: string,
  { skills, shown, limit }: { skills: readonly string[]; shown: boolean; limit: number },
): Promise<Pick<KeptEstimate, 'personId' | 'skill' | 'mean' | 'variance' | 'asOf'>[]> {
  const who = shown
    ? sql`exists (select from profile_choice c where c.body_id = e.body_id and c.person_id = e.person_id
        and c.shown_to_colleagues)`
    : sql`true`
  const { rows } = await sql<Pick<KeptEstimate, 'personId' | 'skill' | 'mean' | 'variance' | 'asOf'>>`
    select x.skill, y.* from unnest(${[...skills]}::text[]) x(skill) cross join lateral (
      select e.person_id as "personId", e.mean, e.variance, to_char(e.as_of, 'YYYY-MM-DD') as "asOf"
      from skill_estimate e join person p on p.body_id = e.body_id and p.id = e.person_id
      where e.body_id = ${bodyId} and e.framework = ${framework} and e.skill = x.skill and e.own_rows > 0
        and e.mean >= 2.5::real and (p.left_on is null or p.left_on >= current_date) and ${who}
      order by e.mean desc, e.person_id limit ${limit}) y`.execute(db)
  return rows
}
