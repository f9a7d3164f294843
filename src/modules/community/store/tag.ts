import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** One tag whatever its width, case or spacing. */
export const tagKey = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Ids of the tags of these names, creating those that are new. */
export async function ensureTags(db: Db, bodyId: number, names: readonly string[]): Promise<string[]> {
  const byKey = new Map(names.toReversed().map((name) => [tagKey(name), name.normalize('NFC').trim()])) // the first wording wins
  const keys = [...byKey.keys()].sort() // a fixed order, so that two posts never wait for each other in a circle
  const ids = keys.map(() => newId())
  const { rows } = await sql<{ id: string }>`
    with wanted as (select * from unnest(${keys}::text[], ${keys.map((key) => byKey.get(key)!)}::text[], ${ids}::uuid[]) w(key, name, id)),
    made as (insert into tag (body_id, id, name, key) select ${bodyId}, id, name, key from wanted order by key
             on conflict (body_id, key) do nothing returning id, key)
    select id from made union all
    select g.id from tag g join wanted w on w.key = g.key where g.body_id = ${bodyId}`.execute(db)
  return rows.map((row) => row.id)
}

/** Makes the topic's tags exactly these, creating new ones; returns their ids. */
export async function setTags(db: Db, bodyId: number, topicId: string, names: readonly string[]): Promise<string[]> {
  const tagIds = await ensureTags(db, bodyId, names)
  await sql`
    with gone as (delete from topic_tag where body_id = ${bodyId} and topic_id = ${topicId} and tag_id <> all(${tagIds}::uuid[])
                  returning tag_id),
    added as (insert into topic_tag (body_id, topic_id, tag_id) select ${bodyId}, ${topicId}, unnest(${tagIds}::uuid[])
              on conflict do nothing returning tag_id)
    update tag set topic_count = topic_count
      + (select count(*) from added where added.tag_id = tag.id) - (select count(*) from gone where gone.tag_id = tag.id)
    where body_id = ${bodyId} and id in (select tag_id from added union all select tag_id from gone)`.execute(db)
  return tagIds
}

export async function tagNamesOf(db: Db, bodyId: number, topicId: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select g.name from topic_tag x join tag g on g.body_id = x.body_id and g.id = x.tag_id
    where x.body_id = ${bodyId} and x.topic_id = ${topicId} order by g.name`.execute(db)
  return rows.map((row) => row.name)
}

export async function tagNames(db: Db, bodyId: number, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from tag where body_id = ${bodyId} and id = any(${[...ids]}::uuid[]) order by name`.execute(db)
  return rows.map((row) => row.name)
}

interface TagFilter {
  starting: string
  containing: string
  following?: boolean | undefined
  limit: number
}

export async function listTags(db: Db, scope: Scope, { starting, containing, following, limit }: TagFilter) {
  const { rows } = await sql<{ id: string; name: string; topic_count: number; following: boolean }>`
    select g.id, g.name, g.topic_count, f.person_id is not null as following
    from tag g left join follow f on f.body_id = g.body_id and f.subject_kind = 'tag' and f.subject_id = g.id
      and f.person_id = ${scope.personId}
    where g.body_id = ${scope.bodyId} and starts_with(g.key, ${tagKey(starting)})
      and position(${tagKey(containing)} in g.key) > 0 and (g.topic_count > 0 or f.person_id is not null)
      and (${following ?? null}::boolean is null or (f.person_id is not null) = ${following ?? null})
    order by g.topic_count desc, g.name limit ${limit}`.execute(db)
  return rows
}

export async function setFollow(
  db: Db,
  scope: Scope,
  subject: { kind: 'topic' | 'tag'; id: string },
  following: boolean,
): Promise<void> {
  const row = { body_id: scope.bodyId, person_id: scope.personId, subject_kind: subject.kind, subject_id: subject.id }
  if (following)
    await db
      .insertInto('follow')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  else
    await db
      .deleteFrom('follow')
      .where('body_id', '=', row.body_id)
      .where('person_id', '=', row.person_id)
      .where('subject_kind', '=', row.subject_kind)
      .where('subject_id', '=', row.subject_id)
      .execute()
}

export async function tagExists(db: Db, scope: Scope, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('tag')
    .select('id')
    .where('body_id', '=', scope.bodyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

/** Who follows the topic or one of its tags, but the actor. */
export async function followersOf(db: Db, bodyId: number, topicId: string, tagIds: readonly string[], but: string) {
  const { rows } = await sql<{ person_id: string }>`
    select distinct person_id from follow where body_id = ${bodyId} and person_id <> ${but}
      and ((subject_kind = 'topic' and subject_id = ${topicId})
        or (subject_kind = 'tag' and subject_id = any(${[...tagIds]}::uuid[])))`.execute(db)
  return rows.map((row) => row.person_id)
}
