import { sql } from 'kysely'
import { mayModerate } from '#kernel/permission'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { Subject } from './report.ts'

/** Takes a post down or shows it again; false when it was so already. */
export async function setHidden(db: Db, scope: Scope, { kind, id }: Subject, hidden: boolean): Promise<boolean> {
  const { numAffectedRows } = await sql`update ${sql.table(kind)} set hidden_at = ${hidden ? sql`now()` : null}
    where body_id = ${scope.bodyId} and id = ${id} and (hidden_at is not null) <> ${hidden}`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Counts anew what of a topic may be seen, and with it whether it is solved. */
export async function recountTopic(db: Db, scope: Scope, topicId: string): Promise<void> {
  await sql`
    with shown as (
      select count(*)::integer as answers, count(accepted_at)::integer as accepted, min(created_at) as first_answer,
             min(accepted_at) as solved
      from answer where body_id = ${scope.bodyId} and topic_id = ${topicId} and hidden_at is null),
    remarks as (
      select count(*)::integer as comments from comment c
      where c.body_id = ${scope.bodyId} and c.topic_id = ${topicId} and c.hidden_at is null
        and not exists (select from answer a where a.body_id = c.body_id and a.id = c.answer_id and a.hidden_at is not null))
    update topic t set answer_count = s.answers, accepted_count = s.accepted, comment_count = c.comments,
      first_answer_at = s.first_answer, solved_at = case when s.accepted > 0 then coalesce(t.solved_at, s.solved) end,
      status = case when t.status = 'closed' then t.status when s.accepted > 0 then 'solved' else 'open' end
    from shown s, remarks c where t.body_id = ${scope.bodyId} and t.id = ${topicId}`.execute(db)
  await sql`update answer a set comment_count = (select count(*)::integer from comment c
      where c.body_id = a.body_id and c.answer_id = a.id and c.hidden_at is null)
    where a.body_id = ${scope.bodyId} and a.topic_id = ${topicId}`.execute(db)
}

export type ModerationAction = 'hide' | 'restore' | 'unmask'

/** Notes what a moderator did and why: the author reads it beside the post. */
export async function insertAction(
  db: Db,
  scope: Scope,
  it: { id: string; subject: Subject; topicId: string; action: ModerationAction; reason: string },
): Promise<void> {
  await sql`insert into moderation (body_id, id, subject_kind, subject_id, topic_id, action, reason, moderator_id)
    values (${scope.bodyId}, ${it.id}, ${it.subject.kind}, ${it.subject.id}, ${it.topicId}, ${it.action}, ${it.reason},
            ${scope.personId})`.execute(db)
}

/** What moderators did to the posts of a topic: to the reader's own, or for moderators to all. */
export async function actionsOf(db: Db, scope: Scope, topicId: string) {
  const own = sql<boolean>`case m.subject_kind
    when 'topic' then exists (select from topic p where p.body_id = m.body_id and p.id = m.subject_id and p.author_id = ${scope.personId})
    when 'answer' then exists (select from answer p where p.body_id = m.body_id and p.id = m.subject_id and p.author_id = ${scope.personId})
    else exists (select from comment p where p.body_id = m.body_id and p.id = m.subject_id and p.author_id = ${scope.personId}) end`
  const { rows } = await sql<{
    id: string
    subjectKind: 'topic' | 'answer' | 'comment'
    subjectId: string
    action: ModerationAction
    reason: string
    at: Date
  }>`select m.id, m.subject_kind as "subjectKind", m.subject_id as "subjectId", m.action, m.reason, m.at from moderation m
    where m.body_id = ${scope.bodyId} and m.topic_id = ${topicId} and ${mayModerate(scope.roles) ? sql`true` : own}
    order by m.at`.execute(db)
  return rows
}

/** Who wrote a post, also when they kept their name back. For the logged operation only. */
export async function trueAuthor(db: Db, scope: Scope, { kind, id }: Subject) {
  const { rows } = await sql<{ id: string; name: string; section: string }>`
    select w.id, w.name, coalesce((select sp.name from section_period sp where sp.body_id = p.body_id
      and sp.section_id = p.section_id order by sp.valid_from desc limit 1), '') as section
    from ${sql.table(kind)} p join person w on w.body_id = p.body_id and w.id = p.author_id
    where p.body_id = ${scope.bodyId} and p.id = ${id}`.execute(db)
  return rows[0]
}
