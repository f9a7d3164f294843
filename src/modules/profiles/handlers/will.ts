import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { profilesContract } from '../contract.ts'
import { keepWill, willOf } from '../store/will.ts'
import { looked } from './right.ts'

const operations = signedIn(profilesContract.will)

export const willHandlers = {
  get: operations.get.handler(async ({ input, context }) => {
    const { person, seenAs } = await looked(context, 'will', input)
    const stored = await willOf(context.db, context.scope, person.id)
    if (!stored) return { will: null, revision: 0, updatedAt: null, seenAs }
    const { revision, updatedAt, ...will } = stored
    return { will, revision, updatedAt, seenAs }
  }),

  set: operations.set.handler(async ({ input: { revision: seen, ...will }, context: { db, scope, note } }) => {
    const revision = await keepWill(db, scope, will, seen)
    if (revision === undefined) throw new Refusal('conflict', 'stale')
    note({ subjects: [scope.personId] })
    return { revision }
  }),
}
