import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export interface ScimTokenRow {
  id: string
  name: string
  madeBy: string
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
}

/** The body's tokens that still open it, newest first. */
export async function scimTokens(db: Db, scope: Scope): Promise<ScimTokenRow[]> {
  const { rows } = await sql<ScimTokenRow>`
    select t.id, t.name, p.name as "madeBy", t.created_at as "createdAt", t.expires_at as "expiresAt",
           t.last_used_at as "lastUsedAt"
    from api_token t join person p on p.body_id = t.body_id and p.id = t.person_id
    where t.body_id = ${scope.bodyId} and t.purpose = 'scim' and t.expires_at > now()
    order by t.created_at desc, t.id`.execute(db)
  return rows
}

export async function insertScimToken(
  db: Db,
  scope: Scope,
  { id, hash, name, days }: { id: string; hash: Buffer; name: string; days: number },
): Promise<Date> {
  const { rows } = await sql<{ expires_at: Date }>`
    insert into api_token (body_id, id, token_hash, person_id, name, purpose, expires_at)
    values (${scope.bodyId}, ${id}, ${hash}, ${scope.personId}, ${name}, 'scim', now() + make_interval(days => ${days}))
    returning expires_at`.execute(db)
  return rows[0]!.expires_at
}

/** Ends a token; its row stays, for the audit's names. */
export async function endScimToken(db: Db, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`update api_token set expires_at = now()
    where id = ${id} and purpose = 'scim' and expires_at > now()`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

export async function scimTokenByHash(db: Db, hash: Buffer): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from api_token
    where token_hash = ${hash} and purpose = 'scim' and expires_at > now()`.execute(db)
  return rows[0]
}
