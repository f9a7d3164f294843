import { sql } from 'kysely'
import { holdsNow } from '#server/db/dated'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { CertificateState } from '../contract/certificate.ts'

export interface StoredCertificate {
  id: string
  revision: number
  personId: string
  kind: 'file' | 'badge'
  state: CertificateState
  title: string
  issuer: string
  issuedOn: string
  expiresOn: string | null
  framework: string
  skill: string | null
  level: number | null
  credentialId: string | null
  achievement: string | null
  issuerIdentifier: string | null
  reason: string
  fileName: string
  at: Date
}

const shown = sql`c.id, c.revision, c.person_id as "personId", c.kind, c.state, c.title, c.issuer,
  to_char(c.issued_on, 'YYYY-MM-DD') as "issuedOn", to_char(c.expires_on, 'YYYY-MM-DD') as "expiresOn", c.framework, c.skill,
  c.level, c.credential_id as "credentialId", c.achievement, c.issuer_identifier as "issuerIdentifier", c.reason,
  c.name as "fileName", c.submitted_at as at`

export type NewCertificate = Omit<StoredCertificate, 'revision' | 'personId' | 'reason' | 'at'> & {
  mediaType: string
  content: Buffer
}

/** False: the number was used before, or the credential is here already. */
export async function insertCertificate(db: Db, scope: Scope, c: NewCertificate): Promise<boolean> {
  const done =
    await sql`insert into certificate (body_id, id, person_id, kind, state, title, issuer, issued_on, expires_on,
      framework, skill, level, credential_id, achievement, issuer_identifier, name, media_type, content, decided_at)
    values (${scope.bodyId}, ${c.id}, ${scope.personId}, ${c.kind}, ${c.state}, ${c.title}, ${c.issuer}, ${c.issuedOn},
      ${c.expiresOn}, ${c.framework}, ${c.skill}, ${c.level}, ${c.credentialId}, ${c.achievement}, ${c.issuerIdentifier},
      ${c.fileName}, ${c.mediaType}, ${c.content}, ${c.state === 'waiting' ? null : sql`now()`})
    on conflict do nothing`.execute(db)
  return Number(done.numAffectedRows) === 1
}

export async function ownCertificates(db: Db, scope: Scope): Promise<StoredCertificate[]> {
  const { rows } = await sql<StoredCertificate>`select ${shown} from certificate c
    where c.body_id = ${scope.bodyId} and c.person_id = ${scope.personId} order by c.submitted_at desc, c.id`.execute(
    db,
  )
  return rows
}

export interface WaitingCertificate extends StoredCertificate {
  name: string
  section: string
  mail: string | null
  content: Buffer
}

/** All that wait, the oldest first; for who confirms them. */
export async function waitingCertificates(db: Db, bodyId: number): Promise<WaitingCertificate[]> {
  const { rows } = await sql<WaitingCertificate>`
    select ${shown}, p.name, p.mail, coalesce(w.section, '') as section, c.content
    from certificate c join person p on p.body_id = c.body_id and p.id = c.person_id
    left join lateral (
      select s.name as section from post o join section_period s on s.body_id = o.body_id and s.section_id = o.section_id
        and ${holdsNow('s')}
      where o.body_id = p.body_id and o.person_id = p.id and ${holdsNow('o')} order by (o.kind = 'main') desc limit 1) w on true
    where c.body_id = ${bodyId} and c.state = 'waiting' order by c.submitted_at, c.id limit 200`.execute(db)
  return rows
}

export async function certificateOf(db: Db, bodyId: number, id: string) {
  const { rows } = await sql<StoredCertificate & { mediaType: string; content: Buffer }>`
    select ${shown}, c.media_type as "mediaType", c.content from certificate c
    where c.body_id = ${bodyId} and c.id = ${id}`.execute(db)
  return rows[0]
}

/** Whose a credential already is; undefined: nobody's, or it was refused. */
export async function holderOf(db: Db, bodyId: number, credentialId: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select person_id as id from certificate
    where body_id = ${bodyId} and credential_id = ${credentialId} and state <> 'refused'`.execute(db)
  return rows[0]?.id
}

export async function decideCertificate(
  db: Db,
  scope: Scope,
  id: string,
  revision: number,
  to: { state: CertificateState; skill: string | null; level: number | null; reason: string },
): Promise<boolean> {
  const done = await sql`update certificate set state = ${to.state}, skill = coalesce(${to.skill}, skill),
      level = coalesce(${to.level}, level), reason = ${to.reason}, decided_by = ${scope.personId}, decided_at = now(),
      revision = revision + 1
    where body_id = ${scope.bodyId} and id = ${id} and revision = ${revision} and state = 'waiting'`.execute(db)
  return Number(done.numAffectedRows) === 1
}

export async function mailOf(db: Db, scope: Scope): Promise<string | null> {
  const { rows } = await sql<{ mail: string | null }>`select mail from person
    where body_id = ${scope.bodyId} and id = ${scope.personId}`.execute(db)
  return rows[0]?.mail ?? null
}

export interface Issuer {
  id: string
  name: string
  identifier: string
  keys: (Record<string, unknown> & { kty: string })[]
}

export async function issuersOf(db: Db, bodyId: number): Promise<Issuer[]> {
  const { rows } = await sql<Issuer>`select id, name, identifier, keys from credential_issuer
    where body_id = ${bodyId} and removed_at is null order by name, identifier`.execute(db)
  return rows
}

export async function insertIssuer(db: Db, scope: Scope, { id, name, identifier, keys }: Issuer): Promise<boolean> {
  const done = await sql`insert into credential_issuer (body_id, id, name, identifier, keys, added_by)
    values (${scope.bodyId}, ${id}, ${name}, ${identifier}, ${JSON.stringify(keys)}::jsonb, ${scope.personId})
    on conflict do nothing`.execute(db)
  return Number(done.numAffectedRows) === 1
}

export async function removeIssuer(db: Db, bodyId: number, id: string): Promise<boolean> {
  const done = await sql`update credential_issuer set removed_at = now()
    where body_id = ${bodyId} and id = ${id} and removed_at is null`.execute(db)
  return Number(done.numAffectedRows) === 1
}

export async function meaningOf(db: Db, bodyId: number, identifier: string, achievement: string) {
  const { rows } = await sql<{ framework: string; skill: string; level: number }>`select framework, skill, level
    from credential_meaning where body_id = ${bodyId} and identifier = ${identifier}
      and achievement = ${achievement}`.execute(db)
  return rows[0]
}

export async function keepMeaning(
  db: Db,
  bodyId: number,
  identifier: string,
  achievement: string,
  { framework, skill, level }: { framework: string; skill: string; level: number },
): Promise<void> {
  await sql`insert into credential_meaning (body_id, identifier, achievement, framework, skill, level)
    values (${bodyId}, ${identifier}, ${achievement}, ${framework}, ${skill}, ${level})
    on conflict (body_id, identifier, achievement) do update set framework = excluded.framework, skill = excluded.skill,
      level = excluded.level`.execute(db)
}
