import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { tagKey } from './tag.ts'

/** What moderators do to keep the tags few and clear. */

export async function tagById(db: Db, scope: Scope, id: string) {
  const { rows } = await sql<{
    id: string
    name: string
    topicCount: number
    followerCount: number
    following: boolean
  }>`
    select g.id, g.name, g.topic_count as "topicCount", count(f.person_id)::integer as "followerCount",
           coalesce(bool_or(f.person_id = ${scope.personId}), false) as following
    from tag g left join follow f on f.body_id = g.body_id and f.subject_kind = 'tag' and f.subject_id = g.id
    where g.body_id = ${scope.bodyId} and g.id = ${id} group by g.body_id, g.id, g.name, g.topic_count`.execute(db)
  return rows[0]
}

/** Gives a tag another name unless another tag has it; tells whether it did. */
export async function renameTag(db: Db, bodyId: number, id: string, name: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update tag g set name = ${name}, key = ${tagKey(name)} where g.body_id = ${bodyId} and g.id = ${id}
      and not exists (select from tag o where o.body_id = g.body_id and o.key = ${tagKey(name)} and o.id <> g.id)`.execute(
    db,
  )
  return (numAffectedRows ?? 0n) > 0n
}

export async function topicsOfTag(db: Db, bodyId: number, id: string): Promise<string[]> {
  const { rows } = await sql<{ topic_id: string }>`
    select topic_id from topic_tag where body_id = ${bodyId} and tag_id = ${id}`.execute(db)
  return rows.map((row) => row.topic_id)
}

/** Everything filed under one tag, who follows it and who is interested in it goes to another; the first is no more. */
export async function mergeTag(
  db: Db,
  bodyId: number,
  from: string,
  into: string,
  beforeItGoes: () => Promise<void>,
): Promise<void> {
  // In one order, so that two merges never wait for each other; a topic being tagged meanwhile waits too.
  await sql`select from tag where body_id = ${bodyId} and id = any(${[from, into]}::uuid[]) order by id for update`.execute(
    db,
  )
  await beforeItGoes()
  await sql`insert into topic_tag (body_id, topic_id, tag_id)
    select body_id, topic_id, ${into}::uuid from topic_tag where body_id = ${bodyId} and tag_id = ${from} on conflict do nothing`.execute(
    db,
  )
  await sql`delete from topic_tag where body_id = ${bodyId} and tag_id = ${from}`.execute(db)
  await sql`insert into interest (body_id, person_id, tag_id, created_at)
    select body_id, person_id, ${into}::uuid, created_at from interest where body_id = ${bodyId} and tag_id = ${from} on conflict do nothing`.execute(
    db,
  )
  await sql`delete from interest where body_id = ${bodyId} and tag_id = ${from}`.execute(db)
  await sql`insert into follow (body_id, person_id, subject_kind, subject_id)
    select body_id, person_id, subject_kind, ${into}::uuid from follow
    where body_id = ${bodyId} and subject_kind = 'tag' and subject_id = ${from} on conflict do nothing`.execute(db)
  await sql`delete from follow where body_id = ${bodyId} and subject_kind = 'tag' and subject_id = ${from}`.execute(db)
  await sql`update tag set topic_count = (select count(*) from topic_tag where body_id = ${bodyId} and tag_id = ${into})
    where body_id = ${bodyId} and id = ${into}`.execute(db)
  await sql`delete from tag where body_id = ${bodyId} and id = ${from}`.execute(db)
}
