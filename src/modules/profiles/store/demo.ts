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
