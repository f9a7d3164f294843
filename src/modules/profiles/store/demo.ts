import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Audience } from '../contract/names.ts'

interface DemoWill {
  personId: string
  reform: boolean
  learn: boolean
  teach: boolean
  hours: number
  shownTo: Audience
}

/** What people of the demo city want, and who of them shows their skills to colleagues. */
export async function insertDemoWills(
  db: Db,
  bodyId: number,
  wills: readonly DemoWill[],
  shown: readonly string[],
): Promise<void> {
  await sql`
    insert into willingness (body_id, person_id, reform, learn, teach, hours_per_week, shown_to)
    select ${bodyId}, r."personId", r.reform, r.learn, r.teach, r.hours, r."shownTo"
    from jsonb_to_recordset(${JSON.stringify(wills)}::jsonb)
      as r("personId" uuid, reform boolean, learn boolean, teach boolean, hours real, "shownTo" text)`.execute(db)
  await sql`insert into profile_choice (body_id, person_id, shown_to_colleagues)
    select ${bodyId}, id, true from unnest(${[...shown]}::uuid[]) id`.execute(db)
}

/** Leaders of the demo city, and who was recognised, decided some months ago. */
export async function insertDemoLeaders(
  db: Db,
  bodyId: number,
  by: string,
  leaders: readonly { id: string; personId: string; from: string; to: string }[],
  recognised: readonly {
    id: string
    personId: string
    reason: string
    validTo: string
    criteria: unknown
    findings: unknown
  }[],
): Promise<void> {
  await sql`insert into leader (body_id, id, person_id, valid_from, valid_to, appointed_by, appointed_at)
    select ${bodyId}, r.id, r."personId", r."from", r."to", ${by}, r."from"::timestamptz
    from jsonb_to_recordset(${JSON.stringify(leaders)}::jsonb) as r(id uuid, "personId" uuid, "from" date, "to" date)`.execute(
    db,
  )
  await sql`insert into recognition (body_id, id, person_id, decision, reason, criteria, findings, valid_to, decided_by,
      decided_at)
    select ${bodyId}, r.id, r."personId", 'recognised', r.reason, r.criteria, r.findings, r."validTo", ${by},
      now() - interval '100 days'
    from jsonb_to_recordset(${JSON.stringify(recognised)}::jsonb) as r(id uuid, "personId" uuid, reason text,
      "validTo" date, criteria jsonb, findings jsonb)`.execute(db)
}

export async function insertDemoNominations(
  db: Db,
  bodyId: number,
  nominations: readonly { id: string; personId: string; words: string }[],
): Promise<void> {
  await sql`insert into leader_nomination (body_id, id, person_id, nominated_by, words, state)
    select ${bodyId}, r.id, r."personId", r."personId", r.words, 'asked'
    from jsonb_to_recordset(${JSON.stringify(nominations)}::jsonb) as r(id uuid, "personId" uuid, words text)`.execute(
    db,
  )
}

/** These people let colleagues see that they are recognised. */
export async function insertDemoWishes(db: Db, bodyId: number, personIds: readonly string[]): Promise<void> {
  await sql`insert into recognition_wish (body_id, person_id, shown)
    select ${bodyId}, x, true from unnest(${[...personIds]}::uuid[]) x`.execute(db)
}
