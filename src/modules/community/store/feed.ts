import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { visibleTopic } from './visibility.ts'

/** Replaces the person's feed token; it lives for a year. */
export async function replaceFeedToken(db: Db, scope: Scope, hash: Buffer, name: string): Promise<void> {
  await removeFeedToken(db, scope)
  await sql`insert into api_token (body_id, id, token_hash, person_id, name, purpose, expires_at)
    values (${scope.bodyId}, ${newId()}, ${hash}, ${scope.personId}, ${name}, 'feed', now() + interval '1 year')`.execute(
    db,
  )
}

export async function removeFeedToken(db: Db, scope: Scope): Promise<void> {
  await sql`delete from api_token where body_id = ${scope.bodyId} and person_id = ${scope.personId} and purpose = 'feed'`.execute(
    db,
  )
}

export async function feedTokenOf(db: Db, scope: Scope) {
  const { rows } = await sql<{ created_at: Date; expires_at: Date; last_used_at: Date | null }>`
    select created_at, expires_at, last_used_at from api_token
    where body_id = ${scope.bodyId} and person_id = ${scope.personId} and purpose = 'feed' and expires_at > now()`.execute(
    db,
  )
  return rows[0]
}

export interface FeedEntry {
  id: string
  kind: string
  title: string
  html: string
  created_at: Date
  updated_at: Date
  author: string | null
  tags: string[]
}

/** The newest topics the reader may see. Anonymous authors stay so, also to themselves: a feed is kept elsewhere. */
export async function newestTopics(
  db: Db,
  scope: Scope,
  filter: { kind: string | undefined; tag: string | undefined; limit: number },
): Promise<FeedEntry[]> {
  const { rows } = await sql<FeedEntry>`
    select t.id, t.kind, t.title, t.html, t.created_at, t.updated_at,
           case when t.anonymous then null else w.name end as author,
           array(select g.name from topic_tag tt join tag g on g.body_id = tt.body_id and g.id = tt.tag_id
                 where tt.body_id = t.body_id and tt.topic_id = t.id order by g.name) as tags
    from topic t left join person w on w.body_id = t.body_id and w.id = t.author_id
    where t.body_id = ${scope.bodyId} and ${visibleTopic(scope)} and t.hidden_at is null
      and (${filter.kind ?? null}::text is null or t.kind = ${filter.kind ?? null})
      and (${filter.tag ?? null}::text is null or exists (
        select from topic_tag tt join tag g on g.body_id = tt.body_id and g.id = tt.tag_id
        where tt.body_id = t.body_id and tt.topic_id = t.id and g.key = ${filter.tag ?? null}))
    order by t.created_at desc, t.id desc limit ${filter.limit}`.execute(db)
  return rows
}
