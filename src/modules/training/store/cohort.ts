import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { CohortDocument } from '../contract/cohort.ts'
import type { EnrolmentState } from '../contract/names.ts'

export interface StoredCohort {
  id: string
  courseId: string
  revision: number
  name: string
  seats: number | null
  framed: number
  applyUntil: string
  note: string
  cancelled: string | null
  meetings: { id: string; startsAt: string; endsAt: string; place: string; link: string; code: string }[]
  seated: number
  waiting: number
  asked: number
}

const stored = sql`
  select h.id, h.course_id as "courseId", h.revision, h.name, h.seats, h.framed,
    to_char(h.apply_until, 'YYYY-MM-DD') as "applyUntil", h.note, h.cancelled_reason as cancelled,
    coalesce((select json_agg(json_build_object('id', m.id, 'startsAt', m.starts_at, 'endsAt', m.ends_at, 'place', m.place,
        'link', m.link, 'code', m.code) order by m.starts_at, m.id)
      from meeting m where m.body_id = h.body_id and m.cohort_id = h.id), '[]') as meetings,
    e.seated, e.waiting, e.asked
  from cohort h
  cross join lateral (
    select count(*) filter (where e.state in ('seated', 'reported', 'completed', 'missed'))::integer as seated,
      count(*) filter (where e.state = 'waiting')::integer as waiting,
      count(*) filter (where e.state = 'asked')::integer as asked
    from enrolment e where e.body_id = h.body_id and e.cohort_id = h.id) e`

export async function cohortsOf(db: Db, bodyId: number, courseId: string): Promise<StoredCohort[]> {
  const { rows } = await sql<StoredCohort>`${stored} where h.body_id = ${bodyId} and h.course_id = ${courseId}
    order by h.apply_until desc, h.name, h.id`.execute(db)
  return rows
}

export async function cohortOf(db: Db, bodyId: number, id: string): Promise<StoredCohort | undefined> {
  const { rows } = await sql<StoredCohort>`${stored} where h.body_id = ${bodyId} and h.id = ${id}`.execute(db)
  return rows[0]
}

/** The reader's own part in the cohorts of a course. */
export async function ownStates(db: Db, scope: Scope, courseId: string): Promise<Map<string, EnrolmentState>> {
  const { rows } = await sql<{ cohortId: string; state: EnrolmentState }>`
    select distinct on (cohort_id) cohort_id as "cohortId", state from enrolment
    where body_id = ${scope.bodyId} and person_id = ${scope.personId} and course_id = ${courseId} and cohort_id is not null
    order by cohort_id, asked_at desc`.execute(db)
  return new Map(rows.map(({ cohortId, state }) => [cohortId, state]))
}

/** One writer at a time for the seats of a cohort. */
export async function lockCohort(db: Db, bodyId: number, id: string): Promise<void> {
  await sql`select from cohort where body_id = ${bodyId} and id = ${id} for update`.execute(db)
}

export async function insertCohort(
  db: Db,
  bodyId: number,
  courseId: string,
  id: string,
  { name, seats, framed, applyUntil, note, meetings }: CohortDocument,
  newCode: () => string,
): Promise<void> {
  const done = await sql`insert into cohort (body_id, id, course_id, name, seats, framed, apply_until, note)
    values (${bodyId}, ${id}, ${courseId}, ${name}, ${seats}, ${framed}, ${applyUntil}, ${note})
    on conflict do nothing`.execute(db)
  if (Number(done.numAffectedRows) > 0) await writeMeetings(db, bodyId, id, meetings, newCode)
}

/** False: somebody wrote before. Meetings that are left out are gone unless somebody was there. */
export async function updateCohort(
  db: Db,
  bodyId: number,
  id: string,
  revision: number,
  { name, seats, framed, applyUntil, note, meetings }: CohortDocument,
  newCode: () => string,
): Promise<boolean> {
  const done =
    await sql`update cohort set name = ${name}, seats = ${seats}, framed = ${framed}, apply_until = ${applyUntil},
      note = ${note}, revision = revision + 1
    where body_id = ${bodyId} and id = ${id} and revision = ${revision}`.execute(db)
  if (Number(done.numAffectedRows) === 0) return false
  await sql`delete from meeting m where body_id = ${bodyId} and cohort_id = ${id}
    and id <> all(${meetings.map((meeting) => meeting.id)}::uuid[])
    and not exists (select from attendance a where a.body_id = m.body_id and a.meeting_id = m.id)`.execute(db)
  await writeMeetings(db, bodyId, id, meetings, newCode)
  return true
}

async function writeMeetings(
  db: Db,
  bodyId: number,
  cohortId: string,
  meetings: CohortDocument['meetings'],
  newCode: () => string,
) {
  const rows = meetings.map((meeting) => ({ ...meeting, code: newCode() }))
  await sql`insert into meeting (body_id, id, cohort_id, starts_at, ends_at, place, link, code)
    select ${bodyId}, m.id, ${cohortId}, m."startsAt", m."endsAt", m.place, m.link, m.code
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m(id uuid, "startsAt" timestamptz, "endsAt" timestamptz,
      place text, link text, code text)
    on conflict (body_id, id) do update set starts_at = excluded.starts_at, ends_at = excluded.ends_at,
      place = excluded.place, link = excluded.link where meeting.cohort_id = ${cohortId}`.execute(db)
}

export async function cancelCohort(db: Db, bodyId: number, id: string, reason: string): Promise<boolean> {
  const done = await sql`update cohort set cancelled_reason = ${reason}, revision = revision + 1
    where body_id = ${bodyId} and id = ${id} and cancelled_reason is null`.execute(db)
  return Number(done.numAffectedRows) === 1
}

/** The meeting a code is told in, from an hour before it to an hour after. */
export async function meetingByCode(db: Db, bodyId: number, code: string, now: Date) {
  const { rows } = await sql<{ id: string; cohortId: string }>`
    select m.id, m.cohort_id as "cohortId" from meeting m join cohort h on h.body_id = m.body_id and h.id = m.cohort_id
    where m.body_id = ${bodyId} and m.code = ${code} and h.cancelled_reason is null
      and ${now} between m.starts_at - interval '1 hour' and m.ends_at + interval '1 hour'`.execute(db)
  return rows[0]
}

export async function meetingOf(db: Db, bodyId: number, id: string) {
  const { rows } = await sql<{ id: string; cohortId: string; startsAt: Date }>`
    select id, cohort_id as "cohortId", starts_at as "startsAt" from meeting
    where body_id = ${bodyId} and id = ${id}`.execute(db)
  return rows[0]
}

export async function recordAttendance(
  db: Db,
  bodyId: number,
  meetingId: string,
  people: readonly string[],
  byCode: boolean,
): Promise<void> {
  await sql`insert into attendance (body_id, meeting_id, person_id, by_code)
    select ${bodyId}, ${meetingId}, id, ${byCode} from unnest(${[...people]}::uuid[]) id on conflict do nothing`.execute(
    db,
  )
}

export async function removeAttendance(db: Db, bodyId: number, meetingId: string, people: readonly string[]) {
  await sql`delete from attendance where body_id = ${bodyId} and meeting_id = ${meetingId}
    and person_id = any(${[...people]}::uuid[])`.execute(db)
}

/** Of people with a seat, those who were at every meeting of a cohort. */
export async function presentAtAll(db: Db, bodyId: number, cohortId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from enrolment e
    where e.body_id = ${bodyId} and e.cohort_id = ${cohortId} and e.state = 'seated'
      and not exists (select from meeting m where m.body_id = e.body_id and m.cohort_id = e.cohort_id
        and not exists (select from attendance a where a.body_id = m.body_id and a.meeting_id = m.id
          and a.person_id = e.person_id))
    order by e.id`.execute(db)
  return rows.map(({ id }) => id)
}
