import { sql } from 'kysely'
import type { Role } from '#kernel/permission'
import { holdsNow } from '#server/db/dated'
import type { Db } from '#server/db/transaction'

/** The heads of these sections; where one has none, the nearest above it that has. */
export async function headsOf(db: Db, bodyId: number, sectionIds: readonly string[]) {
  const { rows } = await sql<{ personId: string; section: string }>`
    with recursive up as (
      select s as origin, s as section_id, 0 as height from unnest(${[...sectionIds]}::uuid[]) s
      union all
      select up.origin, sp.parent_id, up.height + 1 from up
        join section_period sp on sp.body_id = ${bodyId} and sp.section_id = up.section_id and ${holdsNow('sp')}
       where sp.parent_id is not null and up.height < 10),
    headed as (
      select up.origin, up.height, o.person_id, sp.name, min(up.height) over (partition by up.origin) as nearest
      from up join post o on o.body_id = ${bodyId} and o.section_id = up.section_id and o.head and ${holdsNow('o')}
        join section_period sp on sp.body_id = ${bodyId} and sp.section_id = up.section_id and ${holdsNow('sp')})
    select distinct person_id as "personId", name as section from headed where height = nearest
    order by 1, 2`.execute(db)
  return rows
}

/** Who holds a role today. */
export async function roleHolders(db: Db, bodyId: number, role: Role): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct g.person_id from role_grant g
    where g.body_id = ${bodyId} and g.role = ${role} and ${holdsNow('g')} order by 1`.execute(db)
  return rows.map((row) => row.person_id)
}

/** Sections a person has a post in today. */
export async function sectionsToday(db: Db, bodyId: number, personId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct section_id as id from post o
    where o.body_id = ${bodyId} and o.person_id = ${personId} and ${holdsNow('o')}`.execute(db)
  return rows.map(({ id }) => id)
}
