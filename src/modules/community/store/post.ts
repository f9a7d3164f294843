import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { visibleComment, visiblePost, visibleTopic } from './visibility.ts'

export type SubjectKind = 'topic' | 'answer' | 'comment'

export interface NewTopic {
  id: string
  kind: 'question' | 'problem' | 'idea' | 'practice'
  title: string
  body: string
  html: string
  axis: 'service' | 'administration' | 'workstyle' | null
  anonymous: boolean
  audience_id: string | null
}

/** Inserts the topic unless its id is there already (a second send of the same form); tells whether it did. */
export async function insertTopic(db: Db, scope: Scope, topic: NewTopic): Promise<boolean> {
  const result = await db
    .insertInto('topic')
    .values({ ...topic, body_id: scope.bodyId, author_id: scope.personId, section_id: scope.sectionIds[0] ?? null })
    .onConflict((conflict) => conflict.columns(['body_id', 'id']).doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows) === 1
}

/** The facts a change to a topic is decided by; locks it so that counts and states stay true. */
export async function lockTopic(db: Db, scope: Scope, id: string) {
  const { rows } = await sql<{
    id: string
    kind: 'question' | 'problem' | 'idea' | 'practice'
    title: string
    body: string
    status: 'open' | 'solved' | 'closed'
    author_id: string | null
    anonymous: boolean
    audience_id: string | null
    section_id: string | null
    revision: number
    hidden_at: Date | null
    updated_at: Date
    answer_count: number
    accepted_count: number
  }>`select t.id, t.kind, t.title, t.body, t.status, t.author_id, t.anonymous, t.audience_id, t.section_id, t.revision,
       t.hidden_at, t.updated_at, t.answer_count, t.accepted_count
     from topic t where t.body_id = ${scope.bodyId} and t.id = ${id} and ${visibleTopic(scope)} for update`.execute(db)
  return rows[0]
}

/** An answer or comment with the id of its topic (whose visibility is not asked), for a change; lock the topic first. */
export async function postById(db: Db, scope: Scope, kind: 'answer' | 'comment', id: string) {
  const { rows } = await sql<{
    id: string
    topic_id: string
    body: string
    author_id: string | null
    anonymous: boolean
    section_id: string | null
    revision: number
    hidden_at: Date | null
    updated_at: Date
  }>`select p.id, p.topic_id, p.body, p.author_id, p.anonymous, p.section_id, p.revision, p.hidden_at, p.updated_at
     from ${sql.table(kind)} p where p.body_id = ${scope.bodyId} and p.id = ${id}
       and ${kind === 'answer' ? visiblePost(scope) : visibleComment(scope)}`.execute(db)
  return rows[0]
}

export interface NewPost {
  id: string
  topic_id: string
  body: string
  html: string
  anonymous: boolean
}

export async function insertAnswer(db: Db, scope: Scope, answer: NewPost): Promise<boolean> {
  const { rows } = await sql`
    with added as (
      insert into answer (body_id, id, topic_id, author_id, section_id, anonymous, body, html)
      values (${scope.bodyId}, ${answer.id}, ${answer.topic_id}, ${scope.personId}, ${scope.sectionIds[0] ?? null},
              ${answer.anonymous}, ${answer.body}, ${answer.html})
      on conflict (body_id, id) do nothing returning topic_id)
    update topic set answer_count = answer_count + 1, active_at = now(), first_answer_at = coalesce(first_answer_at, now())
    from added where body_id = ${scope.bodyId} and id = added.topic_id returning id`.execute(db)
  return rows.length === 1
}

export async function insertComment(
  db: Db,
  scope: Scope,
  comment: NewPost & { answer_id: string | null },
): Promise<boolean> {
  const { rows } = await sql`
    with added as (
      insert into comment (body_id, id, topic_id, answer_id, author_id, section_id, anonymous, body, html)
      values (${scope.bodyId}, ${comment.id}, ${comment.topic_id}, ${comment.answer_id}, ${scope.personId},
              ${scope.sectionIds[0] ?? null}, ${comment.anonymous}, ${comment.body}, ${comment.html})
      on conflict (body_id, id) do nothing returning topic_id, answer_id),
    on_answer as (update answer a set comment_count = a.comment_count + 1 from added
      where a.body_id = ${scope.bodyId} and a.id = added.answer_id returning a.id)
    update topic set comment_count = comment_count + 1, active_at = now()
    from added where body_id = ${scope.bodyId} and id = added.topic_id returning id`.execute(db)
  return rows.length === 1
}

/** Keeps the wording that is about to be replaced. */
export async function keepRevision(
  db: Db,
  scope: Scope,
  old: { kind: SubjectKind; id: string; number: number; title: string | null; body: string; at: Date },
): Promise<void> {
  await db
    .insertInto('revision')
    .values({
      body_id: scope.bodyId,
      subject_kind: old.kind,
      subject_id: old.id,
      number: old.number,
      title: old.title,
      body: old.body,
      editor_id: scope.personId,
      at: old.at,
    })
    .execute()
}

export async function revisionsOf(db: Db, scope: Scope, kind: SubjectKind, id: string) {
  return db
    .selectFrom('revision')
    .select(['number', 'title', 'body', 'at'])
    .where('body_id', '=', scope.bodyId)
    .where('subject_kind', '=', kind)
    .where('subject_id', '=', id)
    .orderBy('number', 'desc')
    .execute()
}

export async function rewriteTopic(
  db: Db,
  scope: Scope,
  id: string,
  wording: { title: string; body: string; html: string; axis: NewTopic['axis'] },
): Promise<void> {
  await db
    .updateTable('topic')
    .set({ ...wording, revision: sql`revision + 1`, updated_at: sql`now()` })
    .where('body_id', '=', scope.bodyId)
    .where('id', '=', id)
    .execute()
}

export async function rewritePost(
  db: Db,
  scope: Scope,
  kind: 'answer' | 'comment',
  id: string,
  wording: { body: string; html: string },
): Promise<void> {
  await db
    .updateTable(kind)
    .set({ ...wording, revision: sql`revision + 1`, updated_at: sql`now()` })
    .where('body_id', '=', scope.bodyId)
    .where('id', '=', id)
    .execute()
}

/** Accepts an answer or takes it back; the topic is solved while it has an accepted answer. `verifyBy`: ISO date. */
export async function setAccepted(
  db: Db,
  scope: Scope,
  answer: { id: string; topicId: string },
  accepted: boolean,
  verifyBy: string,
): Promise<void> {
  await sql`update answer set accepted_at = ${accepted ? sql`now()` : null}, accepted_by = ${accepted ? scope.personId : null},
      verify_by = ${accepted ? verifyBy : null}
    where body_id = ${scope.bodyId} and id = ${answer.id} and (accepted_at is not null) <> ${accepted}`.execute(db)
  await sql`update topic t set accepted_count = n.accepted,
      status = case when t.status = 'closed' then t.status when n.accepted > 0 then 'solved' else 'open' end,
      solved_at = case when n.accepted > 0 then coalesce(t.solved_at, now()) end
    from (select count(*)::integer as accepted from answer
           where body_id = ${scope.bodyId} and topic_id = ${answer.topicId} and accepted_at is not null and hidden_at is null) n
    where t.body_id = ${scope.bodyId} and t.id = ${answer.topicId}`.execute(db)
}

export async function setClosed(db: Db, scope: Scope, id: string, closed: boolean) {
  const { rows } = await sql<{ status: 'open' | 'solved' | 'closed' }>`
    update topic set status = case when ${closed} then 'closed' when accepted_count > 0 then 'solved' else 'open' end
    where body_id = ${scope.bodyId} and id = ${id} returning status`.execute(db)
  return rows[0]!
}
