import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { SubjectKind } from './post.ts'
import { authorOf } from './visibility.ts'

export interface Subject {
  kind: SubjectKind
  id: string
}

interface NewReport extends Subject {
  reportId: string
  topicId: string
  reason: string
  note: string
}

/** Inserts a report; `again`: the same form was sent twice, `already`: this person has an open report of the post. */
export async function insertReport(db: Db, scope: Scope, it: NewReport): Promise<'added' | 'again' | 'already'> {
  const { rows } = await sql`
    insert into report (body_id, id, subject_kind, subject_id, topic_id, reporter_id, reason, note)
    values (${scope.bodyId}, ${it.reportId}, ${it.kind}, ${it.id}, ${it.topicId}, ${scope.personId}, ${it.reason}, ${it.note})
    on conflict do nothing returning id`.execute(db)
  if (rows.length === 1) return 'added'
  const same = await sql`select from report where body_id = ${scope.bodyId} and id = ${it.reportId}
    and reporter_id = ${scope.personId}`.execute(db)
  return same.rows.length === 1 ? 'again' : 'already'
}

export interface ReportRow {
  id: string
  subject_kind: SubjectKind
  subject_id: string
  topic_id: string
  title: string
  excerpt: string
  author: { id: string; name: string; section: string } | null
  anonymous: boolean
  hidden: boolean
  reason: 'personal' | 'secret' | 'abuse' | 'wrong' | 'other'
  note: string
  reporter: string
  at: Date
  state: 'open' | 'upheld' | 'dismissed'
  answer_note: string
  handled_at: Date | null
  together: number
}

/** Reports for moderators: open ones oldest first, closed ones latest first. Anonymous authors stay unnamed. */
export async function listReports(db: Db, scope: Scope, open: boolean, offset: number, limit: number) {
  const order = open ? sql`r.at, r.id` : sql`r.handled_at desc, r.id`
  const { rows } = await sql<ReportRow & { total: number }>`
    select r.id, r.subject_kind, r.subject_id, r.topic_id, t.title, left(p.body, 300) as excerpt, p.author, p.anonymous,
           p.hidden, r.reason, r.note, w.name as reporter, r.at, r.state, r.answer_note, r.handled_at,
           (select count(*)::integer from report o where o.body_id = r.body_id and o.subject_kind = r.subject_kind
              and o.subject_id = r.subject_id and o.state = 'open') as together,
           count(*) over ()::integer as total
    from report r
    join topic t on t.body_id = r.body_id and t.id = r.topic_id
    join person w on w.body_id = r.body_id and w.id = r.reporter_id
    cross join lateral (
      select t.body, t.anonymous, t.hidden_at is not null as hidden, ${authorOf('t', scope)} as author
        where r.subject_kind = 'topic'
      union all select p.body, p.anonymous, p.hidden_at is not null, ${authorOf('p', scope)} from answer p
        where r.subject_kind = 'answer' and p.body_id = r.body_id and p.id = r.subject_id
      union all select p.body, p.anonymous, p.hidden_at is not null, ${authorOf('p', scope)} from comment p
        where r.subject_kind = 'comment' and p.body_id = r.body_id and p.id = r.subject_id) p
    where r.body_id = ${scope.bodyId} and (r.state = 'open') = ${open}
    order by ${order} offset ${offset} limit ${limit}`.execute(db)
  return { reports: rows, total: rows[0]?.total ?? 0 }
}

export async function reportById(db: Db, scope: Scope, id: string) {
  return db
    .selectFrom('report')
    .select(['id', 'subject_kind', 'subject_id', 'topic_id', 'state'])
    .where('body_id', '=', scope.bodyId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Answers every open report of a post; returns who had reported it. */
export async function closeReports(
  db: Db,
  scope: Scope,
  subject: Subject,
  state: 'upheld' | 'dismissed',
  answer: string,
): Promise<string[]> {
  const { rows } = await sql<{ reporter_id: string }>`
    update report set state = ${state}, answer_note = ${answer}, handled_by = ${scope.personId}, handled_at = now()
    where body_id = ${scope.bodyId} and subject_kind = ${subject.kind} and subject_id = ${subject.id} and state = 'open'
    returning reporter_id`.execute(db)
  return rows.map((row) => row.reporter_id)
}

/** Everybody who may moderate today. */
export async function moderatorIds(db: Db, bodyId: number): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct g.person_id from role_grant g
    where g.body_id = ${bodyId} and g.role in ('dx-office', 'administrator')
      and g.valid_from <= (now() at time zone 'Asia/Tokyo')::date and g.valid_to >= (now() at time zone 'Asia/Tokyo')::date`.execute(
    db,
  )
  return rows.map((row) => row.person_id)
}
