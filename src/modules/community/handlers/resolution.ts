import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { notify } from '#modules/notices/public'
import { signedIn } from '#server/operations'
import { communityContract } from '../contract.ts'
import { postById } from '../store/post.ts'
import { insertResolution } from '../store/resolution.ts'
import { addToIndex, refreshStandings } from './indexing.ts'
import { topicForChange } from './shared.ts'

const resolutions = signedIn(communityContract.resolution)

export const resolutionHandlers = {
  create: resolutions.create.handler(async ({ input, context: { db, scope, note } }) => {
    const { topicId, answerId, query, place } = input
    const topic = await topicForChange(db, scope, topicId, true)
    const answer = answerId ? await postById(db, scope, 'answer', answerId) : undefined
    if (answerId && answer?.topic_id !== topicId) throw new Refusal('missing', 'not-found')
    const own = topic.author_id === scope.personId
    const { added, solvedCount } = await insertResolution(db, scope, {
      id: newId(),
      topicId,
      answerId,
      query,
      place,
      own,
    })
    if (added) {
      // The words that led here become words of the document: the next person who types them finds it first.
      if (query) await addToIndex(db, scope.bodyId, topicId, 'alias', query)
      await refreshStandings(db, scope.bodyId, [topicId])
      const author = answer && !answer.hidden_at ? answer.author_id : null
      if (author && author !== scope.personId) {
        const about = { subjectKind: 'answer', subjectId: answer!.id, topicId, title: topic.title } as const
        await notify(db, scope.bodyId, [author], { kind: 'solved', ...about, actorName: '' })
      }
    }
    note({ subjects: [topicId], detail: { place } })
    return { solvedCount }
  }),
}
