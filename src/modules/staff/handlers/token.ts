import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { newToken } from '#server/session'
import { staffContract } from '../contract.ts'
import { deleteOwnToken, insertToken, ownTokens } from '../store/token.ts'

const own = signedIn(staffContract.apiToken)
const limit = 20

export const tokenHandlers = {
  list: own.list.handler(async ({ context: { db, scope } }) => ({ tokens: await ownTokens(db, scope) })),

  create: own.create.handler(async ({ input: { name, days }, context: { db, scope, bearer, note } }) => {
    // A key that leaked must not be able to make itself longer-lived ones.
    if (bearer !== 'session') throw new Refusal('forbidden', 'session-only')
    if ((await ownTokens(db, scope)).length >= limit) throw new Refusal('conflict', 'too-many-tokens', { limit })
    const id = newId()
    const { token, hash } = newToken(scope.bodyId)
    const expiresAt = await insertToken(db, scope, { id, hash, name, days })
    note({ subjects: [scope.personId], detail: { token: id, days } })
    return { id, token, expiresAt }
  }),

  revoke: own.revoke.handler(async ({ input: { id }, context: { db, scope, note } }) => {
    if (!(await deleteOwnToken(db, scope, id))) throw new Refusal('missing', 'not-found')
    note({ subjects: [scope.personId], detail: { token: id } })
    return {}
  }),
}
