import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import { holdsOn } from './as-of.ts'

export interface SectionRow {
  id: string
  code: string
  name: string
  kana: string
  kind: 'department' | 'section' | 'unit'
  parentId: string | null
  duties: string
  from: string
  to: string | null
  people: number
}

/** Sections that stand on the day, by code, with the number of people whose main post is there. */
export async function sectionsOn(db: Db, day: string): Promise<SectionRow[]> {
  const { rows } = await sql<SectionRow>`
    select s.id, s.code, sp.name, sp.kana, sp.kind, sp.parent_id as "parentId", sp.duties,
           sp.valid_from as "from", sp.valid_to as "to", coalesce(n.people, 0) as people
    from section s
    join section_period sp on sp.body_id = s.body_id and sp.section_id = s.id and ${holdsOn('sp', day)}
    left join (select p.body_id, p.section_id, count(*) as people from post p
                where p.kind = 'main' and ${holdsOn('p', day)} group by 1, 2) n
      on n.body_id = s.body_id and n.section_id = s.id
    order by s.code`.execute(db)
  return rows
}

export interface PeriodRow {
  sectionId: string
  code: string
  name: string
  kana: string
  kind: 'department' | 'section' | 'unit'
  parentId: string | null
  duties: string
  from: string
  to: string | null
}

/** Every period of one section, or of all, oldest first. */
export async function periodsOf(db: Db, sectionId?: string): Promise<PeriodRow[]> {
  const { rows } = await sql<PeriodRow>`
    select sp.section_id as "sectionId", s.code, sp.name, sp.kana, sp.kind, sp.parent_id as "parentId", sp.duties,
           sp.valid_from as "from", sp.valid_to as "to"
    from section_period sp join section s on s.body_id = sp.body_id and s.id = sp.section_id
    ${sectionId ? sql`where sp.section_id = ${sectionId}` : sql``}
    order by sp.valid_from`.execute(db)
  return rows
}

export async function historyOf(db: Db, sectionId: string) {
  const { rows } = await sql<{
    from: string
    to: string | null
    name: string
    kind: PeriodRow['kind']
    parentName: string | null
  }>`
    select sp.valid_from as "from", sp.valid_to as "to", sp.name, sp.kind,
      (select up.name from section_period up where up.body_id = sp.body_id and up.section_id = sp.parent_id
        and up.valid_from <= coalesce(sp.valid_to, 'infinity') order by up.valid_from desc limit 1) as "parentName"
    from section_period sp where sp.section_id = ${sectionId} order by sp.valid_from desc`.execute(db)
  return rows
}

export async function sectionCode(db: Db, sectionId: string): Promise<string | undefined> {
  const row = await db.selectFrom('section').select('code').where('id', '=', sectionId).executeTakeFirst()
  return row?.code
}

export async function codeTaken(db: Db, code: string): Promise<boolean> {
  const { rows } = await sql`select from section where folded(code) = folded(${code})`.execute(db)
  return rows.length > 0
}

export async function insertSection(db: Db, bodyId: number, id: string, code: string): Promise<void> {
  await db.insertInto('section').values({ body_id: bodyId, id, code }).execute()
}

/** Replaces all periods of a section by these. */
export async function writePeriods(db: Db, bodyId: number, sectionId: string, periods: readonly PeriodRow[]) {
  await db.deleteFrom('section_period').where('section_id', '=', sectionId).execute()
  const rows = periods.map(({ name, kana, kind, parentId, duties, from, to }) => ({
    body_id: bodyId,
    section_id: sectionId,
    valid_from: from,
    valid_to: to,
    name,
    kana,
    kind,
    parent_id: parentId,
    duties,
  }))
  if (rows.length > 0) await db.insertInto('section_period').values(rows).execute()
}

/** People whose posts outlast the day in this section, and sections beneath it that do. */
export async function neededAfter(db: Db, sectionId: string, day: string) {
  const { rows } = await sql<{ people: number; sections: number }>`select
    (select count(distinct person_id) from post where section_id = ${sectionId}
       and (valid_to is null or valid_to > ${day}::date)) as people,
    (select count(distinct section_id) from section_period where parent_id = ${sectionId}
       and (valid_to is null or valid_to > ${day}::date)) as sections`.execute(db)
  return rows[0]!
}

/** How many posts keep each section needed, by their last day, from the day on. */
export async function heldFrom(db: Db, day: string) {
  const { rows } = await sql<{ sectionId: string; to: string | null; count: number }>`
    select section_id as "sectionId", valid_to as "to", count(*) as count from post
    where valid_to is null or valid_to >= ${day}::date group by 1, 2`.execute(db)
  return rows
}
