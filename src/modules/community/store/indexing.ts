import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/**
 * Everything a topic's search document is made from. Its aliases are the queries it solved, newest first; an anonymous
 * one is of no section, or a search by section would tell.
 */
export async function topicForIndex(db: Db, bodyId: number, id: string) {
  const { rows } = await sql<{
    kind: 'question' | 'problem' | 'idea' | 'practice'
    title: string
    body: string
    axis: string | null
    audience_id: string | null
    section_id: string | null
    hidden: boolean
    accepted_count: number
    answer_count: number
    solved_count: number
    created_at: Date
    active_at: Date
    tag_ids: string[]
    answers: string[]
    comments: string[]
    aliases: string[]
    files: string[]
    verify_by: string | null
  }>`
    select t.kind, t.title, t.axis, t.audience_id, case when not t.anonymous then t.section_id end as section_id, t.hidden_at is not null as hidden, t.accepted_count,
           t.answer_count, t.solved_count, t.created_at, t.active_at,
           concat_ws(E'\n', t.body, (select concat_ws(E'\n', r.problem, array_to_string(r.steps, E'\n'), r.effect, r.cautions)
             from practice r where r.body_id = t.body_id and r.topic_id = t.id)) as body,
           array(select tag_id from topic_tag where body_id = t.body_id and topic_id = t.id) as tag_ids,
           array(select a.body from answer a where a.body_id = t.body_id and a.topic_id = t.id and a.hidden_at is null
                 order by a.accepted_at is null, a.id) as answers,
           array(select c.body from comment c where c.body_id = t.body_id and c.topic_id = t.id and c.hidden_at is null
                   and not exists (select from answer a where a.body_id = c.body_id and a.id = c.answer_id and a.hidden_at is not null)
                 order by c.id) as comments,
           array(select r.query from resolution r where r.body_id = t.body_id and r.topic_id = t.id and r.query <> ''
                 order by r.id desc limit 50) as aliases,
           array(select f.name from attachment f where f.body_id = t.body_id and f.topic_id = t.id
                   and not exists (select from answer a where a.body_id = f.body_id and a.id = f.subject_id and a.hidden_at is not null)
                   and not exists (select from comment c left join answer a on a.body_id = c.body_id and a.id = c.answer_id
                     where c.body_id = f.body_id and c.id = f.subject_id and coalesce(c.hidden_at, a.hidden_at) is not null)
                 order by f.id) as files,
           (select max(a.verify_by)::text from answer a where a.body_id = t.body_id and a.topic_id = t.id
              and a.accepted_at is not null) as verify_by
    from topic t where t.body_id = ${bodyId} and t.id = ${id}`.execute(db)
  return rows[0]!
}

/** What use has shown of some topics, by id. */
export async function topicsForStanding(db: Db, bodyId: number, ids: readonly string[]) {
  const { rows } = await sql<{
    id: string
    kind: 'question' | 'problem' | 'idea' | 'practice'
    accepted_count: number
    answer_count: number
    solved_count: number
    verify_by: string | null
  }>`
    select t.id, t.kind, t.accepted_count, t.answer_count, t.solved_count,
           (select max(a.verify_by)::text from answer a where a.body_id = t.body_id and a.topic_id = t.id
              and a.accepted_at is not null) as verify_by
    from topic t where t.body_id = ${bodyId} and t.id = any(${[...ids]}::uuid[])`.execute(db)
  return rows
}
