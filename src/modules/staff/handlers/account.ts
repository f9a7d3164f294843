import { hash } from '@node-rs/argon2'
import { Refusal } from '#kernel/refusal'
import { appendAudit } from '#server/audit'
import type { Db } from '#server/db/transaction'
import { type OperationContext, open, signedIn } from '#server/operations'
import { bodyOfToken, closeSessionsOf, hashOf, newToken } from '#server/session'
import { staffContract } from '../contract.ts'
import * as account from '../store/account.ts'
import { dropReset, insertReset, takeReset } from '../store/account-reset.ts'
import { lockStaff } from '../store/as-of.ts'
import { personById } from '../store/record.ts'
import { otherAdministrators } from '../store/role.ts'
import { listHandler } from './account-list.ts'
import { today } from './today.ts'

const administrator = signedIn(staffContract.account)
const anyone = open(staffContract.account)

/** Long enough to hand over a link on the next working day. */
const resetHours = 24

async function held({ db, scope }: OperationContext, personId: string) {
  const found = await account.accountOf(db, scope, personId, true)
  if (!found) throw new Refusal('missing', 'not-found')
  return found
}

/** Nobody signs in with the account any more, and who is signed in is out. The caller holds `lockStaff`. */
export async function disable(db: Db, personId: string): Promise<void> {
  const isLast = (await otherAdministrators(db, personId, today())) === 0
  if (isLast) throw new Refusal('conflict', 'last-administrator')
  await account.setDisabled(db, personId, true)
  await dropReset(db, personId)
  await closeSessionsOf(db, personId)
}

async function issue({ db, scope, origin }: OperationContext, personId: string) {
  const { token, hash: tokenHash } = newToken(scope.bodyId)
  const expiresAt = await insertReset(db, scope, personId, tokenHash, resetHours)
  // Behind `#` the secret stays in the browser: no server or proxy writes it into a log.
  return { token, link: `${origin}/reset#${token}`, expiresAt }
}

export const accountHandlers = {
  list: listHandler,

  get: administrator.get.handler(async ({ input: { personId }, context: { db, scope } }) => {
    const found = await account.accountOf(db, scope, personId)
    if (!found) return {}
    const status = found.disabled_at ? 'disabled' : found.locked ? 'locked' : 'usable'
    return { account: { login: found.login, status, mustChange: found.must_change } }
  }),

  create: administrator.create.handler(async ({ input: { personId, login }, context }) => {
    const { db, scope, note } = context
    await lockStaff(db)
    if (!(await personById(db, scope, personId, true))) throw new Refusal('missing', 'not-found')
    if (await account.accountOf(db, scope, personId)) throw new Refusal('conflict', 'has-account')
    if (await account.loginTaken(db, login)) throw new Refusal('conflict', 'login-used', { login })
    await account.insertAccount(db, scope, personId, login)
    note({ subjects: [personId] })
    return issue(context, personId)
  }),

  issueReset: administrator.issueReset.handler(async ({ input: { personId }, context }) => {
    if ((await held(context, personId)).disabled_at) throw new Refusal('conflict', 'disabled')
    context.note({ subjects: [personId] })
    return issue(context, personId)
  }),

  disable: administrator.disable.handler(async ({ input: { personId }, context }) => {
    const { db, scope, note } = context
    await lockStaff(db)
    await held(context, personId)
    await disable(db, personId)
    note({ subjects: [personId], detail: { self: personId === scope.personId } })
    return {}
  }),

  enable: administrator.enable.handler(async ({ input: { personId }, context }) => {
    await held(context, personId)
    await account.setDisabled(context.db, personId, false)
    context.note({ subjects: [personId] })
    return {}
  }),

  unlock: administrator.unlock.handler(async ({ input: { personId }, context }) => {
    await held(context, personId)
    await account.clearFailures(context.db, personId)
    context.note({ subjects: [personId] })
    return {}
  }),

  reset: anyone.reset.handler(async ({ input: { token, next }, context }) => {
    const bodyId = bodyOfToken(token)
    if (bodyId === undefined) throw new Refusal('invalid', 'reset-over')
    return context.inBody(bodyId, async (db) => {
      const taken = await takeReset(db, hashOf(token))
      if (!taken) throw new Refusal('invalid', 'reset-over')
      await account.setPassword(db, taken.personId, await hash(next), false)
      await closeSessionsOf(db, taken.personId)
      await appendAudit(db, {
        actor: taken.personId,
        operation: 'account.reset',
        label: staffContract.account.reset['~orpc'].meta.label,
        effect: 'change',
        subjects: [taken.personId],
        request: context.requestId,
      })
      return { login: taken.login }
    })
  }),
}
