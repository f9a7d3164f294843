import { Refusal } from '#kernel/refusal'
import { log } from '#server/log'
import { limit, open } from '#server/operations'
import { cookieHeader } from '#server/session'
import { staffContract } from '../contract.ts'
import { providerById } from '../store/identity-provider.ts'
import { admit } from './admit.ts'
import { provenByDirectory } from './ldap.ts'

const anyone = open(staffContract.session)

/** Where a body does not exist nothing may be written, also no count of attempts. */
const missing = () => new Refusal('unauthenticated', 'no-directory')

export const directoryHandlers = {
  signInByDirectory: anyone.signInByDirectory.handler(async ({ input, context }) => {
    const { bodyId, login, password } = input
    const provider = await context.inBody(bodyId, (db) => providerById(db, input.provider))
    if (provider?.kind !== 'ldap' || provider.disabled) throw missing()
    await limit(context, bodyId, `sign-in ${context.address}`, { count: 60, seconds: 60 })
    // The directory keeps its own count of failures; this one keeps us from being the ladder over it.
    await limit(context, bodyId, `directory ${login.toLowerCase()}`, { count: 10, seconds: 300 })
    const proof = await provenByDirectory(context.config, bodyId, provider, { login, password }).catch(
      (error: Error) => {
        log.warn({ message: error.message }, 'sign-in directory')
        throw new Refusal('unavailable', 'directory-away')
      },
    )
    if (!proof) throw new Refusal('unauthenticated', 'wrong-password')
    const outcome = await admit(context, bodyId, provider, proof)
    if (typeof outcome === 'string')
      throw new Refusal('forbidden', outcome === 'not-usable' ? 'not-usable' : 'unknown-person')
    context.setCookie(cookieHeader(context.config, outcome.token))
    return {}
  }),
}
