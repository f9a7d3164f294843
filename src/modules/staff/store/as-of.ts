import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/** Condition that a dated row (table or alias with valid_from, valid_to) holds on a day. */
export const holdsOn = (alias: string, day: string) =>
  sql<boolean>`(${sql.ref(`${alias}.valid_from`)} <= ${day}::date
    and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} >= ${day}::date))`

/** The period a section is named by on a day: the one that holds, else the nearest known. Use as `cross join lateral`. */
export const namedOn = (sectionId: ReturnType<typeof sql>, bodyId: ReturnType<typeof sql>, day: string) => sql`
  (select s.code, sp.name, sp.kind, sp.parent_id from section_period sp
     join section s on s.body_id = sp.body_id and s.id = sp.section_id
    where sp.body_id = ${bodyId} and sp.section_id = ${sectionId}
    order by ${holdsOn('sp', day)} desc, (sp.valid_from <= ${day}::date) desc, abs(sp.valid_from - ${day}::date) limit 1)`

/** Changes of people, posts and sections of one body wait for each other: their rules look at rows beside their own. */
export async function lockStaff(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('staff'), current_body())`.execute(db)
}
