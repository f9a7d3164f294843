import { mayModerate } from '#kernel/permission'
import { Refusal } from '#kernel/refusal'
import { moveTag } from '#modules/search/public'
import { signedIn } from '#server/operations'
import { communityContract } from '../contract.ts'
import { listTags } from '../store/tag.ts'
import { mergeTag, renameTag, tagById, topicsOfTag } from '../store/tag-care.ts'

const tags = signedIn(communityContract.tag)

export const tagHandlers = {
  list: tags.list.handler(async ({ input, context: { db, scope } }) => {
    const rows = await listTags(db, scope, input)
    return { tags: rows.map(({ topic_count, ...row }) => ({ ...row, topicCount: topic_count })) }
  }),

  get: tags.get.handler(async ({ input, context: { db, scope } }) => {
    const tag = await tagById(db, scope, input.id)
    if (!tag) throw new Refusal('missing', 'not-found')
    return { ...tag, may: { manage: mayModerate(scope.roles) } }
  }),

  rename: tags.rename.handler(async ({ input, context: { db, scope, note } }) => {
    const tag = await tagById(db, scope, input.id)
    if (!tag) throw new Refusal('missing', 'not-found')
    const name = input.name.normalize('NFC').trim()
    if (!(await renameTag(db, scope.bodyId, tag.id, name))) throw new Refusal('conflict', 'taken')
    note({ subjects: [tag.id], detail: { from: tag.name, to: name } })
    return { name }
  }),

  merge: tags.merge.handler(async ({ input, context: { db, scope, note } }) => {
    if (input.id === input.into) throw new Refusal('invalid', 'same')
    const [from, into] = [await tagById(db, scope, input.id), await tagById(db, scope, input.into)]
    if (!from || !into) throw new Refusal('missing', 'not-found')
    await mergeTag(db, scope.bodyId, from.id, into.id, async () => {
      await moveTag(db, scope.bodyId, await topicsOfTag(db, scope.bodyId, from.id), from.id, into.id)
    })
    note({ subjects: [from.id, into.id], detail: { from: from.name, to: into.name } })
    return { topics: (await tagById(db, scope, into.id))?.topicCount ?? 0 }
  }),
}
