import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** Meetings of the last half year and to come that the reader has (or, where cancelled, had) a seat for. */
export async function ownMeetings(db: Db, scope: Scope) {
  const { rows } = await sql<{
    id: string
    title: string
    name: string
    startsAt: Date
    endsAt: Date
    place: string
    link: string
    courseId: string
    cancelled: boolean
  }>`
    select m.id, c.title, h.name, m.starts_at as "startsAt", m.ends_at as "endsAt", m.place, m.link, c.id as "courseId",
      h.cancelled_reason is not null as cancelled
    from enrolment e join cohort h on h.body_id = e.body_id and h.id = e.cohort_id
    join course c on c.body_id = h.body_id and c.id = h.course_id
    join meeting m on m.body_id = h.body_id and m.cohort_id = h.id
    where e.body_id = ${scope.bodyId} and e.person_id = ${scope.personId} and m.ends_at > now() - interval '180 days'
      and (e.state in ('seated', 'reported', 'completed') or (e.state = 'withdrawn' and h.cancelled_reason is not null))
    order by m.starts_at, m.id`.execute(db)
  return rows
}
