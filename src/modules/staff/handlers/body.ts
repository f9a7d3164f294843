import { signedIn } from '#server/operations'
import { staffContract } from '../contract.ts'
import { ownBody, renameBody } from '../store/body.ts'

const bodies = signedIn(staffContract.body)

export const bodyHandlers = {
  get: bodies.get.handler(({ context: { db } }) => ownBody(db)),
  update: bodies.update.handler(async ({ input, context: { db, scope, note } }) => {
    await renameBody(db, scope.bodyId, input)
    note({ detail: { name: input.name } })
    return {}
  }),
}
