import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/** Records who a post names; returns those newly named who are in the post's audience. */
export async function insertMentions(
  db: Db,
  bodyId: number,
  personIds: readonly string[],
  post: { kind: 'topic' | 'answer' | 'comment'; id: string; audienceId: string | null },
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with recursive audience as (
      select ${post.audienceId}::uuid as section_id where ${post.audienceId}::uuid is not null
      union
      select sp.section_id from audience a join section_period sp on sp.body_id = ${bodyId} and sp.parent_id = a.section_id
       where sp.valid_from <= current_date and (sp.valid_to is null or sp.valid_to >= current_date))
    insert into mention (body_id, subject_kind, subject_id, person_id)
    select ${bodyId}, ${post.kind}, ${post.id}, p.id from person p
    where p.body_id = ${bodyId} and p.id = any(${[...personIds]}::uuid[])
      and (${post.audienceId}::uuid is null or exists (
        select from post o where o.body_id = p.body_id and o.person_id = p.id and o.valid_from <= current_date
          and (o.valid_to is null or o.valid_to >= current_date) and o.section_id in (select section_id from audience)))
    on conflict do nothing returning person_id`.execute(db)
  return rows.map((row) => row.person_id)
}
