import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { coversAnonymity } from '../rules/permission.ts'
import { lockTopic, postById } from '../store/post.ts'
import { readersOf } from '../store/visibility.ts'

/** The topic, locked for a change; refused when missing, invisible, or (unless `closedToo`) closed. */
export async function topicForChange(db: Db, scope: Scope, id: string, closedToo = false) {
  const topic = await lockTopic(db, scope, id)
  if (!topic) throw new Refusal('missing', 'not-found')
  if (topic.status === 'closed' && !closedToo) throw new Refusal('conflict', 'closed')
  return topic
}

/** An answer or comment with its topic locked, if the reader may see both. */
export async function postForChange(db: Db, scope: Scope, kind: 'answer' | 'comment', id: string) {
  const first = await postById(db, scope, kind, id)
  if (!first) throw new Refusal('missing', 'not-found')
  const topic = await topicForChange(db, scope, first.topic_id, true)
  const post = await postById(db, scope, kind, id) // again, now that its topic is locked
  if (!post) throw new Refusal('missing', 'not-found')
  return { post, topic }
}

/** Refuses a change that was begun on an older wording; the screen shows both and keeps the writer's text. */
export function refuseStale(current: { revision: number; body: string; title?: string }, seen: number): void {
  if (current.revision === seen) return
  const { revision, body, title } = current
  throw new Refusal('conflict', 'stale', {}, { revision, body, ...(title === undefined ? {} : { title }) })
}

/** Among a handful of readers an anonymous writer is no secret: then it is said before, not found out after. */
export async function requireCover(db: Db, scope: Scope, audienceId: string | null): Promise<void> {
  if (audienceId && !coversAnonymity(await readersOf(db, scope, audienceId)))
    throw new Refusal('invalid', 'small-audience')
}

/** Is this the reader's own anonymous post? Then the audit does not show who changed it either. */
export const veiledBy = (scope: Scope, post: { anonymous: boolean; author_id: string | null }) =>
  (post.anonymous && post.author_id === scope.personId) || undefined

/** What others may be told of who acted. */
export const actorName = (scope: Scope, anonymous: boolean) => (anonymous ? '' : scope.name)
