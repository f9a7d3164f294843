import { sql } from 'kysely'
import { mayModerate } from '#kernel/permission'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { VerificationStep } from '../contract/verification.ts'
import { authorOf, visiblePost, visibleTopic } from './visibility.ts'

/** Confirms an answer: whoever was asked about it is asked no more, for the day lies ahead again. */
export async function markVerified(
  db: Db,
  scope: Scope,
  answerId: string,
  verifyBy: string,
  onlyAccepted = false,
): Promise<void> {
  await sql`update answer set verified_at = now(), verify_by = ${verifyBy}::date
    where body_id = ${scope.bodyId} and id = ${answerId} and (accepted_at is not null or not ${onlyAccepted})`.execute(
    db,
  )
}

/** Asking counts only for the day it was about: once confirmed, that day is past. */
const stepNow = sql`case when a.verify_asked_on > a.verify_by then a.verify_step end`
const askedNow = sql`case when a.verify_asked_on > a.verify_by then a.verify_asked else '{}' end`

/** Whether the person was asked to confirm this answer and it still waits. */
export async function wasAsked(db: Db, scope: Scope, answerId: string): Promise<boolean> {
  const { rows } = await sql<{ asked: boolean }>`
    select ${scope.personId} = any(${askedNow}) as asked from answer a
    where a.body_id = ${scope.bodyId} and a.id = ${answerId}`.execute(db)
  return rows[0]?.asked ?? false
}

/** One job at a time asks in a body. */
export async function lockVerification(db: Db, bodyId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('verification'), ${bodyId}::integer)`.execute(db)
}

export interface WaitingAnswer {
  id: string
  topicId: string
  title: string
  audienceId: string | null
  authorId: string | null
  /** The author's section; null for an anonymous answer, whose section would give its author away. */
  sectionId: string | null
  step: VerificationStep | null
  asked: string[]
}

/** Accepted answers past their day about whom the next is to be asked: nobody was yet, or those asked on `since` or before kept silent. */
export async function answersToAsk(db: Db, bodyId: number, today: string, since: string, limit: number) {
  const { rows } = await sql<WaitingAnswer>`
    select a.id, a.topic_id as "topicId", t.title, t.audience_id as "audienceId", a.author_id as "authorId",
           case when not a.anonymous then a.section_id end as "sectionId", ${stepNow} as step, ${askedNow} as asked
    from answer a join topic t on t.body_id = a.body_id and t.id = a.topic_id
    where a.body_id = ${bodyId} and a.accepted_at is not null and a.verify_by < ${today}::date and a.hidden_at is null
      and t.hidden_at is null
      and (${stepNow} is null or (${stepNow} <> 'dx-office' and a.verify_asked_on <= ${since}::date))
    order by a.verify_by, a.id limit ${limit}`.execute(db)
  return rows
}

export async function markAsked(
  db: Db,
  bodyId: number,
  today: string,
  asked: readonly { id: string; step: VerificationStep; people: readonly string[] }[],
): Promise<void> {
  await sql`update answer a set verify_step = g.step, verify_asked_on = ${today}::date,
      verify_asked = ${askedNow} || array(select jsonb_array_elements_text(g.people)::uuid)
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) g(id uuid, step text, people jsonb)
    where a.body_id = ${bodyId} and a.id = g.id`.execute(db)
}

/** Topics with an accepted answer past its day, by id. */
export async function agedTopics(db: Db, bodyId: number, today: string, after: string | null, limit: number) {
  const { rows } = await sql<{ topic_id: string }>`
    select distinct topic_id from answer
    where body_id = ${bodyId} and accepted_at is not null and verify_by < ${today}::date
      and (${after}::uuid is null or topic_id > ${after}) order by topic_id limit ${limit}`.execute(db)
  return rows.map((row) => row.topic_id)
}

export interface DueRow {
  id: string
  topic: { id: string; title: string }
  html: string
  author: { id: string; name: string; section: string } | null
  mine: boolean
  step: VerificationStep
  verifyBy: string
  verifiedAt: Date | null
  createdAt: Date
}

/** Answers past their day the reader is to confirm: their own, those they were asked about, and for moderators what came to them. */
export async function dueAnswers(
  db: Db,
  scope: Scope,
  today: string,
  page: { after?: string | undefined; limit: number },
) {
  const forReader = sql`a.body_id = ${scope.bodyId} and a.accepted_at is not null and a.verify_by < ${today}::date
    and (a.author_id = ${scope.personId} or ${scope.personId} = any(${askedNow})
      or (${mayModerate(scope.roles)} and ${stepNow} = 'dx-office'))
    and ${visibleTopic(scope)} and ${visiblePost(scope)}`
  // The conditions of visibility speak of post `p`, which is the answer itself.
  const from = sql`answer a join answer p on p.body_id = a.body_id and p.id = a.id
    join topic t on t.body_id = a.body_id and t.id = a.topic_id`
  const { rows } = await sql<DueRow>`
    select a.id, jsonb_build_object('id', t.id, 'title', t.title) as topic, a.html, ${authorOf('p', scope)} as author,
           a.author_id is not distinct from ${scope.personId}::uuid as mine, coalesce(${stepNow}, 'owner') as step, a.verify_by as "verifyBy",
           a.verified_at as "verifiedAt", a.created_at as "createdAt"
    from ${from} where ${forReader} and (${page.after ?? null}::uuid is null or a.id > ${page.after ?? null})
    order by a.id limit ${page.limit + 1}`.execute(db)
  const count = await sql<{ total: number }>`
    select count(*)::integer as total from ${from} where ${forReader}`.execute(db)
  const shown = rows.slice(0, page.limit)
  return { page: shown, next: rows.length > page.limit ? shown.at(-1)?.id : undefined, total: count.rows[0]!.total }
}
