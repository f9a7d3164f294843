import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/**
 * Writes one waiting mail for everybody of the body who wants mail in one of these rhythms, has an address and may
 * sign in. A second run of the day adds nobody twice. Returns everybody whose mail of the day still waits.
 */
export async function planDigestsOf(
  db: Db,
  bodyId: number,
  day: string,
  rhythms: readonly string[],
): Promise<string[]> {
  await sql`
    insert into digest (body_id, person_id, day, rhythm)
    select w.body_id, w.id, ${day}::date, coalesce(p.mail, 'daily')
    from person w join account a on a.body_id = w.body_id and a.person_id = w.id and a.disabled_at is null
    left join notice_preference p on p.body_id = w.body_id and p.person_id = w.id
    where w.body_id = ${bodyId} and coalesce(p.mail, 'daily') = any(${[...rhythms]}::text[])
      and w.mail like '%_@_%' and (w.left_on is null or w.left_on >= ${day}::date)
    on conflict do nothing`.execute(db)
  const { rows } = await sql<{ person_id: string }>`select person_id from digest
    where body_id = ${bodyId} and day = ${day} and state = 'waiting' order by person_id`.execute(db)
  return rows.map((row) => row.person_id)
}

export interface DigestRow {
  rhythm: 'daily' | 'weekly'
  created_at: Date
  name: string
  address: string
  body_name: string
}

/** The waiting mail of a person and day, held against another worker; undefined when it is sent, held, or unwanted by now. */
export async function takeDigest(
  db: Db,
  bodyId: number,
  personId: string,
  day: string,
): Promise<DigestRow | undefined> {
  const { rows } = await sql<DigestRow>`
    select d.rhythm, d.created_at, w.name, w.mail as address, b.name as body_name
    from digest d join person w on w.body_id = d.body_id and w.id = d.person_id join body b on b.body_id = d.body_id
    left join notice_preference p on p.body_id = d.body_id and p.person_id = d.person_id
    where d.body_id = ${bodyId} and d.person_id = ${personId} and d.day = ${day} and d.state = 'waiting'
      and coalesce(p.mail, 'daily') <> 'none' and w.mail is not null
    for update of d skip locked`.execute(db)
  return rows[0]
}

export interface UnmailedRow {
  id: string
  kind: string
  title: string
  actor_name: string
  topic_id: string | null
}

/** What the person has neither read nor been mailed, up to the moment the mail was planned; newest first. */
export async function unmailedNotices(db: Db, bodyId: number, personId: string, upTo: Date): Promise<UnmailedRow[]> {
  const { rows } = await sql<UnmailedRow>`
    select id, kind, title, actor_name, topic_id from notice
    where body_id = ${bodyId} and person_id = ${personId} and read_at is null and mailed_at is null and at <= ${upTo}
    order by id desc`.execute(db)
  return rows
}

/** The mail is out (or there was nothing to say): its notices are never mailed again. */
export async function endDigest(
  db: Db,
  bodyId: number,
  {
    personId,
    day,
    state,
    notices,
  }: { personId: string; day: string; state: 'sent' | 'empty'; notices: readonly string[] },
): Promise<void> {
  await sql`update notice set mailed_at = now()
    where body_id = ${bodyId} and person_id = ${personId} and id = any(${[...notices]}::uuid[])`.execute(db)
  await sql`update digest set state = ${state}, sent_at = now()
    where body_id = ${bodyId} and person_id = ${personId} and day = ${day}`.execute(db)
}
