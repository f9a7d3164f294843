import { sql } from 'kysely'
import { holdsNow } from '#server/db/dated'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** What a section was last called. */
const nameOf = (section: string) => sql<string>`(select sp.name from section_period sp
  where sp.body_id = ${sql.ref(`${section.split('.')[0]}.body_id`)} and sp.section_id = ${sql.ref(section)}
  order by sp.valid_from desc limit 1)`

export interface AdoptionRow {
  section: { id: string; name: string }
  adoptedOn: string
  hoursSaved: number | null
  measured: string
  note: string
}

/** The sections that adopted a practice, earliest first. */
export async function adoptionsOf(db: Db, bodyId: number, topicId: string): Promise<AdoptionRow[]> {
  const { rows } = await sql<AdoptionRow>`
    select jsonb_build_object('id', a.section_id, 'name', ${nameOf('a.section_id')}) as section, a.adopted_on::text as "adoptedOn",
           a.hours_saved::float8 as "hoursSaved", a.measured, a.note
    from adoption a where a.body_id = ${bodyId} and a.topic_id = ${topicId} order by a.adopted_on, a.section_id`.execute(
    db,
  )
  return rows
}

/** These sections by name, those that exist today. */
export async function sectionNames(db: Db, bodyId: number, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string }>`
    select sp.section_id as id, sp.name from section_period sp
    where sp.body_id = ${bodyId} and sp.section_id = any(${[...ids]}::uuid[]) and ${holdsNow('sp')} order by sp.name`.execute(
    db,
  )
  return rows
}

export interface NewAdoption {
  topicId: string
  sectionId: string
  adoptedOn: string
  hoursSaved: number | null
  measured: string
  note: string
}

/** Records that a section adopted a practice, or corrects the record; tells whether it is new. */
export async function keepAdoption(db: Db, scope: Scope, adoption: NewAdoption): Promise<boolean> {
  const { topicId, sectionId, adoptedOn, hoursSaved, measured, note } = adoption
  const { rows } = await sql<{ added: boolean }>`
    insert into adoption (body_id, topic_id, section_id, person_id, adopted_on, hours_saved, measured, note)
    values (${scope.bodyId}, ${topicId}, ${sectionId}, ${scope.personId}, ${adoptedOn}, ${hoursSaved}, ${measured}, ${note})
    on conflict (body_id, topic_id, section_id) do update set person_id = excluded.person_id,
      adopted_on = excluded.adopted_on, hours_saved = excluded.hours_saved, measured = excluded.measured,
      note = excluded.note, updated_at = now()
    returning xmax = 0 as added`.execute(db)
  return rows[0]!.added
}

export async function removeAdoption(db: Db, bodyId: number, topicId: string, sectionId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from adoption where body_id = ${bodyId} and topic_id = ${topicId} and section_id = ${sectionId}`.execute(db)
  return (numAffectedRows ?? 0n) > 0n
}
