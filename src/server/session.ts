import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { Role } from '#kernel/permission'
import type { Config } from '#server/config'
import type { Db } from '#server/db/transaction'

declare const minted: unique symbol

/**
 * Who is asking, and so which rows they may see. Only this file makes one; every store function that reads personal
 * data takes it, so a forgotten check does not compile.
 */
export type Scope = Readonly<{
  bodyId: number
  personId: string
  name: string
  roles: readonly Role[]
  /** Sections the person holds a post in today, and those of them they head. */
  sectionIds: readonly string[]
  headedIds: readonly string[]
  /** Their sections and all above these: an audience that is one of them includes the person. */
  reachIds: readonly string[]
  mustChangePassword: boolean
}> & { readonly [minted]: true }

export type Bearer = 'session' | 'api' | 'scim' | 'feed'

export const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** A new secret that names its body, so that it can be looked up inside that body alone: `<body>.<256 random bits>`. */
export function newToken(bodyId: number): { token: string; hash: Buffer } {
  const token = `${bodyId}.${randomBytes(32).toString('base64url')}`
  return { token, hash: hashOf(token) }
}

export function bodyOfToken(token: string): number | undefined {
  const match = /^(\d{1,9})\.[\w-]{43}$/.exec(token)
  return match ? Number(match[1]) : undefined
}

/**
 * The scope a token gives, or undefined when it is unknown, expired or its owner may no longer sign in. It counts as
 * activity of the session unless `touch` is false: what a screen does by itself must not keep its reader signed in.
 */
export async function scopeOf(
  pool: Pool,
  config: Pick<Config, 'BANSO_SESSION_IDLE'>,
  token: string,
  bearer: Bearer,
  touch = true,
): Promise<Scope | undefined> {
  const bodyId = bodyOfToken(token)
  if (bodyId === undefined) return undefined
  const { rows } = await pool.query({
    name: 'bearer-scope',
    text: 'select * from bearer_scope($1, $2, $3, $4, $5)',
    values: [bodyId, hashOf(token), bearer, config.BANSO_SESSION_IDLE, touch],
  })
  const row = rows[0]
  if (!row) return undefined
  return {
    bodyId,
    personId: row.person_id,
    name: row.name,
    roles: row.roles,
    sectionIds: row.section_ids,
    headedIds: row.headed_ids,
    reachIds: row.reach_ids,
    mustChangePassword: row.must_change,
  } as unknown as Scope
}

/** Opens a session for a person whose identity was just proved, now; returns the secret for the cookie. */
export async function openSession(
  db: Db,
  config: Pick<Config, 'BANSO_SESSION_ABSOLUTE'>,
  who: { bodyId: number; personId: string; address: string; agent: string; providerId?: string },
): Promise<string> {
  const { token, hash } = newToken(who.bodyId)
  await sql`with seen as (update account set signed_in_at = now()
      where body_id = ${who.bodyId} and person_id = ${who.personId})
    insert into session (body_id, token_hash, person_id, expires_at, address, agent, provider_id)
    values (${who.bodyId}, ${hash}, ${who.personId}, now() + make_interval(hours => ${config.BANSO_SESSION_ABSOLUTE}),
            ${who.address}, ${who.agent.slice(0, 200)}, ${who.providerId ?? null})`.execute(db)
  return token
}

/** The provider a session was opened by; undefined where that was the account's own password. */
export async function providerOfSession(db: Db, token: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select provider_id as id from session
    where token_hash = ${hashOf(token)}`.execute(db)
  return rows[0]?.id ?? undefined
}

export async function closeSession(db: Db, token: string): Promise<void> {
  await sql`delete from session where token_hash = ${hashOf(token)}`.execute(db)
}

/** Ends the sessions of a person, but for the one whose token is kept: after a change of password, or a leave. */
export async function closeSessionsOf(db: Db, personId: string, kept = ''): Promise<void> {
  await sql`delete from session where person_id = ${personId} and token_hash <> ${hashOf(kept)}`.execute(db)
}

/** The person's sessions that still hold, latest first. An id is the hash of the token: it opens nothing. */
export async function sessionsOf(db: Db, config: Pick<Config, 'BANSO_SESSION_IDLE'>, personId: string, own = '') {
  const { rows } = await sql<{
    id: string
    createdAt: Date
    lastSeenAt: Date
    address: string
    agent: string
    current: boolean
  }>`select encode(token_hash, 'hex') as id, created_at as "createdAt", last_seen_at as "lastSeenAt", address, agent,
      token_hash = ${hashOf(own)} as current
    from session where person_id = ${personId} and expires_at > now()
      and last_seen_at > now() - make_interval(mins => ${config.BANSO_SESSION_IDLE})
    order by last_seen_at desc`.execute(db)
  return rows
}

export async function closeSessionById(db: Db, personId: string, id: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from session
    where person_id = ${personId} and token_hash = decode(${id}, 'hex')`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}

export const sessionCookie = 'banso_session'

export function cookieHeader(config: Config, token: string | undefined): string {
  const age = token ? config.BANSO_SESSION_ABSOLUTE * 3600 : 0
  const secure = config.BANSO_COOKIE_SECURE ? '; Secure' : ''
  return `${sessionCookie}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${secure}`
}
