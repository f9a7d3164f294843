import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { PersonRow } from './record.ts'

interface PostWritten {
  id: string
  sectionId: string
  kind: 'main' | 'concurrent'
  title: string
  head: boolean
  from: string
  to: string | null
}

export async function writePosts(
  db: Db,
  bodyId: number,
  personId: string,
  steps: { add: PostWritten[]; set: PostWritten[]; remove: string[] },
): Promise<void> {
  if (steps.remove.length > 0) await db.deleteFrom('post').where('id', 'in', steps.remove).execute()
  for (const { id, sectionId, kind, title, head, from, to } of steps.set) {
    await db
      .updateTable('post')
      .set({ section_id: sectionId, kind, title, head, valid_from: from, valid_to: to })
      .where('id', '=', id)
      .execute()
  }
  for (const { id, sectionId, kind, title, head, from, to } of steps.add) {
    await db
      .insertInto('post')
      .values({
        body_id: bodyId,
        id,
        person_id: personId,
        section_id: sectionId,
        kind,
        title,
        head,
        valid_from: from,
        valid_to: to,
      })
      .execute()
  }
}

export async function insertPerson(
  db: Db,
  bodyId: number,
  person: Omit<PersonRow, 'revision' | 'leftOn'>,
): Promise<void> {
  const { id, staffNumber, name, kana, mail, employment, joinedOn } = person
  await db
    .insertInto('person')
    .values({ body_id: bodyId, id, staff_number: staffNumber, name, kana, mail, employment, joined_on: joinedOn })
    .execute()
}

/** False when somebody else edited the person since `revision`. */
export async function rewritePerson(db: Db, person: Omit<PersonRow, 'leftOn'>): Promise<boolean> {
  const { id, revision, staffNumber, name, kana, mail, employment, joinedOn } = person
  const { numUpdatedRows } = await db
    .updateTable('person')
    .set({ staff_number: staffNumber, name, kana, mail, employment, joined_on: joinedOn, revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function numberTaken(db: Db, staffNumber: string, except?: string): Promise<boolean> {
  const { rows } = await sql`select from person where staff_number = ${staffNumber}
    ${except ? sql`and id <> ${except}` : sql``}`.execute(db)
  return rows.length > 0
}

/** Sets (or takes back) the last day; roles end with it, and sessions of somebody already gone. */
export async function setLeft(db: Db, personId: string, on: string | null): Promise<void> {
  await sql`update person set left_on = ${on}::date, revision = revision + 1 where id = ${personId}`.execute(db)
  if (on === null) return
  await sql`update role_grant set valid_to = ${on}::date where person_id = ${personId} and valid_to > ${on}::date`.execute(
    db,
  )
  await sql`delete from session where person_id = ${personId} and ${on}::date < current_date`.execute(db)
}
