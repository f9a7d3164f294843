import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { CourseDocument } from '../contract/course.ts'
import type { StoredProvider } from './provider.ts'

export interface Catalogue {
  /** When its facts were looked at. */
  checkedOn: string
  providers: readonly StoredProvider[]
  courses: readonly (Omit<CourseDocument, 'opens' | 'fiscalYear'> & { code: string; status: string })[]
}

/**
 * Gives every body (or the one) the providers and courses of the product it does not have yet. By code: what a body
 * has, rewritten or retired, stays as it is. Needs the owner's connection.
 */
export async function insertCatalogue(
  db: Db,
  framework: string,
  { providers, courses, checkedOn }: Catalogue,
  bodyId?: number,
): Promise<void> {
  const bodies = sql`body b where ${bodyId ?? null}::integer is null or b.body_id = ${bodyId ?? null}`
  await sql`insert into provider (body_id, code, name, note, url, status, source)
    select b.body_id, g.code, g.name, g.note, g.url, g.status, g.source
    from jsonb_to_recordset(${JSON.stringify(providers)}::jsonb) as g(code text, name text, note text, url text,
      status text, source text) cross join ${bodies} on conflict do nothing`.execute(db)
  await sql`with given as (select * from jsonb_to_recordset(${JSON.stringify(courses)}::jsonb) as g(code text,
      provider text, title text, summary text, form text, tier text, hours real, lodging boolean, place text, url text,
      fee integer, payer text, "applyBy" text, completion text, skills jsonb, status text, source text)),
    fresh as (
      insert into course (body_id, id, code, provider, title, summary, form, tier, hours, lodging, place, url, fee, payer,
        apply_by, completion, checked_on, status, source)
      select b.body_id, gen_random_uuid(), g.code, g.provider, g.title, g.summary, g.form, g.tier, g.hours, g.lodging,
        g.place, g.url, g.fee, g.payer, g."applyBy", g.completion, ${checkedOn}, g.status, g.source
      from given g cross join ${bodies} on conflict do nothing returning body_id, id, code)
    insert into course_skill (body_id, course_id, framework, skill, level, from_level)
    select f.body_id, f.id, ${framework}, s.skill, s.level, s."from" from fresh f join given g using (code)
      cross join jsonb_to_recordset(g.skills) as s(skill text, level smallint, "from" smallint)`.execute(db)
}
