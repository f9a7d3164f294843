import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { trainingContract } from '../contract.ts'
import { deleteDelegate, insertDelegate, isStaff, ownDelegates } from '../store/delegate.ts'

const operations = signedIn(trainingContract.enrolment)

export const delegateHandlers = {
  delegates: operations.delegates.handler(async ({ context: { db, scope } }) => ({
    heads: scope.headedIds.length > 0,
    delegates: await ownDelegates(db, scope),
  })),

  delegate: operations.delegate.handler(async ({ input, context: { db, scope, note } }) => {
    const { id, personId, from, to } = input
    if (scope.headedIds.length === 0) throw new Refusal('forbidden', 'not-a-head')
    if (personId === scope.personId) throw new Refusal('invalid', 'self')
    if (to < from) throw new Refusal('invalid', 'order')
    if (!(await isStaff(db, scope.bodyId, personId))) throw new Refusal('invalid', 'not-staff')
    await insertDelegate(db, scope, input)
    note({ subjects: [personId], detail: { from, to } })
    return { id }
  }),

  undelegate: operations.undelegate.handler(async ({ input: { id }, context: { db, scope, note } }) => {
    if (!(await deleteDelegate(db, scope, id))) throw new Refusal('missing', 'not-found')
    note({ subjects: [id] })
    return {}
  }),
}
