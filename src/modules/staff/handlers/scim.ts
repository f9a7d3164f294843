import { Refusal } from '#kernel/refusal'
import { appendAudit } from '#server/audit'
import { type Db, transaction } from '#server/db/transaction'
import { type AuditNote, type CallContext, limit } from '#server/operations'
import { hashOf, type Scope, scopeOf } from '#server/session'
import { type Provisioning, provisioning } from '../contract/scim.ts'
import { scimTokenByHash } from '../store/scim-token.ts'

/** What a directory's call works with: one transaction in the token's body. */
export interface Directory {
  db: Db
  /** The token's body. Its person is whoever made the token, and has no part in what the directory may do. */
  scope: Scope
  /** Without a note nothing is audited: a change that changed nothing, a look that showed nobody. */
  note(audited: AuditNote): void
}

/** A first run of a large directory asks a few thousand times. */
const allowed = { count: 3000, seconds: 60 }

/** Who calls by a token for SCIM, if it holds: neither a session nor a person's API token opens this door. */
export async function directoryScope(context: CallContext): Promise<Scope> {
  const { pool, config, token, bearer } = context
  // The cookie of a browser is not asked: `api` here only means that the token came in the Authorization header.
  const scope = token && bearer === 'api' ? await scopeOf(pool, config, token, 'scim') : undefined
  if (!scope) throw new Refusal('unauthenticated', 'signed-out')
  await limit(context, scope.bodyId, `scim ${hashOf(token!).toString('hex')}`, allowed)
  return scope
}

/** Runs one call in a transaction of the token's body and audits it in the token's name. */
export function asDirectory<T>(
  { pool, token, requestId }: CallContext,
  scope: Scope,
  operation: Provisioning,
  work: (directory: Directory) => Promise<T>,
): Promise<T> {
  return transaction(pool, { bodyId: scope.bodyId }, async (db) => {
    const key = await scimTokenByHash(db, hashOf(token!))
    if (!key) throw new Refusal('unauthenticated', 'signed-out')
    let noted: AuditNote | undefined
    const result = await work({ db, scope, note: (facts) => (noted = facts) })
    if (noted) {
      const effect = operation.startsWith('scim.view') ? 'view' : 'change'
      const label = provisioning[operation]
      await appendAudit(db, { actor: key.id, operation, label, effect, ...noted, request: requestId })
    }
    return result
  })
}
