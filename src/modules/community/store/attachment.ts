import { sql } from 'kysely'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { visibleComment, visiblePost, visibleTopic } from './visibility.ts'

type Post = { topicId: string; kind: 'topic' | 'answer' | 'comment'; id: string }

export interface NewAttachment {
  id: string
  name: string
  media_type: string
  size: number
  sha256: Buffer
  content: Buffer | null
  width: number | null
  height: number | null
}

/**
 * Until the transaction ends, no sweep of any node takes a file of this body away; and a sweep waits for those who are
 * just bringing one. Taken before the file is written.
 */
export async function holdFiles(db: Db, bodyId: number, sweeping = false): Promise<void> {
  const lock = sql.raw(sweeping ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared')
  await sql`select ${lock}(hashtext('attachment'), ${bodyId})`.execute(db)
}

export async function insertAttachment(db: Db, scope: Scope, attachment: NewAttachment): Promise<void> {
  await db
    .insertInto('attachment')
    .values({ ...attachment, body_id: scope.bodyId, uploader_id: scope.personId })
    .execute()
}

/** A file this reader may have: of a post they see, or one they brought themselves and have not posted yet. */
export async function attachmentById(db: Db, scope: Scope, id: string) {
  const { rows } = await sql<{ name: string; media_type: string; sha256: Buffer }>`
    select f.name, f.media_type, f.sha256 from attachment f
    where f.body_id = ${scope.bodyId} and f.id = ${id} and (
      (f.subject_id is null and f.uploader_id = ${scope.personId})
      or (exists (select from topic t where t.body_id = f.body_id and t.id = f.topic_id and ${visibleTopic(scope)})
        and case f.subject_kind
          when 'topic' then true
          when 'answer' then exists (select from answer p where p.body_id = f.body_id and p.id = f.subject_id and ${visiblePost(scope)})
          else exists (select from comment p where p.body_id = f.body_id and p.id = f.subject_id and ${visibleComment(scope)})
        end))`.execute(db)
  return rows[0]
}

export async function contentOf(db: Db, bodyId: number, id: string): Promise<Buffer | null> {
  const { content } = await db
    .selectFrom('attachment')
    .select('content')
    .where('body_id', '=', bodyId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return content
}

/**
 * Makes the files of a post exactly these: hangs on it what the writer brought a moment ago, and lets go of the others,
 * which the sweep then takes. Refused unless each new one is the writer's own and free. Returns all their names.
 */
export async function setAttachments(db: Db, scope: Scope, ids: readonly string[], post: Post): Promise<string[]> {
  const wanted = [...new Set(ids)]
  const ofPost = sql`body_id = ${scope.bodyId} and subject_kind = ${post.kind} and subject_id = ${post.id}`
  await sql`update attachment set topic_id = null, subject_kind = null, subject_id = null
    where ${ofPost} and id <> all(${wanted}::uuid[])`.execute(db)
  if (wanted.length === 0) return []
  await sql`update attachment set topic_id = ${post.topicId}, subject_kind = ${post.kind}, subject_id = ${post.id}
    where body_id = ${scope.bodyId} and id = any(${wanted}::uuid[]) and uploader_id = ${scope.personId} and subject_id is null
    `.execute(db)
  const { rows } = await sql<{ name: string }>`select name from attachment where ${ofPost} order by id`.execute(db)
  if (rows.length !== wanted.length) throw new Refusal('invalid', 'attachment')
  return rows.map(({ name }) => name)
}

/** Forgets files that no post has, a day after they were brought. */
export async function forgetUnclaimed(db: Db, bodyId: number): Promise<void> {
  await sql`delete from attachment where body_id = ${bodyId} and subject_id is null
    and created_at < now() - interval '1 day'`.execute(db)
}

/** Which of these hashes a row of the body names as lying in the folder. */
export async function namedHashes(db: Db, bodyId: number, hashes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ hash: string }>`select encode(sha256, 'hex') as hash from attachment
    where body_id = ${bodyId} and content is null
      and sha256 = any(array(select decode(h, 'hex') from unnest(${[...hashes]}::text[]) h))`.execute(db)
  return new Set(rows.map(({ hash }) => hash))
}
