import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

interface Line {
  id: string
  title: string
  /** Days since it was asked, or hours saved a year. */
  n: number | null
}

/**
 * Questions without an answer for more than a day, addressed to all staff: those of the sections the person heads, and
 * every section's for the DX section. Oldest first. An anonymous one is no section's: its head would know where it is from.
 */
export async function waitingQuestions(db: Db, bodyId: number, personId: string, day: string): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select t.id, t.title, (${day}::date - (t.created_at at time zone 'Asia/Tokyo')::date) as n
    from topic t
    where t.body_id = ${bodyId} and t.kind in ('question', 'problem') and t.status = 'open' and t.answer_count = 0
      and t.hidden_at is null and t.audience_id is null and t.created_at < now() - interval '1 day'
      and (exists (select from role_grant g where g.body_id = t.body_id and g.person_id = ${personId} and g.role = 'dx-office'
                   and ${day}::date between g.valid_from and g.valid_to)
        or not t.anonymous and exists (select from post p where p.body_id = t.body_id and p.person_id = ${personId} and p.head
                   and p.section_id = t.section_id and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to >= ${day}::date)))
    order by t.created_at limit 10`.execute(db)
  return rows
}

/** Practices of the days before, addressed to all staff, those that save most first. */
export async function newPractices(db: Db, bodyId: number, days: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select t.id, t.title, r.hours_saved::float8 as n
    from topic t left join practice r on r.body_id = t.body_id and r.topic_id = t.id
    where t.body_id = ${bodyId} and t.kind = 'practice' and t.hidden_at is null and t.audience_id is null and t.source is null
      and t.created_at > now() - make_interval(days => ${days})
    order by r.hours_saved desc nulls last, t.id desc limit 3`.execute(db)
  return rows
}
