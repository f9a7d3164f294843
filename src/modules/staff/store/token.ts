import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export interface TokenRow {
  id: string
  name: string
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
}

/** The person's own keys for the API that still open it, newest first. */
export async function ownTokens(db: Db, scope: Scope): Promise<TokenRow[]> {
  const { rows } = await sql<TokenRow>`select id, name, created_at as "createdAt", expires_at as "expiresAt",
      last_used_at as "lastUsedAt" from api_token
    where person_id = ${scope.personId} and purpose = 'api' and expires_at > now() order by created_at desc, id`.execute(
    db,
  )
  return rows
}

export async function insertToken(
  db: Db,
  scope: Scope,
  { id, hash, name, days }: { id: string; hash: Buffer; name: string; days: number },
): Promise<Date> {
  const { rows } = await sql<{ expires_at: Date }>`
    insert into api_token (body_id, id, token_hash, person_id, name, purpose, expires_at)
    values (${scope.bodyId}, ${id}, ${hash}, ${scope.personId}, ${name}, 'api', now() + make_interval(days => ${days}))
    returning expires_at`.execute(db)
  return rows[0]!.expires_at
}

export async function deleteOwnToken(db: Db, scope: Scope, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from api_token
    where id = ${id} and person_id = ${scope.personId} and purpose = 'api'`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}
