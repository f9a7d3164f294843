import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/** How likely a person reaches the levels 1 to 4 of a skill of which something is known. */
export interface Reached {
  personId: string
  skill: string
  chances: readonly number[]
}

/** The place of each skill in the rows of `skill_reach`, counted from 1; skills that have none yet are left out. */
export async function placesOf(db: Db, bodyId: number, framework: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ skill: string; place: number }>`select skill, place from skill_place
    where body_id = ${bodyId} and framework = ${framework}`.execute(db)
  return new Map(rows.map(({ skill, place }) => [skill, place]))
}

async function givePlaces(db: Db, bodyId: number, framework: string, skills: readonly string[]) {
  const places = await placesOf(db, bodyId, framework)
  if (skills.every((skill) => places.has(skill))) return places
  await sql`select pg_advisory_xact_lock(hashtextextended('skill places ' || ${bodyId}::text, 0))`.execute(db)
  await sql`insert into skill_place (body_id, framework, skill, place)
    select ${bodyId}, ${framework}, code, taken.most + row_number() over (order by code)
    from unnest(${[...skills]}::text[]) code,
      (select coalesce(max(place), 0) as most from skill_place where body_id = ${bodyId} and framework = ${framework}) taken
    where not exists (select from skill_place p where p.body_id = ${bodyId} and p.framework = ${framework} and p.skill = code)`.execute(
    db,
  )
  return placesOf(db, bodyId, framework)
}

/** Replaces what is kept for finding these people, as of today. */
export async function keepReach(
  db: Db,
  bodyId: number,
  framework: string,
  personIds: readonly string[],
  reached: readonly Reached[],
): Promise<void> {
  const places = await givePlaces(db, bodyId, framework, [...new Set(reached.map(({ skill }) => skill))])
  const size = 4 * Math.max(0, ...places.values())
  const rows = new Map<string, number[]>()
  for (const { personId, skill, chances } of reached) {
    const row = rows.get(personId) ?? new Array<number>(size).fill(-1)
    for (const [at, chance] of chances.entries()) row[4 * (places.get(skill)! - 1) + at] = Math.round(1000 * chance)
    rows.set(personId, row)
  }
  await sql`delete from skill_reach where body_id = ${bodyId} and person_id = any(${[...personIds]}::uuid[])`.execute(
    db,
  )
  const kept = [...rows].map(([personId, row]) => ({ personId, reached: `{${row.join()}}` }))
  await sql`insert into skill_reach (body_id, framework, person_id, as_of, reached)
    select ${bodyId}, ${framework}, r."personId", current_date, r.reached::smallint[]
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as r("personId" uuid, reached text)`.execute(db)
}

/** Whose row is older than so many days. */
export async function peopleToRenew(db: Db, bodyId: number, days: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select person_id as id from skill_reach
    where body_id = ${bodyId} and as_of <= current_date - ${days}::integer order by person_id`.execute(db)
  return rows.map(({ id }) => id)
}
