import { notify } from '#modules/notices/public'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { insertMentions } from '../store/mention.ts'
import { actorName } from './shared.ts'

interface Mentioning {
  topicId: string
  audienceId: string | null
  kind: 'topic' | 'answer' | 'comment'
  id: string
  title: string
  anonymous: boolean
}

/** Tells people named in a post, once per post, and only those who may read it. */
export async function tellMentioned(db: Db, scope: Scope, personIds: readonly string[], at: Mentioning): Promise<void> {
  const people = personIds.filter((id) => id !== scope.personId).slice(0, 20)
  if (people.length === 0) return
  const told = await insertMentions(db, scope.bodyId, people, at)
  const { kind: subjectKind, id: subjectId, title, anonymous } = at
  await notify(db, scope.bodyId, told, {
    kind: 'mentioned',
    subjectKind,
    subjectId,
    topicId: at.topicId,
    title,
    actorName: actorName(scope, anonymous),
  })
}
