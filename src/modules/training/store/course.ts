import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { CourseDocument } from '../contract/course.ts'
import type { CourseForm, FactState, Payer } from '../contract/names.ts'

export interface ListedCourse {
  id: string
  title: string
  provider: string
  form: CourseForm
  tier: string
  hours: number
  fee: number
  payer: Payer
  status: FactState
  retired: boolean
  skills: { framework: string; skill: string; level: number }[]
  next: { startsAt: string | null; applyUntil: string } | null
  total: number
}

export interface CourseFilter {
  words?: string | undefined
  skill?: string | undefined
  form?: CourseForm | undefined
  provider?: string | undefined
  retired: boolean
  /** Not looked at since then, or of a fiscal year before that. */
  stale?: { since: string; fiscalYear: number } | undefined
}

export const coursePage = 30

/** Courses by what is asked for, those one can apply for soonest first. */
export async function listCourses(db: Db, bodyId: number, filter: CourseFilter, page: number, today: string) {
  const { words, skill, form, provider, retired, stale } = filter
  const like = words ? `%${words.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const { rows } = await sql<ListedCourse>`
    select c.id, c.title, p.name as provider, c.form, c.tier, c.hours, c.fee, c.payer, c.status,
      c.retired_at is not null as retired, n.next, count(*) over ()::integer as total,
      coalesce((select json_agg(json_build_object('framework', s.framework, 'skill', s.skill, 'level', s.level)
          order by s.level desc, s.skill)
        from course_skill s where s.body_id = c.body_id and s.course_id = c.id), '[]') as skills
    from course c join provider p on p.body_id = c.body_id and p.code = c.provider
    left join lateral (
      select json_build_object('startsAt', min(m.starts_at), 'applyUntil', to_char(h.apply_until, 'YYYY-MM-DD')) as next,
        h.apply_until
      from cohort h left join meeting m on m.body_id = h.body_id and m.cohort_id = h.id
      where h.body_id = c.body_id and h.course_id = c.id and h.cancelled_reason is null and h.apply_until >= ${today}::date
      group by h.id, h.apply_until order by h.apply_until limit 1) n on true
    where c.body_id = ${bodyId} and (c.retired_at is not null) = ${retired}
      and ${like ? sql`(c.title ilike ${like} or c.summary ilike ${like} or p.name ilike ${like})` : sql`true`}
      and ${form ? sql`c.form = ${form}` : sql`true`} and ${provider ? sql`c.provider = ${provider}` : sql`true`}
      and ${
        skill
          ? sql`exists (select from course_skill s where s.body_id = c.body_id and s.course_id = c.id and s.skill = ${skill})`
          : sql`true`
      }
      and ${
        stale
          ? sql`(c.checked_on is null or c.checked_on < ${stale.since}::date or c.fiscal_year < ${stale.fiscalYear})`
          : sql`true`
      }
    order by n.apply_until nulls last, c.title, c.id limit ${coursePage} offset ${(page - 1) * coursePage}`.execute(db)
  return rows
}

export interface StoredCourse {
  id: string
  revision: number
  document: Omit<CourseDocument, 'skills'>
  providerName: string
  status: FactState
  checkedOn: string | null
  retired: boolean
  skills: { framework: string; skill: string; level: number; from: number }[]
}

export async function courseOf(db: Db, bodyId: number, id: string): Promise<StoredCourse | undefined> {
  const { rows } = await sql<StoredCourse>`
    select c.id, c.revision, c.status, to_char(c.checked_on, 'YYYY-MM-DD') as "checkedOn",
      c.retired_at is not null as retired, p.name as "providerName",
      json_build_object('provider', c.provider, 'title', c.title, 'summary', c.summary, 'form', c.form, 'tier', c.tier,
        'hours', c.hours, 'lodging', c.lodging, 'place', c.place, 'url', c.url, 'fee', c.fee, 'payer', c.payer,
        'applyBy', c.apply_by, 'completion', c.completion, 'fiscalYear', c.fiscal_year, 'source', c.source,
        'opens', case when c.opens_skill is not null
          then json_build_object('skill', c.opens_skill, 'level', c.opens_level) end) as document,
      coalesce((select json_agg(json_build_object('framework', s.framework, 'skill', s.skill, 'level', s.level,
          'from', s.from_level) order by s.skill)
        from course_skill s where s.body_id = c.body_id and s.course_id = c.id), '[]') as skills
    from course c join provider p on p.body_id = c.body_id and p.code = c.provider
    where c.body_id = ${bodyId} and c.id = ${id}`.execute(db)
  return rows[0]
}

/** Writes a new course; false when the number was used before. */
export async function insertCourse(
  db: Db,
  bodyId: number,
  framework: string,
  id: string,
  document: CourseDocument,
): Promise<boolean> {
  const d = document
  const done =
    await sql`insert into course (body_id, id, provider, title, summary, form, tier, hours, lodging, place, url,
      fee, payer, apply_by, completion, opens_skill, opens_level, fiscal_year, checked_on, status, source)
    values (${bodyId}, ${id}, ${d.provider}, ${d.title}, ${d.summary}, ${d.form}, ${d.tier}, ${d.hours}, ${d.lodging},
      ${d.place}, ${d.url}, ${d.fee}, ${d.payer}, ${d.applyBy}, ${d.completion}, ${d.opens?.skill ?? null},
      ${d.opens?.level ?? null}, ${d.fiscalYear}, current_date, 'own', ${d.source})
    on conflict do nothing`.execute(db)
  if (Number(done.numAffectedRows) === 0) return false
  await writeSkills(db, bodyId, framework, id, d)
  return true
}

/** What is written by a city is the city's, whatever it came from; false when somebody wrote before. */
export async function updateCourse(
  db: Db,
  bodyId: number,
  framework: string,
  id: string,
  revision: number,
  document: CourseDocument,
): Promise<boolean> {
  const d = document
  const done = await sql`update course set provider = ${d.provider}, title = ${d.title}, summary = ${d.summary},
      form = ${d.form}, tier = ${d.tier}, hours = ${d.hours}, lodging = ${d.lodging}, place = ${d.place}, url = ${d.url},
      fee = ${d.fee}, payer = ${d.payer}, apply_by = ${d.applyBy}, completion = ${d.completion},
      opens_skill = ${d.opens?.skill ?? null}, opens_level = ${d.opens?.level ?? null}, fiscal_year = ${d.fiscalYear},
      source = ${d.source}, checked_on = current_date, status = 'own', revision = revision + 1, updated_at = now()
    where body_id = ${bodyId} and id = ${id} and revision = ${revision}`.execute(db)
  if (Number(done.numAffectedRows) === 0) return false
  await sql`delete from course_skill where body_id = ${bodyId} and course_id = ${id}`.execute(db)
  await writeSkills(db, bodyId, framework, id, d)
  return true
}

async function writeSkills(db: Db, bodyId: number, framework: string, id: string, { skills }: CourseDocument) {
  await sql`insert into course_skill (body_id, course_id, framework, skill, level, from_level)
    select ${bodyId}, ${id}, ${framework}, s.skill, s.level, s."from"
    from jsonb_to_recordset(${JSON.stringify(skills)}::jsonb) as s(skill text, level smallint, "from" smallint)`.execute(
    db,
  )
}

export async function setChecked(db: Db, bodyId: number, id: string, on: string): Promise<boolean> {
  const done = await sql`update course set checked_on = ${on}, updated_at = now()
    where body_id = ${bodyId} and id = ${id}`.execute(db)
  return Number(done.numAffectedRows) === 1
}

export async function setRetired(db: Db, bodyId: number, id: string, revision: number, retired: boolean) {
  const done = await sql`update course set retired_at = ${retired ? sql`now()` : sql`null`}, revision = revision + 1,
      updated_at = now()
    where body_id = ${bodyId} and id = ${id} and revision = ${revision}`.execute(db)
  return Number(done.numAffectedRows) === 1
}
