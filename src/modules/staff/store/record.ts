import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { Employment } from '../contract/names.ts'
import type { PostShown } from '../contract/shapes.ts'
import { holdsOn, namedOn } from './as-of.ts'

export interface PersonRow {
  id: string
  staffNumber: string
  name: string
  kana: string
  mail: string | null
  employment: Employment
  joinedOn: string | null
  leftOn: string | null
  revision: number
}

/** One person's row. What of it the reader may see is decided by `maySeeRecord`. */
export async function personById(db: Db, _scope: Scope, id: string, forChange = false): Promise<PersonRow | undefined> {
  const { rows } = await sql<PersonRow>`
    select id, staff_number as "staffNumber", name, kana, mail, employment, joined_on as "joinedOn", left_on as "leftOn",
           revision from person where id = ${id} ${forChange ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

/** Posts of a person, newest first, named as their sections were called then; with `asOf` only those of that day. */
export async function postsOf(db: Db, _scope: Scope, personId: string, asOf?: string): Promise<PostShown[]> {
  const day = asOf ?? null
  const { rows } = await sql<PostShown>`
    select p.id, p.section_id as "sectionId", n.code as "sectionCode", n.name as "sectionName", p.kind, p.title, p.head,
           p.valid_from as "from", p.valid_to as "to"
    from post p
    cross join lateral (
      select s.code, sp.name from section_period sp join section s on s.body_id = sp.body_id and s.id = sp.section_id
      where sp.body_id = p.body_id and sp.section_id = p.section_id
      order by (sp.valid_from <= coalesce(${day}::date, p.valid_to, current_date)) desc,
               abs(sp.valid_from - coalesce(${day}::date, p.valid_to, current_date)) limit 1) n
    where p.person_id = ${personId} ${asOf ? sql`and ${holdsOn('p', asOf)}` : sql``}
    order by (p.valid_to is null) desc, p.kind desc, p.valid_from desc`.execute(db)
  return rows
}

export async function postById(db: Db, _scope: Scope, id: string) {
  return db.selectFrom('post').select(['id', 'person_id']).where('id', '=', id).executeTakeFirst()
}

/** Everybody of the body with every post: for imports, which compare whole files with it. */
export async function everybody(db: Db, _scope: Scope) {
  const { rows } = await sql<Omit<PersonRow, 'revision'> & { posts: Omit<PostShown, 'sectionCode' | 'sectionName'>[] }>`
    select p.id, p.staff_number as "staffNumber", p.name, p.kana, p.mail, p.employment, p.joined_on as "joinedOn",
           p.left_on as "leftOn", coalesce(o.posts, '[]') as posts
    from person p
    left join (select body_id, person_id, jsonb_agg(jsonb_build_object('id', id, 'sectionId', section_id, 'kind', kind,
                 'title', title, 'head', head, 'from', valid_from, 'to', valid_to) order by valid_from) as posts
               from post group by 1, 2) o on o.body_id = p.body_id and o.person_id = p.id`.execute(db)
  return rows
}

export interface ExportRow {
  staffNumber: string
  name: string
  kana: string
  mail: string | null
  employment: Employment
  joinedOn: string | null
  leftOn: string | null
  sectionCode: string | null
  sectionName: string | null
  kind: 'main' | 'concurrent' | null
  title: string | null
  head: boolean | null
  from: string | null
  to: string | null
}

/** One row a post held on the day, and one for people without any: the shape of an import. */
export async function exportRows(db: Db, _scope: Scope, day: string, sectionId?: string): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select p.staff_number as "staffNumber", p.name, p.kana, p.mail, p.employment, p.joined_on as "joinedOn",
           p.left_on as "leftOn", n.code as "sectionCode", n.name as "sectionName", o.kind, o.title, o.head,
           o.valid_from as "from", o.valid_to as "to"
    from person p
    join post o on o.body_id = p.body_id and o.person_id = p.id and ${holdsOn('o', day)}
    cross join lateral ${namedOn(sql`o.section_id`, sql`o.body_id`, day)} n
    where (p.left_on is null or p.left_on >= ${day}::date)
      ${sectionId ? sql`and o.section_id = ${sectionId}` : sql``}
    order by p.staff_number, o.kind desc, n.code`.execute(db)
  return rows
}
