import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export interface Counted {
  groupId: string
  groupName: string
  people: number
  /** Per skill: how many are known, and the sum of their levels. */
  skills: { skill: string; known: number; sum: number }[]
}

/** The engine's constants by which what is kept grows old; see `later` of engines/skill-estimate. */
export interface Ageing {
  mean: number
  deviation: number
  keptPerYear: number
}

/** Who is in which group today. */
const membership = (bodyId: number, by: 'department' | 'section' | 'target', today: string) =>
  by === 'target'
    ? sql`select p.id as person_id, coalesce(c.target, '') as group_id, '' as group_name
            from person p left join profile_choice c on c.body_id = p.body_id and c.person_id = p.id
            where p.body_id = ${bodyId} and p.employment <> 'guest' and (p.left_on is null or p.left_on >= ${today}::date)`
    : sql`select o.person_id, g.section_id::text as group_id, g.name as group_name
            from post o
            cross join lateral (
              with recursive above as (
                select s.section_id, s.name, s.parent_id, s.kind, 0 as up from section_period s
                where s.body_id = ${bodyId} and s.section_id = o.section_id and s.valid_from <= ${today}::date
                  and (s.valid_to is null or s.valid_to >= ${today}::date)
                union all
                select s.section_id, s.name, s.parent_id, s.kind, a.up + 1 from above a join section_period s
                  on s.body_id = ${bodyId} and s.section_id = a.parent_id and s.valid_from <= ${today}::date
                  and (s.valid_to is null or s.valid_to >= ${today}::date))
              select * from above where ${by === 'department' ? sql`parent_id is null` : sql`kind <> 'unit'`}
              order by ${by === 'department' ? sql`up desc` : sql`up`} limit 1) g
            join person p on p.body_id = o.body_id and p.id = o.person_id and p.employment <> 'guest'
              and (p.left_on is null or p.left_on >= ${today}::date)
            where o.body_id = ${bodyId} and o.kind = 'main' and o.valid_from <= ${today}::date
              and (o.valid_to is null or o.valid_to >= ${today}::date)`

/** People of today by department, section or chosen target, with what is known of each group. Never shown as it is. */
export async function groupsOf(
  db: Db,
  bodyId: number,
  by: 'department' | 'section' | 'target',
  framework: string,
  ageing: Ageing,
  today: string,
): Promise<Counted[]> {
  const { rows } = await sql<Counted>`
    with member as materialized (${membership(bodyId, by, today)}),
    size as (select group_id, max(group_name) as group_name, count(distinct person_id)::integer as people from member group by group_id),
    cell as (
      select m.group_id, e.skill, count(*)::integer as known,
        sum(${ageing.mean} + power(${ageing.keptPerYear}::float8, greatest(0, ${today}::date - e.as_of) / 365.25)
          * (e.mean - ${ageing.mean})) as sum
      from member m join skill_estimate e on e.body_id = ${bodyId} and e.framework = ${framework} and e.person_id = m.person_id
        and e.own_rows > 0
      group by m.group_id, e.skill)
    select z.group_id as "groupId", z.group_name as "groupName", z.people,
      coalesce((select json_agg(json_build_object('skill', c.skill, 'known', c.known, 'sum', c.sum)) from cell c
        where c.group_id = z.group_id), '[]') as skills
    from size z order by z.group_name, z.group_id`.execute(db)
  return rows
}

/** The department of everybody of today. */
export async function departmentsOf(db: Db, bodyId: number, today: string) {
  const { rows } = await sql<{ personId: string; groupId: string; groupName: string }>`
    select person_id as "personId", group_id as "groupId", group_name as "groupName"
    from (${membership(bodyId, 'department', today)}) m order by person_id`.execute(db)
  return rows
}

/** The people of a section and those beneath it today, with what is known. Who calls has asked the right to it. */
export async function peopleOf(db: Db, scope: Scope, sectionId: string, framework: string) {
  const { rows } = await sql<{
    id: string
    name: string
    title: string
    estimates: { skill: string; mean: number; variance: number; asOf: string }[]
  }>`
    with recursive beneath as (
      select ${sectionId}::uuid as section_id
      union
      select s.section_id from beneath b join section_period s on s.body_id = ${scope.bodyId} and s.parent_id = b.section_id
        and s.valid_from <= current_date and (s.valid_to is null or s.valid_to >= current_date))
    select p.id, p.name, max(o.title) as title,
      coalesce((select json_agg(json_build_object('skill', e.skill, 'mean', e.mean, 'variance', e.variance,
          'asOf', to_char(e.as_of, 'YYYY-MM-DD')))
        from skill_estimate e where e.body_id = p.body_id and e.framework = ${framework} and e.person_id = p.id
          and e.own_rows > 0), '[]') as estimates
    from post o join beneath using (section_id) join person p on p.body_id = o.body_id and p.id = o.person_id
    where o.body_id = ${scope.bodyId} and o.valid_from <= current_date and (o.valid_to is null or o.valid_to >= current_date)
      and p.employment <> 'guest'
    group by p.body_id, p.id, p.name, p.kana_key order by p.kana_key, p.id`.execute(db)
  return rows
}

/** A section of today, and whether the reader heads it or one above it. */
export async function sectionSeen(db: Db, scope: Scope, sectionId: string) {
  const { rows } = await sql<{ id: string; name: string; heads: boolean }>`
    with recursive above as (
      select ${sectionId}::uuid as section_id
      union
      select s.parent_id from above a join section_period s on s.body_id = ${scope.bodyId} and s.section_id = a.section_id
       where s.parent_id is not null and s.valid_from <= current_date and (s.valid_to is null or s.valid_to >= current_date))
    select s.section_id as id, s.name,
      exists (select from above where section_id = any(${[...scope.headedIds]}::uuid[])) as heads
    from section_period s where s.body_id = ${scope.bodyId} and s.section_id = ${sectionId}
      and s.valid_from <= current_date and (s.valid_to is null or s.valid_to >= current_date)`.execute(db)
  return rows[0]
}
