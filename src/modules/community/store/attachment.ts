import { sql } from 'kysely'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** Hangs files the writer uploaded a moment ago on what was just posted; refused unless each is theirs and free. */
export async function claimAttachments(
  db: Db,
  scope: Scope,
  ids: readonly string[],
  post: { topicId: string; kind: 'topic' | 'answer' | 'comment'; id: string },
): Promise<void> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const { rows } =
    await sql`update attachment set topic_id = ${post.topicId}, subject_kind = ${post.kind}, subject_id = ${post.id}
    where body_id = ${scope.bodyId} and id = any(${wanted}::uuid[]) and uploader_id = ${scope.personId} and subject_id is null
    returning id`.execute(db)
  if (rows.length !== wanted.length) throw new Refusal('invalid', 'attachment')
}
