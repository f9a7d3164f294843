import { sql } from 'kysely'
import { setting } from '#server/db/setting'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { LeaderRules } from '../contract/leader.ts'

const kept = setting<LeaderRules | null>('profiles.leaders', LeaderRules.nullable(), null)

/** The city's own rules of leaders; null when it made none. */
export const ownLeaderRules = kept.read
export const keepLeaderRules = kept.keep

interface Section {
  id: string
  name: string
  above: string
  people: number
  leaders: { id: string; name: string; to: string; movedFrom: string }[]
}

/**
 * Sections of a day (but those of heads alone) with how many work there, the section above, and the leaders among them,
 * wherever they were appointed; all, or only the reader's own and what is below those they head.
 */
export async function coverageOn(db: Db, scope: Scope, on: string, all: boolean): Promise<Section[]> {
  const held = (alias: string, day = sql`${on}::date`) => sql`${sql.ref(`${alias}.valid_from`)} <= ${day}
    and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} >= ${day})`
  const { rows } = await sql<Section>`
    with recursive below as (
      select section_id from section_period where body_id = ${scope.bodyId}
        and section_id = any(${[...scope.headedIds]}::uuid[])
      union
      select s.section_id from below b join section_period s on s.body_id = ${scope.bodyId}
        and s.parent_id = b.section_id and ${held('s')})
    select s.section_id as id, s.name, coalesce(a.name, '') as above, n.people, l.leaders
    from section_period s
    left join section_period a on a.body_id = s.body_id and a.section_id = s.parent_id and ${held('a')}
    cross join lateral (select count(distinct o.person_id)::integer as people, bool_or(not o.head) as others from post o
      where o.body_id = s.body_id and o.section_id = s.section_id and ${held('o')}) n
    cross join lateral (select coalesce(json_agg(json_build_object('id', t.id, 'name', p.name,
        'to', to_char(t.valid_to, 'YYYY-MM-DD'), 'movedFrom', coalesce(w.name, '')) order by p.kana, t.id), '[]') as leaders
      from leader t join person p on p.body_id = t.body_id and p.id = t.person_id
      join post o on o.body_id = t.body_id and o.person_id = t.person_id and o.section_id = s.section_id
        and o.kind = 'main' and ${held('o')}
      left join lateral (select x.name from post q
        join section_period x on x.body_id = q.body_id and x.section_id = q.section_id
          and ${held('x', sql`t.valid_from`)}
        where q.body_id = t.body_id and q.person_id = t.person_id and q.kind = 'main'
          and ${held('q', sql`t.valid_from`)} and q.section_id <> s.section_id limit 1) w on true
      where t.body_id = s.body_id and t.valid_from <= ${on}::date and coalesce(t.ended_on, t.valid_to) >= ${on}::date) l
    where s.body_id = ${scope.bodyId} and ${held('s')} and n.others
      and (${all} or s.section_id = any(${[...scope.sectionIds]}::uuid[]) or s.section_id in (select section_id from below))
    order by above, s.name, s.section_id`.execute(db)
  return rows
}
