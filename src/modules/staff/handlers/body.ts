import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { staffContract } from '../contract.ts'
import { ownBody, renameBody } from '../store/body.ts'

const bodies = signedIn(staffContract.body)

export const bodyHandlers = {
  get: bodies.get.handler(({ context: { db } }) => ownBody(db)),
  update: bodies.update.handler(async ({ input, context: { db, scope, note } }) => {
    const before = await ownBody(db)
    if (!(await renameBody(db, scope.bodyId, input))) throw new Refusal('conflict', 'stale')
    const { name, kana } = input
    note({ detail: { name, kana, before: { name: before.name, kana: before.kana } } })
    return { revision: input.revision + 1 }
  }),
}
