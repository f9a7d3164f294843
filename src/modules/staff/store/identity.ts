import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { ProviderRow } from './identity-provider.ts'

const usable = sql`a.disabled_at is null and (p.left_on is null or p.left_on >= current_date)`

/** The person a provider's user already is; `usable` says whether they may sign in today. */
export async function personOfSubject(db: Db, providerId: string, subject: string) {
  const { rows } = await sql<{ personId: string; usable: boolean }>`
    select i.person_id as "personId", ${usable} as usable from identity i
    join account a on a.body_id = i.body_id and a.person_id = i.person_id
    join person p on p.body_id = i.body_id and p.id = i.person_id
    where i.provider_id = ${providerId} and i.subject = ${subject}`.execute(db)
  return rows[0]
}

/** People with an account whom a claim names, of whom exactly one makes a match. */
export async function peopleNamed(db: Db, matchedBy: ProviderRow['matchedBy'], value: string) {
  const column = { 'staff-number': sql`p.staff_number`, mail: sql`lower(p.mail)`, login: sql`a.login` }[matchedBy]
  const { rows } = await sql<{ personId: string; usable: boolean }>`
    select a.person_id as "personId", ${usable} as usable from account a
    join person p on p.body_id = a.body_id and p.id = a.person_id
    where ${column} = ${matchedBy === 'mail' ? value.toLowerCase() : value} limit 2`.execute(db)
  return rows
}

/** Keeps a match; false when the person already is another of the provider's users. */
export async function insertIdentity(
  db: Db,
  bodyId: number,
  { providerId, subject, personId }: { providerId: string; subject: string; personId: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into identity (body_id, provider_id, subject, person_id)
    values (${bodyId}, ${providerId}, ${subject}, ${personId}) on conflict do nothing`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}
