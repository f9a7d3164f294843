import { appendAudit } from '#server/audit'
import { transaction } from '#server/db/transaction'
import type { CallContext } from '#server/operations'
import { openSession } from '#server/session'
import { staffContract } from '../contract.ts'
import type { ProviderRefusal } from '../rules/sign-in-address.ts'
import { insertIdentity, peopleNamed, personOfSubject } from '../store/identity.ts'
import type { ProviderRow } from '../store/identity-provider.ts'

/**
 * Finds the person a provider proved and opens their session, or says why not; audited either way. Nobody is made
 * from what a provider says: a person without an account stays outside.
 */
export function admit(
  { pool, config, address, agent, requestId }: CallContext,
  bodyId: number,
  { id: providerId, matchedBy }: ProviderRow,
  { subject, name }: { subject: string; name: string | undefined },
): Promise<ProviderRefusal | { token: string }> {
  return transaction(pool, { bodyId }, async (db) => {
    const known = await personOfSubject(db, providerId, subject)
    const named = known || !name ? [] : await peopleNamed(db, matchedBy, name)
    let person = known ?? (named.length === 1 ? named[0] : undefined)
    // A person already matched with another of the provider's users is not handed over (a reused mail address).
    if (person && !known && !(await insertIdentity(db, bodyId, { providerId, subject, personId: person.personId })))
      person = undefined
    await appendAudit(db, {
      operation: 'session.signIn',
      label: staffContract.session.signIn['~orpc'].meta.label,
      actor: person?.personId,
      effect: person?.usable ? 'change' : 'refused',
      detail: { provider: providerId, ...(person ? {} : { subject: subject.slice(0, 100) }) },
      request: requestId,
    })
    if (!person) return 'unknown-person'
    if (!person.usable) return 'not-usable'
    return { token: await openSession(db, config, { bodyId, personId: person.personId, address, agent, providerId }) }
  })
}
