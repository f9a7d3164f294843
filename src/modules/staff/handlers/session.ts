import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '#kernel/refusal'
import { appendAudit } from '#server/audit'
import { transaction } from '#server/db/transaction'
import { limit, open, type PublicContext, signedIn } from '#server/operations'
import {
  closeSession,
  closeSessionById,
  closeSessionsOf,
  cookieHeader,
  openSession,
  providerOfSession,
  sessionsOf,
} from '#server/session'
import { staffContract } from '../contract.ts'
import { demoPassword } from '../rules/demo.ts'
import * as account from '../store/account.ts'
import { providers } from '../store/identity-provider.ts'
import * as person from '../store/person.ts'
import { directoryHandlers } from './directory.ts'

const anyone = open(staffContract.session)
const known = signedIn(staffContract.session)

const failuresAllowed = 5
const lockMinutes = 15

/** A hash of nothing anybody knows: an unknown login costs the same time as a wrong password. */
const decoy = hash('no such account')

export const sessionHandlers = {
  ...directoryHandlers,

  options: anyone.options.handler(async ({ context }) => {
    const bodies = await transaction(context.pool, {}, account.bodyDirectory)
    return {
      bodies: await Promise.all(
        bodies.map(async ({ body_id, code, name, demo }) => ({
          bodyId: body_id,
          code,
          name,
          providers: (await context.inBody(body_id, providers))
            .filter(({ disabled }) => !disabled)
            .map(({ id, kind, label }) => ({ id, kind, label })),
          demo:
            demo && context.config.BANSO_DEMO
              ? (await context.inBody(body_id, person.demoSignIns)).map((row) => ({ ...row, title: row.title ?? '' }))
              : [],
        })),
      ),
      ...(context.config.BANSO_DEMO ? { demoPassword } : {}),
    }
  }),

  signIn: anyone.signIn.handler(async ({ input, context }) => {
    await limit(context, input.bodyId, `sign-in ${context.address}`, { count: 60, seconds: 60 }).catch(missingBody)
    const found = await context.inBody(input.bodyId, (db) => account.accountByLogin(db, input.login))
    const matches = await verify(found?.password_hash ?? (await decoy), input.password)
    const right = matches && found?.password_hash != null
    const lockedFor = minutesUntil(found?.locked_until)
    if (!found || !right || lockedFor > 0) {
      await failed(context, input.bodyId, lockedFor > 0 ? undefined : found?.person_id, input.login)
      if (lockedFor > 0 && right) throw new Refusal('unauthenticated', 'locked', { minutes: lockedFor })
      throw new Refusal('unauthenticated', 'wrong-password')
    }
    const token = await context.inBody(input.bodyId, async (db) => {
      await account.clearFailures(db, found.person_id)
      const { bodyId } = input
      const { address, agent } = context
      const secret = await openSession(db, context.config, { bodyId, personId: found.person_id, address, agent })
      await audit(db, context, 'session.signIn', found.person_id)
      return secret
    })
    context.setCookie(cookieHeader(context.config, token))
    return { mustChangePassword: found.must_change }
  }),

  signOut: anyone.signOut.handler(async ({ context }) => {
    const { scope, token } = context
    if (scope && token && context.bearer === 'session') {
      await context.inBody(scope.bodyId, async (db) => {
        await closeSession(db, token)
        await audit(db, context, 'session.signOut', scope.personId)
      })
    }
    context.setCookie(cookieHeader(context.config, undefined))
    return {}
  }),

  current: anyone.current.handler(async ({ context }) => {
    const { scope, token, bearer } = context
    if (!scope) return {}
    const { bodyName, login, ownPassword, sections, provider } = await context.inBody(scope.bodyId, async (db) => ({
      ...(await person.self(db, scope)),
      provider: token && bearer === 'session' ? await providerOfSession(db, token) : undefined,
    }))
    return {
      person: {
        bodyId: scope.bodyId,
        bodyName,
        id: scope.personId,
        name: scope.name,
        login,
        ownPassword,
        provider: provider ?? null,
        roles: [...scope.roles],
        sections,
        mustChangePassword: scope.mustChangePassword,
      },
    }
  }),

  list: known.list.handler(async ({ context: { db, scope, config, token } }) => ({
    sessions: await sessionsOf(db, config, scope.personId, token),
  })),

  end: known.end.handler(async ({ input, context: { db, scope } }) => {
    if (!(await closeSessionById(db, scope.personId, input.id))) throw new Refusal('missing', 'not-found')
    return {}
  }),

  changePassword: known.changePassword.handler(async ({ input, context: { db, scope, note, token } }) => {
    const current = await account.ownPasswordHash(db, scope)
    if (!current || !(await verify(current, input.current))) throw new Refusal('invalid', 'wrong-password')
    if (input.current === input.next) throw new Refusal('invalid', 'same-password')
    await account.setPassword(db, scope.personId, await hash(input.next), false)
    await closeSessionsOf(db, scope.personId, token)
    note({ subjects: [scope.personId] })
    return {}
  }),
}

const minutesUntil = (until: Date | null | undefined) =>
  until ? Math.max(0, Math.ceil((until.getTime() - Date.now()) / 60_000)) : 0

function missingBody(error: unknown): never {
  // A body that does not exist cannot hold a rate window; to the caller it is a wrong sign-in like any other.
  if ((error as { code?: string }).code === '23503') throw new Refusal('unauthenticated', 'wrong-password')
  throw error
}

async function failed(context: PublicContext, bodyId: number, personId: string | undefined, login: string) {
  await context.inBody(bodyId, async (db) => {
    if (personId) await account.recordFailure(db, personId, failuresAllowed, lockMinutes)
    await appendAudit(db, {
      actor: personId,
      operation: 'session.signIn',
      label: staffContract.session.signIn['~orpc'].meta.label,
      effect: 'refused',
      detail: personId ? {} : { login: login.slice(0, 100) },
      request: context.requestId,
    })
  })
}

function audit(
  db: Parameters<typeof appendAudit>[0],
  context: PublicContext,
  operation: 'session.signIn' | 'session.signOut',
  actor: string,
) {
  const verb = operation === 'session.signIn' ? 'signIn' : 'signOut'
  const { label } = staffContract.session[verb]['~orpc'].meta
  return appendAudit(db, { actor, operation, label, effect: 'change', subjects: [actor], request: context.requestId })
}
