import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { EnrolmentState } from '../contract/names.ts'

export interface DemoEnrolment {
  id: string
  courseId: string
  cohortId: string | null
  personId: string
  state: EnrolmentState
  words: string
  askedAt: Date
  decideBy: Date | null
  completedOn: string | null
  hours: number | null
}

/** Courses as the demo needs them, by code. */
export async function demoCourses(db: Db, bodyId: number) {
  const { rows } = await sql<{
    id: string
    code: string
    title: string
    form: string
    hours: number
    applyBy: string
    skills: { framework: string; skill: string; level: number }[]
  }>`
    select c.id, c.code, c.title, c.form, c.hours, c.apply_by as "applyBy",
      coalesce((select json_agg(json_build_object('framework', s.framework, 'skill', s.skill, 'level', s.level))
        from course_skill s where s.body_id = c.body_id and s.course_id = c.id), '[]') as skills
    from course c where c.body_id = ${bodyId} and c.code is not null order by c.code`.execute(db)
  return rows
}

/** A holding on one day; the demo's people were there as they say. */
export async function insertDemoCohort(
  db: Db,
  bodyId: number,
  cohort: {
    id: string
    courseId: string
    name: string
    seats: number
    applyUntil: string
    startsAt: Date
    hours: number
  },
  meeting: { id: string; place: string; code: string },
): Promise<void> {
  const { id, courseId, name, seats, applyUntil, startsAt, hours } = cohort
  await sql`insert into cohort (body_id, id, course_id, name, seats, apply_until)
    values (${bodyId}, ${id}, ${courseId}, ${name}, ${seats}, ${applyUntil})`.execute(db)
  await sql`insert into meeting (body_id, id, cohort_id, starts_at, ends_at, place, code)
    values (${bodyId}, ${meeting.id}, ${id}, ${startsAt}, ${new Date(startsAt.getTime() + hours * 3_600_000)},
      ${meeting.place}, ${meeting.code})`.execute(db)
}

export async function insertDemoEnrolments(
  db: Db,
  bodyId: number,
  enrolments: readonly DemoEnrolment[],
): Promise<void> {
  await sql`
    with given as (select * from jsonb_to_recordset(${JSON.stringify(enrolments)}::jsonb) as r(id uuid, "courseId" uuid,
      "cohortId" uuid, "personId" uuid, state text, words text, "askedAt" timestamptz, "decideBy" timestamptz,
      "completedOn" date, hours real)),
    written as (
      insert into enrolment (body_id, id, course_id, cohort_id, person_id, state, words, asked_at, decide_by, completed_on,
        hours)
      select ${bodyId}, r.id, r."courseId", r."cohortId", r."personId", r.state, r.words, r."askedAt", r."decideBy",
        r."completedOn", r.hours from given r),
    was_there as (
      insert into attendance (body_id, meeting_id, person_id, by_code, at)
      select ${bodyId}, m.id, r."personId", true, m.starts_at from given r
        join meeting m on m.body_id = ${bodyId} and m.cohort_id = r."cohortId" where r.state = 'completed')
    insert into enrolment_step (body_id, id, enrolment_id, state, reason, at)
    select ${bodyId}, gen_random_uuid(), r.id, s.state, s.reason, s.at from given r
      cross join lateral (values ('asked', r.words, r."askedAt"),
        (r.state, '', coalesce(r."completedOn"::timestamptz, r."askedAt" + interval '1 day'))) s(state, reason, at)
    where s.state <> 'asked' or r.state = 'asked' or s.reason = r.words`.execute(db)
}
