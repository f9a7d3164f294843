import { newId } from '#kernel/id'
import type { Config } from '#server/config'
import type { Db } from '#server/db/transaction'
import { kindOf, type MediaType } from '#server/files/kind'
import { tidyName } from '#server/files/name'
import { repaint } from '#server/files/picture'
import { keepFile, removeFile, storedFiles } from '#server/files/store'
import { inEveryBody, type JobContext } from '#server/jobs'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { attachmentsPerPost } from '../contract/attachment-names.ts'
import { communityContract } from '../contract.ts'
import { forgetUnclaimed, holdFiles, insertAttachment, namedHashes, setAttachments } from '../store/attachment.ts'
import { addToIndex } from './indexing.ts'

const { limits } = signedIn(communityContract.attachment)

export const attachmentHandlers = {
  limits: limits.handler(async ({ context: { config } }) => ({
    megabytes: config.BANSO_ATTACHMENT_LIMIT,
    perPost: attachmentsPerPost,
  })),
}

export interface Examined {
  name: string
  mediaType: MediaType
  content: Buffer
  width: number | null
  height: number | null
}

/** What a file is and is called; a picture is painted anew. Refused with a `file-` reason when it is nothing we keep. */
export async function examine(bytes: Buffer, given: string): Promise<Examined> {
  const mediaType = await kindOf(bytes, given)
  const picture = mediaType.startsWith('image/') ? await repaint(bytes, mediaType) : undefined
  return {
    name: tidyName(given, mediaType),
    mediaType,
    content: picture?.content ?? bytes,
    width: picture?.width ?? null,
    height: picture?.height ?? null,
  }
}

/** Keeps an examined file for its uploader, until it is hung on a post. */
export async function bring(db: Db, scope: Scope, config: Config, { mediaType, content, ...file }: Examined) {
  const id = newId()
  await holdFiles(db, scope.bodyId)
  const kept = await keepFile(config, scope.bodyId, content)
  await insertAttachment(db, scope, { ...file, ...kept, id, media_type: mediaType, size: content.length })
  return { ...file, id, mediaType, size: content.length }
}

/** Hangs files on a new post and makes it findable by their names. */
export async function attach(
  db: Db,
  scope: Scope,
  ids: readonly string[],
  post: Parameters<typeof setAttachments>[3],
): Promise<void> {
  if (ids.length === 0) return
  const names = await setAttachments(db, scope, ids, post)
  if (post.kind !== 'topic') await addToIndex(db, scope.bodyId, post.topicId, 'alias', names.join('\n'))
}

/** Forgets what was never posted, and takes from the folder what no row names any more. */
export async function sweepAttachments({ pool, config }: JobContext): Promise<void> {
  await inEveryBody(pool, forgetUnclaimed)
  await inEveryBody(pool, async (db, bodyId) => {
    const found = await storedFiles(config, bodyId)
    if (found.length === 0) return
    await holdFiles(db, bodyId, true)
    const named = await namedHashes(
      db,
      bodyId,
      found.flatMap(({ hash }) => hash ?? []),
    )
    for (const { path, hash } of found) if (hash === undefined || !named.has(hash)) await removeFile(path)
  })
}
