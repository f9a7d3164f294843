import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** Invites people who have an account; returns whom. */
export async function insertInvitations(
  db: Db,
  { bodyId, personId }: Scope,
  people: readonly string[],
  subject: string,
  words: string,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into assessment_invitation (body_id, id, person_id, subject, invited_by, words)
    select ${bodyId}, w.id, p.id, ${subject}, ${personId}, ${words}
    from unnest(${people.map(() => newId())}::uuid[], ${[...people]}::uuid[]) w(id, person_id)
    join person p on p.body_id = ${bodyId} and p.id = w.person_id
      and (p.left_on is null or p.left_on >= current_date)
    returning person_id as id`.execute(db)
  return rows.map(({ id }) => id)
}

/** What a person was asked to take and has not finished since, latest first, once per subject. */
export async function invitationsOf(db: Db, { bodyId, personId }: Scope) {
  const { rows } = await sql<{ subject: string; by: string; words: string; at: Date }>`
    select * from (select distinct on (i.subject) i.subject, p.name as by, i.words, i.at
      from assessment_invitation i join person p on p.body_id = i.body_id and p.id = i.invited_by
      where i.body_id = ${bodyId} and i.person_id = ${personId} and i.at > now() - interval '1 year'
        and not exists (select from assessment a where a.body_id = i.body_id and a.person_id = i.person_id
          and a.subject = i.subject and a.ended_at > i.at)
      order by i.subject, i.at desc) x order by at desc`.execute(db)
  return rows
}
