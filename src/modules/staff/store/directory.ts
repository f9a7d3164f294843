import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { holdsOn, namedOn } from './as-of.ts'

export interface PersonFilter {
  query?: string | undefined
  sectionId?: string | undefined
  below: boolean
  employment?: string | undefined
  headOnly: boolean
  asOf: string
  limit: number
  after?: { kana: string; id: string } | undefined
  /** Whether the reader may see (and so search) staff numbers. */
  full: boolean
}

export interface PersonLineRow {
  id: string
  name: string
  kana: string
  kana_key: string
  staff_number: string
  left_on: string | null
  section_id: string | null
  section_name: string | null
  title: string | null
  head: boolean | null
  concurrent: string[]
}

const contains = (text: RawBuilder<unknown>) => sql`'%' || replace(replace(${text}, '%', ''), '_', '') || '%'`

/** People who are with the body on the day, in order of kana, as the reader may see them. */
export async function listPeople(db: Db, scope: Scope, filter: PersonFilter) {
  const { asOf: day, query, sectionId } = filter
  const named = query ? await sectionsNamed(db, query, day) : []
  const within = sectionId
    ? sql`with recursive within as (
        select ${sectionId}::uuid as id
        union select sp.section_id from within w join section_period sp
          on sp.body_id = ${scope.bodyId} and sp.parent_id = w.id and ${holdsOn('sp', day)} and ${filter.below})`
    : sql``
  const held = (and: RawBuilder<unknown>) =>
    sql`exists (select from post x where x.body_id = p.body_id and x.person_id = p.id and ${holdsOn('x', day)} and ${and})`
  const conditions = [
    sql`(p.left_on is null or p.left_on >= ${day}::date)`,
    sql`(p.joined_on is null or p.joined_on <= ${day}::date)`,
    // Of whom no first day is known, the first post tells whether they were here yet.
    sql`(p.joined_on is not null or coalesce((select min(x.valid_from) from post x where x.body_id = p.body_id
      and x.person_id = p.id), ${day}::date) <= ${day}::date)`,
    sectionId ? held(sql`x.section_id in (select id from within)`) : undefined,
    filter.headOnly ? held(sql`x.head`) : undefined,
    filter.employment ? sql`p.employment = ${filter.employment}` : undefined,
    query
      ? sql`(p.name_key like ${contains(sql`folded(${query})`)} or p.kana_key like ${contains(sql`folded(${query})`)}
          ${named.length > 0 ? sql`or ${held(sql`x.section_id = any(${named}::uuid[])`)}` : sql``}
          ${filter.full ? sql`or p.staff_number like ${query} || '%'` : sql``})`
      : undefined,
  ].filter((condition) => condition !== undefined)
  const where = sql.join(conditions, sql` and `)
  const place = filter.after
    ? sql`and (p.kana_key ~>~ ${filter.after.kana} or p.kana_key = ${filter.after.kana} and p.id > ${filter.after.id}::uuid)`
    : sql``
  const { rows } = await sql<PersonLineRow>`${within}
    select p.id, p.name, p.kana, p.kana_key, p.staff_number, p.left_on, m.section_id, ms.name as section_name, m.title, m.head,
      array(select cs.name from post c cross join lateral ${namedOn(sql`c.section_id`, sql`c.body_id`, day)} cs
            where c.body_id = p.body_id and c.person_id = p.id and c.kind = 'concurrent' and ${holdsOn('c', day)}) as concurrent
    from (select * from person p where ${where} ${place} order by p.kana_key using ~<~, p.id limit ${filter.limit + 1}) p
    left join lateral (select * from post m where m.body_id = p.body_id and m.person_id = p.id and m.kind = 'main'
                       and ${holdsOn('m', day)} limit 1) m on true
    left join lateral ${namedOn(sql`m.section_id`, sql`m.body_id`, day)} ms on true
    order by p.kana_key using ~<~, p.id`.execute(db)
  const count = await sql<{ n: number }>`${within} select count(*) as n from person p where ${where}`.execute(db)
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return {
    page,
    total: count.rows[0]!.n,
    next: rows.length > filter.limit && last ? { kana: last.kana_key, id: last.id } : undefined,
  }
}

/** Sections whose name of the day holds the words. */
async function sectionsNamed(db: Db, query: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ section_id: string }>`select sp.section_id from section_period sp
    where ${holdsOn('sp', day)} and folded(sp.name) like ${contains(sql`folded(${query})`)}`.execute(db)
  return rows.map((row) => row.section_id)
}

/** People now with the body whose name or kana begins so: for pickers and mentions. */
export async function findPeople(db: Db, scope: Scope, starting: string, limit: number) {
  // A range instead of LIKE: under row-level security only leakproof operators may use an index.
  const first = sql`folded(${starting})`
  const begins = (key: 'kana_key' | 'name_key') =>
    sql`${sql.ref(key)} ~>=~ ${first} and ${sql.ref(key)} ~<~ (${first} || chr(1114111))`
  const here = sql`(left_on is null or left_on >= current_date) and (joined_on is null or joined_on <= current_date)`
  const { rows } = await sql<{ id: string; name: string; kana: string; sectionName: string; title: string }>`
    select p.id, p.name, p.kana, coalesce(ms.name, '') as "sectionName", coalesce(m.title, '') as title
    from (select * from (
            (select id, body_id, name, kana, kana_key from person where body_id = ${scope.bodyId} and ${begins('kana_key')}
              and ${here} order by kana_key using ~<~, id limit ${limit})
            union
            (select id, body_id, name, kana, kana_key from person where body_id = ${scope.bodyId} and ${begins('name_key')}
              and ${here} order by name_key using ~<~, id limit ${limit})) f order by kana_key using ~<~, id limit ${limit}) p
    left join lateral (select * from post m where m.body_id = p.body_id and m.person_id = p.id and m.kind = 'main'
                       and m.valid_from <= current_date and (m.valid_to is null or m.valid_to >= current_date) limit 1) m on true
    left join lateral (select sp.name from section_period sp where sp.body_id = m.body_id and sp.section_id = m.section_id
                       order by sp.valid_from desc limit 1) ms on true
    order by p.kana_key using ~<~, p.id`.execute(db)
  return rows
}
