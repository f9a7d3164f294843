import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/** Applications whose answer is overdue: marked, once. */
export async function markOverdue(db: Db, bodyId: number) {
  const { rows } = await sql<{ id: string; personId: string; title: string }>`
    update enrolment e set escalated_at = now() from course c
    where e.body_id = ${bodyId} and e.state = 'asked' and e.escalated_at is null and e.decide_by < now()
      and c.body_id = e.body_id and c.id = e.course_id
    returning e.id, e.person_id as "personId", c.title`.execute(db)
  return rows
}

/** Cohorts whose applications are closed and for whose seats people still wait. */
export async function closedCohorts(db: Db, bodyId: number, today: string) {
  const { rows } = await sql<{ id: string; title: string }>`
    select h.id, c.title from cohort h join course c on c.body_id = h.body_id and c.id = h.course_id
    where h.body_id = ${bodyId} and h.cancelled_reason is null and h.framed > 0
      and h.apply_until between ${today}::date - 8 and ${today}::date - 1
      and exists (select from enrolment e where e.body_id = h.body_id and e.cohort_id = h.id and e.state = 'waiting')
    order by h.id`.execute(db)
  return rows
}

/** Meetings of a day, with the people who have a seat. */
export async function meetingsOn(db: Db, bodyId: number, day: string) {
  const { rows } = await sql<{ title: string; courseId: string; people: string[] }>`
    select c.title, c.id as "courseId", array_agg(distinct e.person_id) as people
    from meeting m join cohort h on h.body_id = m.body_id and h.id = m.cohort_id and h.cancelled_reason is null
    join course c on c.body_id = h.body_id and c.id = h.course_id
    join enrolment e on e.body_id = h.body_id and e.cohort_id = h.id and e.state = 'seated'
    where m.body_id = ${bodyId} and (m.starts_at at time zone 'Asia/Tokyo')::date = ${day}::date
    group by c.id, c.title order by c.title`.execute(db)
  return rows
}

/** How many courses in use nobody has looked at since a day, or whose fiscal year is over. */
export async function staleCourses(
  db: Db,
  bodyId: number,
  { since, fiscalYear }: { since: string; fiscalYear: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::integer as count from course
    where body_id = ${bodyId} and retired_at is null
      and (checked_on is null or checked_on < ${since}::date or fiscal_year < ${fiscalYear})`.execute(db)
  return rows[0]!.count
}
