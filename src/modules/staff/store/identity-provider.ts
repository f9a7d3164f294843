import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { LdapSettings, OidcSettings, SamlSettings } from '../contract/identity-provider.ts'

interface Common {
  id: string
  label: string
  secret: Buffer | null
  matchedBy: 'staff-number' | 'mail' | 'login'
  disabled: boolean
}
export type OidcProvider = Common & { kind: 'oidc'; settings: OidcSettings }
export type SamlProvider = Common & { kind: 'saml'; settings: SamlSettings }
export type LdapProvider = Common & { kind: 'ldap'; settings: LdapSettings }
export type ProviderRow = OidcProvider | SamlProvider | LdapProvider

/** A body's providers. They are no one's personal data and are read before anyone is known, so without a scope. */
export async function providers(db: Db): Promise<ProviderRow[]> {
  const { rows } = await sql<ProviderRow>`select id, kind, label, settings, secret, matched_by as "matchedBy",
    disabled_at is not null as disabled from identity_provider order by label, id`.execute(db)
  return rows
}

export async function providerById(db: Db, id: string): Promise<ProviderRow | undefined> {
  return (await providers(db)).find((row) => row.id === id)
}

/** Adds a provider or replaces what it says; without a secret the one it has stays. */
export async function writeProvider(db: Db, bodyId: number, row: ProviderRow): Promise<void> {
  await sql`insert into identity_provider (body_id, id, kind, label, settings, secret, matched_by, disabled_at)
    values (${bodyId}, ${row.id}, ${row.kind}, ${row.label}, ${JSON.stringify(row.settings)}::jsonb, ${row.secret},
      ${row.matchedBy}, ${row.disabled ? sql`now()` : null})
    on conflict (body_id, id) do update set label = excluded.label, settings = excluded.settings,
      secret = coalesce(excluded.secret, identity_provider.secret), matched_by = excluded.matched_by,
      disabled_at = excluded.disabled_at`.execute(db)
}

export async function dropIdentities(db: Db, providerId: string): Promise<void> {
  await db.deleteFrom('identity').where('provider_id', '=', providerId).execute()
}

export interface Attempt {
  providerId: string
  verifier: string
  nonce: string
  returnTo: string
}

export async function insertAttempt(db: Db, bodyId: number, stateHash: Buffer, attempt: Attempt): Promise<void> {
  const { providerId, verifier, nonce, returnTo } = attempt
  await sql`delete from sign_in_attempt where expires_at < now()`.execute(db)
  await sql`insert into sign_in_attempt (body_id, state_hash, provider_id, verifier, nonce, return_to, expires_at)
    values (${bodyId}, ${stateHash}, ${providerId}, ${verifier}, ${nonce}, ${returnTo},
      now() + interval '10 minutes')`.execute(db)
}

/** Uses an attempt up: a second answer with the same state finds nothing, on whichever node it arrives. */
export async function takeAttempt(db: Db, stateHash: Buffer): Promise<Attempt | undefined> {
  const { rows } = await sql<Attempt>`delete from sign_in_attempt where state_hash = ${stateHash} and expires_at > now()
    returning provider_id as "providerId", verifier, nonce, return_to as "returnTo"`.execute(db)
  return rows[0]
}
