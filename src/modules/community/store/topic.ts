import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { authorOf, visibleComment, visiblePost, visibleTopic } from './visibility.ts'

export const tagsOf = sql<{ id: string; name: string }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name)
  from topic_tag tt join tag g on g.body_id = tt.body_id and g.id = tt.tag_id
  where tt.body_id = t.body_id and tt.topic_id = t.id), '[]')`

const attachmentsOf = (alias: 't' | 'p', kind: 'topic' | 'answer' | 'comment') => sql<AttachmentRow[]>`coalesce((
  select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
                                      'width', f.width, 'height', f.height) order by f.id)
  from attachment f where f.body_id = ${sql.raw(alias)}.body_id and f.subject_kind = ${sql.lit(kind)}
    and f.subject_id = ${sql.raw(alias)}.id), '[]')`

interface AttachmentRow {
  id: string
  name: string
  mediaType: string
  size: number
  width: number | null
  height: number | null
}

export interface TopicFilter {
  kind?: string | undefined
  status?: string | undefined
  axis?: string | undefined
  tag?: string | undefined
  section?: string | undefined
  author?: string | undefined
  following?: boolean | undefined
  unanswered?: boolean | undefined
  order: 'active' | 'new' | 'solved'
  limit: number
  /** Sort key and id of the last line of the page before. */
  after?: { key: string; id: string } | undefined
}

const sortColumn = { active: sql`t.active_at`, new: sql`t.created_at`, solved: sql`t.solved_count` }

/** One page of topics the reader may see, newest first by the chosen order, and the place where the next page begins. */
export async function listTopics(db: Db, scope: Scope, filter: TopicFilter) {
  const column = sortColumn[filter.order]
  const type = sql.raw(filter.order === 'solved' ? 'integer' : 'timestamptz')
  const conditions = [
    visibleTopic(scope),
    filter.kind ? sql`t.kind = ${filter.kind}` : undefined,
    filter.status ? sql`t.status = ${filter.status}` : undefined,
    filter.axis ? sql`t.axis = ${filter.axis}` : undefined,
    // An anonymous post is not listed under its author's section or name, except to the author.
    filter.section
      ? sql`t.section_id = ${filter.section} and (not t.anonymous or t.author_id = ${scope.personId})`
      : undefined,
    filter.author
      ? sql`t.author_id = ${filter.author} and (not t.anonymous or t.author_id = ${scope.personId})`
      : undefined,
    filter.unanswered ? sql`t.answer_count = 0 and t.status = 'open'` : undefined,
    filter.tag
      ? sql`exists (select from topic_tag tt where tt.body_id = t.body_id and tt.topic_id = t.id and tt.tag_id = ${filter.tag})`
      : undefined,
    filter.following
      ? sql`exists (select from follow f where f.body_id = t.body_id and f.person_id = ${scope.personId}
              and f.subject_kind = 'topic' and f.subject_id = t.id)`
      : undefined,
    filter.after ? sql`(${column}, t.id) < (${filter.after.key}::${type}, ${filter.after.id}::uuid)` : undefined,
  ].filter((condition) => condition !== undefined)
  const { rows } = await sql<TopicLineRow & { sort_key: string }>`
    select t.id, t.kind, t.title, t.status, t.axis, t.anonymous, t.answer_count, t.comment_count, t.accepted_count,
           t.solved_count, t.created_at, t.active_at, t.hidden_at is not null as hidden, t.author_id,
           ${authorOf('t', scope)} as author, ${tagsOf} as tags, ${column}::text as sort_key
    from topic t
    where t.body_id = ${scope.bodyId} and ${sql.join(conditions, sql` and `)}
    order by ${column} desc, t.id desc
    limit ${filter.limit + 1}`.execute(db)
  const page = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? page.at(-1) : undefined
  return { page, next: last ? { key: last.sort_key, id: last.id } : undefined }
}

export interface TopicLineRow {
  id: string
  kind: 'question' | 'problem' | 'idea' | 'practice'
  title: string
  status: 'open' | 'solved' | 'closed'
  axis: 'service' | 'administration' | 'workstyle' | null
  anonymous: boolean
  answer_count: number
  comment_count: number
  accepted_count: number
  solved_count: number
  created_at: Date
  active_at: Date
  hidden: boolean
  author_id: string | null
  author: { id: string; name: string; section: string } | null
  tags: { id: string; name: string }[]
}

export interface TopicRow extends TopicLineRow {
  body: string
  html: string
  revision: number
  updated_at: Date
  section_id: string | null
  hidden_at: Date | null
  audience: { id: string; name: string } | null
  following: boolean
  follower_count: number
  attachments: AttachmentRow[]
  practice: PracticeRow | null
}

interface PracticeRow {
  problem: string
  steps: string[]
  effect: string
  hoursSaved: number | null
  measured: string
  cautions: string
  originId: string | null
}

/** One topic with all a page shows of it but its posts; undefined when missing or not for this reader. */
export async function topicById(db: Db, scope: Scope, id: string): Promise<TopicRow | undefined> {
  const { rows } = await sql<TopicRow>`
    select t.id, t.kind, t.title, t.status, t.axis, t.anonymous, t.answer_count, t.comment_count, t.accepted_count,
           t.solved_count, t.created_at, t.active_at, t.hidden_at is not null as hidden, t.hidden_at, t.author_id,
           t.body, t.html, t.revision, t.updated_at, t.section_id,
           ${authorOf('t', scope)} as author, ${tagsOf} as tags, ${attachmentsOf('t', 'topic')} as attachments,
           (select jsonb_build_object('id', sp.section_id, 'name', sp.name) from section_period sp
             where sp.body_id = t.body_id and sp.section_id = t.audience_id order by sp.valid_from desc limit 1) as audience,
           exists (select from follow f where f.body_id = t.body_id and f.person_id = ${scope.personId}
             and f.subject_kind = 'topic' and f.subject_id = t.id) as following,
           (select count(*)::integer from follow f where f.body_id = t.body_id and f.subject_kind = 'topic'
             and f.subject_id = t.id) as follower_count,
           (select jsonb_build_object('problem', r.problem, 'steps', to_jsonb(r.steps), 'effect', r.effect,
                     'hoursSaved', r.hours_saved, 'measured', r.measured, 'cautions', r.cautions, 'originId', r.origin_id)
              from practice r where r.body_id = t.body_id and r.topic_id = t.id) as practice
    from topic t where t.body_id = ${scope.bodyId} and t.id = ${id} and ${visibleTopic(scope)}`.execute(db)
  return rows[0]
}

export interface PostRow {
  id: string
  answer_id: string | null
  html: string
  author_id: string | null
  author: { id: string; name: string; section: string } | null
  anonymous: boolean
  revision: number
  created_at: Date
  updated_at: Date
  hidden: boolean
  attachments: AttachmentRow[]
}

export interface AnswerRow extends PostRow {
  accepted_at: Date | null
  solved_count: number
  verified_at: Date | null
  verify_by: string | null
}

const postColumns = (scope: Scope) => sql`p.id, p.html, p.author_id, ${authorOf('p', scope)} as author, p.anonymous,
  p.revision, p.created_at, p.updated_at, p.hidden_at is not null as hidden`

/** Answers of a topic: accepted first, then by how often they solved it, then in order of time. */
export async function answersOf(db: Db, scope: Scope, topicId: string): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select ${postColumns(scope)}, null as answer_id, p.accepted_at, p.solved_count, p.verified_at, p.verify_by,
           ${attachmentsOf('p', 'answer')} as attachments
    from answer p where p.body_id = ${scope.bodyId} and p.topic_id = ${topicId} and ${visiblePost(scope)}
    order by p.accepted_at is null, p.solved_count desc, p.created_at, p.id`.execute(db)
  return rows
}

export async function commentsOf(db: Db, scope: Scope, topicId: string): Promise<PostRow[]> {
  const { rows } = await sql<PostRow>`
    select ${postColumns(scope)}, p.answer_id, ${attachmentsOf('p', 'comment')} as attachments
    from comment p where p.body_id = ${scope.bodyId} and p.topic_id = ${topicId} and ${visibleComment(scope)}
    order by p.created_at, p.id`.execute(db)
  return rows
}
