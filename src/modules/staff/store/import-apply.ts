import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import { stalled } from './import.ts'

/** Marks the import as being applied; false when somebody else is at it (unless their node died a minute ago). */
export async function claimImport(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`update staff_import set status = 'applying', done = 0, progress_at = now()
    where id = ${id} and (status = 'checked' or ${stalled})
    returning id`.execute(db)
  return rows.length > 0
}

export async function releaseImport(db: Db, id: string): Promise<void> {
  await sql`update staff_import set status = 'checked', done = 0 where id = ${id} and status = 'applying'`.execute(db)
}

export async function reportProgress(db: Db, id: string, done: number): Promise<void> {
  await sql`update staff_import set done = ${done}, progress_at = now() where id = ${id}`.execute(db)
}

/** Called last in the applying transaction: until then the row is free for reports of progress. */
export async function finishImport(db: Db, id: string): Promise<void> {
  await sql`update staff_import set status = 'applied', applied_at = now(), sheet = null, done = total
    where id = ${id}`.execute(db)
}

/**
 * Forgets this connection's prepared plans, those of foreign keys among them: made when the tables were small they
 * read them whole for every row, which makes a first import of a large body take minutes instead of seconds.
 */
export async function forgetPlans(db: Db): Promise<void> {
  await sql`discard plans`.execute(db)
}

/** Writes the changes of people numbered `from` to `to`, each table as one set. */
export async function applyPeople(db: Db, importId: string, from: number, to: number): Promise<void> {
  const those = sql`c.import_id = ${importId} and c.seq between ${from} and ${to}`
  const person = sql`staff_import_change c cross join lateral jsonb_to_record(c.steps -> 'person') as w(id uuid, new boolean,
    "staffNumber" text, name text, kana text, mail text, employment text, "joinedOn" date, "leftOn" date)`
  const posts = (part: 'add' | 'set') => sql`staff_import_change c
    cross join lateral jsonb_to_recordset(c.steps -> ${sql.lit(part)}) as w(id uuid, "sectionId" uuid, kind text, title text,
      head boolean, "from" date, "to" date)`
  await sql`insert into person (body_id, id, staff_number, name, kana, mail, employment, joined_on, left_on)
    select c.body_id, w.id, w."staffNumber", w.name, w.kana, w.mail, w.employment, w."joinedOn", w."leftOn"
    from ${person} where ${those} and w.new`.execute(db)
  await sql`update person p set name = w.name, kana = w.kana, mail = w.mail, employment = w.employment,
      joined_on = w."joinedOn", left_on = w."leftOn", revision = p.revision + 1
    from ${person} where ${those} and not w.new and p.body_id = c.body_id and p.id = w.id`.execute(db)
  await sql`delete from post p using staff_import_change c cross join lateral jsonb_array_elements_text(c.steps -> 'remove') r(id)
    where ${those} and p.body_id = c.body_id and p.id = r.id::uuid`.execute(db)
  await sql`update post p set section_id = w."sectionId", kind = w.kind, title = w.title, head = w.head,
      valid_from = w."from", valid_to = w."to"
    from ${posts('set')} where ${those} and p.body_id = c.body_id and p.id = w.id`.execute(db)
  await sql`insert into post (body_id, id, person_id, section_id, kind, title, head, valid_from, valid_to)
    select c.body_id, w.id, (c.steps -> 'person' ->> 'id')::uuid, w."sectionId", w.kind, w.title, w.head, w."from", w."to"
    from ${posts('add')} where ${those}`.execute(db)
  // Whoever leaves loses roles with the last day, and sessions when that day is over.
  await sql`update role_grant g set valid_to = w."leftOn" from ${person}
    where ${those} and g.body_id = c.body_id and g.person_id = w.id and g.valid_to > w."leftOn"`.execute(db)
  await sql`delete from session s using ${person}
    where ${those} and s.body_id = c.body_id and s.person_id = w.id and w."leftOn" < current_date`.execute(db)
}

/** Writes the changes of sections: first all sections, so that periods may name any of them as the one above. */
export async function applySections(db: Db, importId: string): Promise<void> {
  await sql`insert into section (body_id, id, code)
    select c.body_id, (c.steps ->> 'id')::uuid, c.code from staff_import_change c
    where c.import_id = ${importId} and (c.steps ->> 'new')::boolean`.execute(db)
  await sql`delete from section_period sp using staff_import_change c
    where c.import_id = ${importId} and sp.body_id = c.body_id and sp.section_id = (c.steps ->> 'id')::uuid`.execute(db)
  await sql`insert into section_period (body_id, section_id, valid_from, valid_to, name, kana, kind, parent_id, duties)
    select c.body_id, (c.steps ->> 'id')::uuid, w."from", w."to", w.name, w.kana, w.kind, w."parentId", w.duties
    from staff_import_change c cross join lateral jsonb_to_recordset(c.steps -> 'periods') as w("from" date, "to" date,
      name text, kana text, kind text, "parentId" uuid, duties text)
    where c.import_id = ${importId}`.execute(db)
}
