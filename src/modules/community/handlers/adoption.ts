import { dateInJapan } from '#kernel/fiscal-year'
import { mayModerate } from '#kernel/permission'
import { Refusal } from '#kernel/refusal'
import { notify, publish } from '#modules/notices/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { communityContract } from '../contract.ts'
import { effectOf } from '../rules/effect.ts'
import { adoptionsOf, keepAdoption, removeAdoption, sectionNames } from '../store/adoption.ts'
import { followersOf } from '../store/tag.ts'
import { topicById } from '../store/topic.ts'
import { announceAdoption } from './announcement.ts'
import { topicForChange } from './shared.ts'
import { recordAdopted } from './skill-evidence.ts'

const adoptions = signedIn(communityContract.adoption)

async function practiceForChange(db: Db, scope: Scope, topicId: string) {
  const topic = await topicForChange(db, scope, topicId, true)
  if (topic.kind !== 'practice') throw new Refusal('missing', 'not-found')
  return topic
}

export const adoptionHandlers = {
  list: adoptions.list.handler(async ({ input, context: { db, scope } }) => {
    const topic = await topicById(db, scope, input.topicId)
    if (topic?.kind !== 'practice') throw new Refusal('missing', 'not-found')
    const rows = await adoptionsOf(db, scope.bodyId, topic.id)
    const taken = [topic.section_id, ...rows.map(({ section }) => section.id)]
    const open = scope.sectionIds.filter((id) => !taken.includes(id))
    return {
      adoptions: rows.map((row) => ({ ...row, mayChange: scope.sectionIds.includes(row.section.id) })),
      totals: effectOf(rows),
      open: await sectionNames(db, scope.bodyId, open),
    }
  }),

  set: adoptions.set.handler(async ({ input, context: { db, scope, note } }) => {
    const topic = await practiceForChange(db, scope, input.topicId)
    if (!scope.sectionIds.includes(input.sectionId)) throw new Refusal('forbidden', 'not-member')
    if (topic.section_id === input.sectionId) throw new Refusal('invalid', 'own')
    if (input.adoptedOn > dateInJapan(new Date())) throw new Refusal('invalid', 'future')
    const added = await keepAdoption(db, scope, input)
    const { id, title, author_id: author } = topic
    if (added) {
      await recordAdopted(db, scope, topic)
      const followers = await followersOf(db, scope.bodyId, id, [], scope.personId)
      const people = author && author !== scope.personId ? [author, ...followers] : followers
      const about = { subjectKind: 'topic', subjectId: id, title, actorName: scope.name } as const
      await notify(db, scope.bodyId, people, { kind: 'adopted', ...about })
      const [section] = await sectionNames(db, scope.bodyId, [input.sectionId])
      if (!topic.audience_id) await announceAdoption(db, scope.bodyId, topic, section?.name ?? '')
    }
    await publish(db, scope.bodyId, `topic:${id}`, 'topic.edited', { id })
    note({ subjects: [id, input.sectionId], detail: { adoptedOn: input.adoptedOn, hoursSaved: input.hoursSaved } })
    return { added }
  }),

  remove: adoptions.remove.handler(async ({ input, context: { db, scope, note } }) => {
    const topic = await practiceForChange(db, scope, input.topicId)
    if (!scope.sectionIds.includes(input.sectionId) && !mayModerate(scope.roles))
      throw new Refusal('forbidden', 'not-member')
    const removed = await removeAdoption(db, scope.bodyId, topic.id, input.sectionId)
    await publish(db, scope.bodyId, `topic:${topic.id}`, 'topic.edited', { id: topic.id })
    note({ subjects: [topic.id, input.sectionId] })
    return { removed }
  }),
}
