import { fiscalYearOf, lastDayOf } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { staffContract } from '../contract.ts'
import { lockStaff } from '../store/as-of.ts'
import { personById } from '../store/record.ts'
import {
  endGrant,
  extendGrants,
  grantById,
  grantsOn,
  heldUntil,
  insertGrant,
  otherAdministrators,
} from '../store/role.ts'
import { today } from './today.ts'

const roles = signedIn(staffContract.role)

const yearEnd = (day: string, later = 0) => lastDayOf(fiscalYearOf(day) + later)

export const roleHandlers = {
  list: roles.list.handler(async ({ input: { asOf = today(), role, personId }, context: { db, scope } }) => ({
    asOf,
    yearEnd: yearEnd(asOf),
    nextYearEnd: yearEnd(asOf, 1),
    grants: await grantsOn(db, scope, { asOf, role, personId }),
  })),

  grant: roles.grant.handler(async ({ input, context: { db, scope, note } }) => {
    const { personId, role, reason, from = today(), to = yearEnd(from) } = input
    if (to < from) throw new Refusal('invalid', 'ends-before')
    await lockStaff(db)
    if (!(await personById(db, scope, personId))) throw new Refusal('missing', 'not-found')
    const until = await heldUntil(db, personId, role, from, to)
    if (until) throw new Refusal('conflict', 'already-held', { day: until })
    const id = newId()
    await insertGrant(db, scope, { id, personId, role, from, to, reason })
    note({ subjects: [personId], detail: { role, from, to, reason } })
    return { id, to }
  }),

  revoke: roles.revoke.handler(async ({ input: { id }, context: { db, note } }) => {
    await lockStaff(db)
    const grant = await grantById(db, id)
    if (!grant) throw new Refusal('missing', 'not-found')
    if (grant.role === 'administrator' && (await otherAdministrators(db, grant.person_id, today())) === 0)
      throw new Refusal('conflict', 'last-administrator')
    await endGrant(db, id, today())
    note({ subjects: [grant.person_id], detail: { role: grant.role } })
    return {}
  }),

  extend: roles.extend.handler(async ({ input, context: { db, note } }) => {
    const to = input.to ?? yearEnd(today(), 1)
    if (to < today()) throw new Refusal('invalid', 'ends-before')
    const extended = await extendGrants(db, input.ids, to)
    note({ subjects: extended, detail: { to } })
    return { extended: extended.length, to }
  }),
}
