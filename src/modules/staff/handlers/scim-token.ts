import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { newToken } from '#server/session'
import { staffContract } from '../contract.ts'
import { scimBase } from '../rules/scim/address.ts'
import { endScimToken, insertScimToken, scimTokens } from '../store/scim-token.ts'

const administrator = signedIn(staffContract.scimToken)
/** One for each directory, and a second while one replaces the other. */
const limit = 5

export const scimTokenHandlers = {
  list: administrator.list.handler(async ({ context: { db, scope, origin } }) => ({
    baseUrl: `${origin}${scimBase}`,
    tokens: await scimTokens(db, scope),
  })),

  create: administrator.create.handler(async ({ input: { name, days }, context: { db, scope, bearer, note } }) => {
    // A key that leaked must not be able to make others.
    if (bearer !== 'session') throw new Refusal('forbidden', 'session-only')
    if ((await scimTokens(db, scope)).length >= limit) throw new Refusal('conflict', 'too-many-tokens', { limit })
    const id = newId()
    const { token, hash } = newToken(scope.bodyId)
    const expiresAt = await insertScimToken(db, scope, { id, hash, name, days })
    note({ detail: { token: id, name, days } })
    return { id, token, expiresAt }
  }),

  revoke: administrator.revoke.handler(async ({ input: { id }, context: { db, note } }) => {
    if (!(await endScimToken(db, id))) throw new Refusal('missing', 'not-found')
    note({ detail: { token: id } })
    return {}
  }),
}
