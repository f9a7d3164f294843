import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { conductVersion } from '../rules/conduct.ts'
import { hasAgreed } from '../store/conduct.ts'

/** Nobody posts before agreeing to the rules of conduct in force. */
export async function requireAgreement(db: Db, scope: Scope): Promise<void> {
  if (!(await hasAgreed(db, scope, conductVersion))) throw new Refusal('forbidden', 'conduct')
}
