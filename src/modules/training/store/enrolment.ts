import { sql } from 'kysely'
import { newId } from '#kernel/id'
import { holdsNow } from '#server/db/dated'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { ApplyWay, Completion, CourseForm, EnrolmentState } from '../contract/names.ts'

export interface StoredEnrolment {
  id: string
  revision: number
  courseId: string
  cohortId: string | null
  personId: string
  state: EnrolmentState
  recommended: boolean
  decideBy: Date | null
  escalatedAt: Date | null
  askedAt: Date
  report: string
}

/** An enrolment to act on; the caller has to ask whether the reader may. */
export async function enrolmentOf(db: Db, bodyId: number, id: string): Promise<StoredEnrolment | undefined> {
  const { rows } = await sql<StoredEnrolment>`
    select id, revision, course_id as "courseId", cohort_id as "cohortId", person_id as "personId", state, recommended,
      decide_by as "decideBy", escalated_at as "escalatedAt", asked_at as "askedAt", report
    from enrolment where body_id = ${bodyId} and id = ${id}`.execute(db)
  return rows[0]
}

/** False: the number was used before, or they take part already. */
export async function insertEnrolment(
  db: Db,
  bodyId: number,
  row: {
    id: string
    courseId: string
    cohortId: string | null
    personId: string
    state: EnrolmentState
    recommended: boolean
    words: string
    decideBy: Date | null
    by: string
  },
): Promise<boolean> {
  const done = await sql`insert into enrolment (body_id, id, course_id, cohort_id, person_id, state, recommended, words,
      decide_by)
    values (${bodyId}, ${row.id}, ${row.courseId}, ${row.cohortId}, ${row.personId}, ${row.state}, ${row.recommended},
      ${row.words}, ${row.decideBy})
    on conflict do nothing`.execute(db)
  if (Number(done.numAffectedRows) === 0) return false
  await insertStep(db, bodyId, row.id, row.state, row.by, row.words)
  return true
}

async function insertStep(
  db: Db,
  bodyId: number,
  enrolmentId: string,
  state: EnrolmentState,
  by: string | null,
  reason: string,
) {
  await sql`insert into enrolment_step (body_id, id, enrolment_id, state, by_person, reason)
    values (${bodyId}, ${newId()}, ${enrolmentId}, ${state}, ${by}, ${reason})`.execute(db)
}

export interface Move {
  to: EnrolmentState
  by: string | null
  reason?: string
  report?: string
  completedOn?: string
  hours?: number
}

/** Moves an enrolment on and keeps the step; false: somebody did before. */
export async function moveEnrolment(db: Db, bodyId: number, at: StoredEnrolment, move: Move): Promise<boolean> {
  const { to, by, reason = '', report, completedOn, hours } = move
  const done = await sql`update enrolment set state = ${to}, reason = ${reason}, revision = revision + 1,
      decided_by = coalesce(${by}::uuid, decided_by), decided_at = now(), report = coalesce(${report ?? null}, report),
      completed_on = coalesce(${completedOn ?? null}::date, completed_on), hours = coalesce(${hours ?? null}::real, hours)
    where body_id = ${bodyId} and id = ${at.id} and revision = ${at.revision} and state = ${at.state}`.execute(db)
  if (Number(done.numAffectedRows) === 0) return false
  await insertStep(db, bodyId, at.id, to, by, reason)
  return true
}

/** Hours of training of a person in a fiscal year: done, or with a seat. */
const hoursIn = (firstDay: string) => sql`
  coalesce((select sum(coalesce(y.hours, k.hours)) from enrolment y join course k on k.body_id = y.body_id and k.id = y.course_id
    where y.body_id = e.body_id and y.person_id = e.person_id
      and (y.state in ('seated', 'reported') or (y.state = 'completed' and y.completed_on >= ${firstDay}::date))), 0)::float8`

/** Those who wait for a seat of a cohort. */
export async function waitingFor(db: Db, bodyId: number, cohortId: string, firstDay: string) {
  const { rows } = await sql<{ id: string; recommended: boolean; hours: number; askedAt: Date }>`
    select e.id, e.recommended, ${hoursIn(firstDay)} as hours, e.asked_at as "askedAt" from enrolment e
    where e.body_id = ${bodyId} and e.cohort_id = ${cohortId} and e.state = 'waiting'`.execute(db)
  return rows
}

/** How many of those with a seat were recommended. */
export async function seatedByFrame(db: Db, bodyId: number, cohortId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from enrolment
    where body_id = ${bodyId} and cohort_id = ${cohortId} and recommended
      and state in ('seated', 'reported', 'completed', 'missed')`.execute(db)
  return rows[0]!.count
}

export async function enrolmentsOf(
  db: Db,
  bodyId: number,
  cohortId: string,
  states: readonly EnrolmentState[],
): Promise<StoredEnrolment[]> {
  const { rows } = await sql<StoredEnrolment>`
    select id, revision, course_id as "courseId", cohort_id as "cohortId", person_id as "personId", state, recommended,
      decide_by as "decideBy", escalated_at as "escalatedAt", asked_at as "askedAt", report
    from enrolment where body_id = ${bodyId} and cohort_id = ${cohortId} and state = any(${[...states]}::text[])
    order by id`.execute(db)
  return rows
}

const postOfToday = sql`left join lateral (
    select s.name as section from post o join section_period s on s.body_id = o.body_id and s.section_id = o.section_id
      and ${holdsNow('s')}
    where o.body_id = p.body_id and o.person_id = p.id and ${holdsNow('o')} order by (o.kind = 'main') desc limit 1) w on true`

export interface OwnEnrolment {
  id: string
  revision: number
  courseId: string
  title: string
  form: CourseForm
  hours: number
  completion: Completion
  applyBy: ApplyWay
  url: string
  cohortId: string | null
  cohortName: string | null
  state: EnrolmentState
  askedAt: Date
  decideBy: Date | null
  reason: string
  report: string
  completedOn: string | null
  surveyed: boolean
  meetings: { id: string; startsAt: string; endsAt: string; place: string; link: string; attended: boolean }[]
  steps: { state: EnrolmentState; by: string | null; reason: string; at: string }[]
  total: number
}

export const ownPage = 20

export async function ownEnrolments(db: Db, scope: Scope, ended: boolean, page: number): Promise<OwnEnrolment[]> {
  const { rows } = await sql<OwnEnrolment>`
    select e.id, e.revision, e.course_id as "courseId", c.title, c.form, c.hours, c.completion, c.apply_by as "applyBy",
      c.url, e.cohort_id as "cohortId", h.name as "cohortName", e.state, e.asked_at as "askedAt",
      e.decide_by as "decideBy", e.reason, e.report, to_char(e.completed_on, 'YYYY-MM-DD') as "completedOn",
      exists (select from course_survey s where s.body_id = e.body_id and s.enrolment_id = e.id) as surveyed,
      coalesce((select json_agg(json_build_object('id', m.id, 'startsAt', m.starts_at, 'endsAt', m.ends_at,
          'place', m.place, 'link', m.link, 'attended', exists (select from attendance a where a.body_id = m.body_id
            and a.meeting_id = m.id and a.person_id = e.person_id)) order by m.starts_at)
        from meeting m where m.body_id = e.body_id and m.cohort_id = e.cohort_id), '[]') as meetings,
      coalesce((select json_agg(json_build_object('state', s.state, 'by', b.name, 'reason', s.reason, 'at', s.at)
          order by s.at, s.id)
        from enrolment_step s left join person b on b.body_id = s.body_id and b.id = s.by_person
        where s.body_id = e.body_id and s.enrolment_id = e.id), '[]') as steps,
      count(*) over ()::integer as total
    from enrolment e join course c on c.body_id = e.body_id and c.id = e.course_id
    left join cohort h on h.body_id = e.body_id and h.id = e.cohort_id
    where e.body_id = ${scope.bodyId} and e.person_id = ${scope.personId}
      and (e.state in ('asked', 'waiting', 'seated', 'reported')) <> ${ended}
    order by e.asked_at desc, e.id limit ${ownPage} offset ${(page - 1) * ownPage}`.execute(db)
  return rows
}

export async function ownHours(db: Db, scope: Scope, firstDay: string): Promise<number> {
  const { rows } = await sql<{ hours: number }>`select ${hoursIn(firstDay)} as hours
    from (select ${scope.bodyId}::integer as body_id, ${scope.personId}::uuid as person_id) e`.execute(db)
  return rows[0]!.hours
}

export interface ToDecide {
  id: string
  revision: number
  personId: string
  name: string
  section: string
  courseId: string
  title: string
  form: CourseForm
  hours: number
  cohortName: string | null
  startsAt: Date | null
  state: EnrolmentState
  words: string
  report: string
  askedAt: Date
  decideBy: Date | null
  escalatedAt: Date | null
  hoursThisYear: number
}

/** Open questions about people: applications to be answered, and reports to be confirmed. */
export async function openQuestions(
  db: Db,
  bodyId: number,
  firstDay: string,
  people: readonly string[] | 'escalated',
): Promise<ToDecide[]> {
  const whose =
    people === 'escalated'
      ? sql`(e.escalated_at is not null or e.state = 'reported')`
      : sql`e.person_id = any(${[...people]}::uuid[])`
  const { rows } = await sql<ToDecide>`
    select e.id, e.revision, e.person_id as "personId", p.name, coalesce(w.section, '') as section,
      e.course_id as "courseId", c.title, c.form, c.hours, h.name as "cohortName",
      (select min(m.starts_at) from meeting m where m.body_id = e.body_id and m.cohort_id = e.cohort_id) as "startsAt",
      e.state, e.words, e.report, e.asked_at as "askedAt", e.decide_by as "decideBy", e.escalated_at as "escalatedAt",
      ${hoursIn(firstDay)} as "hoursThisYear"
    from enrolment e join course c on c.body_id = e.body_id and c.id = e.course_id
    join person p on p.body_id = e.body_id and p.id = e.person_id ${postOfToday}
    left join cohort h on h.body_id = e.body_id and h.id = e.cohort_id
    where e.body_id = ${bodyId} and e.state in ('asked', 'reported') and ${whose}
    order by e.decide_by nulls last, e.asked_at, e.id limit 500`.execute(db)
  return rows
}

/** Members of the sections some heads head, with all beneath them, but for the heads themselves. */
export async function membersUnder(db: Db, bodyId: number, headIds: readonly string[]): Promise<string[]> {
  if (headIds.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with recursive headed as (
      select o.section_id from post o where o.body_id = ${bodyId} and o.head and ${holdsNow('o')}
        and o.person_id = any(${[...headIds]}::uuid[])
      union
      select s.section_id from headed h join section_period s on s.body_id = ${bodyId} and s.parent_id = h.section_id
        and ${holdsNow('s')})
    select distinct o.person_id as id from post o join headed h using (section_id)
    where o.body_id = ${bodyId} and ${holdsNow('o')} and o.person_id <> all(${[...headIds]}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}

/** Who takes part in a cohort, with the meetings they were at. */
export async function rosterOf(db: Db, scope: Scope, cohortId: string) {
  const { rows } = await sql<{
    enrolmentId: string
    personId: string
    name: string
    section: string
    state: EnrolmentState
    recommended: boolean
    report: string
    attended: string[]
  }>`
    select e.id as "enrolmentId", e.person_id as "personId", p.name, coalesce(w.section, '') as section, e.state,
      e.recommended, e.report,
      array(select a.meeting_id from attendance a join meeting m on m.body_id = a.body_id and m.id = a.meeting_id
        where a.body_id = e.body_id and m.cohort_id = e.cohort_id and a.person_id = e.person_id) as attended
    from enrolment e join person p on p.body_id = e.body_id and p.id = e.person_id ${postOfToday}
    where e.body_id = ${scope.bodyId} and e.cohort_id = ${cohortId} and e.state <> 'withdrawn'
    order by e.state = 'declined', p.kana, p.name, p.id`.execute(db)
  return rows
}
