import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export async function insertReview(
  db: Db,
  { bodyId, personId }: Scope,
  { code, version, outcome, words }: { code: string; version: number; outcome: 'approved' | 'returned'; words: string },
): Promise<void> {
  await sql`insert into item_review (body_id, id, code, version, reviewer_id, outcome, words)
    values (${bodyId}, ${newId()}, ${code}, ${version}, ${personId}, ${outcome}, ${words})`.execute(db)
}

export async function reviewsOf(db: Db, bodyId: number, code: string) {
  const { rows } = await sql<{
    version: number
    by: string
    outcome: 'approved' | 'returned'
    words: string
    at: Date
  }>`
    select r.version, p.name as by, r.outcome, r.words, r.at from item_review r
    join person p on p.body_id = r.body_id and p.id = r.reviewer_id
    where r.body_id = ${bodyId} and r.code = ${code} order by r.at desc`.execute(db)
  return rows
}

/** How a version has been answered: how often, how well, how long, and what was chosen. */
export async function statisticsOf(db: Db, bodyId: number, code: string, version: number) {
  const { rows } = await sql<{ answers: number; right: number | null; unknown: number | null; seconds: number | null }>`
    select count(*)::integer as answers, avg((category > 0)::integer)::float8 as right,
      avg((cardinality(given) = 0)::integer)::float8 as unknown,
      percentile_cont(0.5) within group (order by seconds)::float8 as seconds
    from assessment_answer where body_id = ${bodyId} and code = ${code} and version = ${version}`.execute(db)
  const { rows: chosen } = await sql<{ key: string; times: number }>`
    select key, count(*)::integer as times from assessment_answer, unnest(given) key
    where body_id = ${bodyId} and code = ${code} and version = ${version} group by key order by key`.execute(db)
  return { ...rows[0]!, chosen }
}
