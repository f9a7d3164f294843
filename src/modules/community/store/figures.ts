import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** Rows the figures are computed from: times and ids, no names and no texts. Days are those of Japan. */
export interface Period {
  from: string
  to: string
  /** The section and all below it; null: the whole body. */
  sectionIds: readonly string[] | null
}

const within = (column: string, { from, to }: Period) =>
  sql<boolean>`(${sql.ref(column)} >= ${from}::date::timestamp at time zone 'Asia/Tokyo'
    and ${sql.ref(column)} < (${to}::date + 1)::timestamp at time zone 'Asia/Tokyo')`
const inSections = (column: string, { sectionIds }: Period) =>
  sectionIds ? sql<boolean>`${sql.ref(column)} = any(${[...sectionIds]}::uuid[])` : sql<boolean>`true`
const holdsOn = (alias: string, day: ReturnType<typeof sql>) =>
  sql<boolean>`(${sql.ref(`${alias}.valid_from`)} <= ${day}
    and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} >= ${day}))`
const memberOn = (person: string, day: ReturnType<typeof sql>, period: Period) =>
  period.sectionIds
    ? sql<boolean>`exists (select from post o where o.body_id = current_body() and o.person_id = ${sql.ref(person)}
        and ${inSections('o.section_id', period)} and ${holdsOn('o', day)})`
    : sql<boolean>`true`

/** A section's name, the one above it and the ids of all below it, as the tree stands on a day. */
export async function sectionTree(db: Db, scope: Scope, id: string, day: string) {
  const { rows } = await sql<{ id: string; name: string; parent_id: string | null }>`
    with recursive below as (
      select ${id}::uuid as id
      union
      select sp.section_id from below b join section_period sp on sp.body_id = ${scope.bodyId} and sp.parent_id = b.id
       and ${holdsOn('sp', sql`${day}::date`)})
    select b.id, (select sp.name from section_period sp where sp.body_id = ${scope.bodyId} and sp.section_id = b.id
                  order by sp.valid_from desc limit 1) as name,
      (select sp.parent_id from section_period sp where sp.body_id = ${scope.bodyId} and sp.section_id = b.id
         and ${holdsOn('sp', sql`${day}::date`)}) as parent_id
    from below b join section s on s.body_id = ${scope.bodyId} and s.id = b.id`.execute(db)
  const own = rows.find((row) => row.id === id)
  return own ? { name: own.name, parentId: own.parent_id, ids: rows.map((row) => row.id) } : undefined
}

/** Questions and problems of the period; times in milliseconds, null where nothing has happened yet. */
export async function askedIn(db: Db, scope: Scope, period: Period) {
  const { rows } = await sql<{ author_id: string; asked: number; answered: number | null; solved: number | null }>`
    select t.author_id, (extract(epoch from t.created_at) * 1000)::float8 as asked,
      (extract(epoch from t.solved_at) * 1000)::float8 as solved,
      (extract(epoch from f.at) * 1000)::float8 as answered
    from topic t left join (
      select a.topic_id, min(a.created_at) as at from answer a join topic q on q.body_id = a.body_id and q.id = a.topic_id
       where a.body_id = ${scope.bodyId} and a.hidden_at is null and a.author_id is distinct from q.author_id
         and ${within('q.created_at', period)} and ${inSections('q.section_id', period)}
       group by a.topic_id) f on f.topic_id = t.id
    where t.body_id = ${scope.bodyId} and t.kind in ('question', 'problem') and t.author_id is not null
      and t.hidden_at is null and ${within('t.created_at', period)} and ${inSections('t.section_id', period)}`.execute(
    db,
  )
  return rows
}

/** How many answers each person gave to others; people are numbered, not named. */
export async function answersGiven(db: Db, scope: Scope, period: Period): Promise<number[]> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from answer a join topic t on t.body_id = a.body_id and t.id = a.topic_id
    where a.body_id = ${scope.bodyId} and a.author_id is not null and a.hidden_at is null
      and a.author_id is distinct from t.author_id and ${within('a.created_at', period)} and ${inSections('a.section_id', period)}
    group by a.author_id`.execute(db)
  return rows.map((row) => row.count)
}

/** SQL of "this solved it", said of others' topics. */
const resolutionsOfOthers = (scope: Scope, period: Period) => sql`
  from resolution r join topic t on t.body_id = r.body_id and t.id = r.topic_id
  where r.body_id = ${scope.bodyId} and r.person_id is distinct from t.author_id and ${within('r.at', period)}
    and ${memberOn('r.person_id', sql`(r.at at time zone 'Asia/Tokyo')::date`, period)}`

/** Doubts solved at once, among suggestions or search results: how many and by how many people, a month. */
export async function solvedAtOnceIn(db: Db, scope: Scope, period: Period) {
  const { rows } = await sql<{ month: string; count: number; people: number }>`
    select to_char(m.month, 'YYYY-MM') as month, m.count, m.people from (
      select date_trunc('month', r.at at time zone 'Asia/Tokyo') as month, count(*)::integer as count,
             count(distinct r.person_id)::integer as people
      ${resolutionsOfOthers(scope, period)} and r.place in ('suggest', 'search') group by 1) m`.execute(db)
  return rows
}

/** Who said "this solved it" and, of them, who did so at once. */
export async function resolversIn(db: Db, scope: Scope, period: Period) {
  const { rows } = await sql<{ person_id: string; at_once: boolean }>`
    select r.person_id, bool_or(r.place in ('suggest', 'search')) as at_once
    ${resolutionsOfOthers(scope, period)} group by r.person_id`.execute(db)
  return rows
}

/** How many members of staff held a post on the last day. */
export async function staffOn(db: Db, scope: Scope, period: Period): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct o.person_id)::integer as count from post o
      join person p on p.body_id = o.body_id and p.id = o.person_id and p.employment <> 'guest'
    where o.body_id = ${scope.bodyId} and ${holdsOn('o', sql`${period.to}::date`)}
      and (p.left_on is null or p.left_on >= ${period.to}::date) and ${inSections('o.section_id', period)}`.execute(db)
  return rows[0]!.count
}
