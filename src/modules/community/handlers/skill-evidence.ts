import { recordTakenUp, withdrawTakenUp } from '#modules/profiles/public'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { tagNamesOf } from '../store/tag.ts'

interface Topic {
  id: string
  title: string
  author_id: string | null
}

interface Answer {
  id: string
  author_id: string | null
  anonymous: boolean
}

/**
 * An accepted answer is evidence of the answerer's skill, in the same transaction. Not one to their own question, and not
 * one given without a name: the ledger would tell whose it is.
 */
export async function recordAccepted(db: Db, scope: Scope, topic: Topic, answer: Answer): Promise<void> {
  const { author_id: personId, anonymous, id } = answer
  if (!personId || anonymous || personId === topic.author_id || personId === scope.personId) return
  const tags = await tagNamesOf(db, scope.bodyId, topic.id)
  const link = `/topics/${topic.id}#${id}`
  const thing = { kind: 'answer', sourceId: id, personId, title: topic.title, tags, link, at: new Date() } as const
  await recordTakenUp(db, scope.bodyId, [thing])
}

export async function withdrawAccepted(db: Db, scope: Scope, _topic: Topic, answer: { id: string }): Promise<void> {
  await withdrawTakenUp(db, scope.bodyId, { kind: 'answer', sourceId: answer.id, by: null, reason: 'unaccepted' })
}

/** A practice another section adopted is evidence of its author's skill, once. */
export async function recordAdopted(db: Db, scope: Scope, practice: Topic & { anonymous: boolean }): Promise<void> {
  const { id, author_id: personId, anonymous, title } = practice
  if (!personId || anonymous || personId === scope.personId) return
  const tags = await tagNamesOf(db, scope.bodyId, id)
  const thing = {
    kind: 'adoption',
    sourceId: id,
    personId,
    title,
    tags,
    link: `/topics/${id}`,
    at: new Date(),
  } as const
  await recordTakenUp(db, scope.bodyId, [thing])
}

/** What moderators took down is no evidence; putting it back does not make it one by itself. */
export async function withdrawHidden(db: Db, scope: Scope, subject: { kind: string; id: string }): Promise<void> {
  const kind = subject.kind === 'answer' ? ('answer' as const) : ('adoption' as const)
  await withdrawTakenUp(db, scope.bodyId, { kind, sourceId: subject.id, by: null, reason: 'hidden' })
}
