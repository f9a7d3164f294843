import { sql } from 'kysely'
import { holdsNow } from '#server/db/dated'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** What the person said of being asked, with the preset where they said nothing, and their load. */
export async function ownHelperProfile(db: Db, scope: Scope) {
  const { rows } = await sql<{
    willing: boolean
    weekly_cap: number
    away_until: string | null
    interests: { id: string; name: string }[]
    waiting: number
    this_week: number
    answers: number
  }>`
    select coalesce(h.willing, true) as willing, coalesce(h.weekly_cap, 3) as weekly_cap, h.away_until::text as away_until,
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name)
        from interest i join tag g on g.body_id = i.body_id and g.id = i.tag_id
        where i.body_id = p.body_id and i.person_id = p.id), '[]') as interests,
      (select count(*)::integer from ask a where a.body_id = p.body_id and a.person_id = p.id and a.state = 'asked'
         and a.due_at > now()) as waiting,
      (select count(*)::integer from ask a where a.body_id = p.body_id and a.person_id = p.id
         and a.asked_at > now() - interval '7 days') as this_week,
      (select count(*)::integer from answer w where w.body_id = p.body_id and w.author_id = p.id
         and w.created_at > now() - interval '30 days') as answers
    from person p left join helper_profile h on h.body_id = p.body_id and h.person_id = p.id
    where p.body_id = ${scope.bodyId} and p.id = ${scope.personId}`.execute(db)
  return rows[0]!
}

export async function keepHelperProfile(
  db: Db,
  scope: Scope,
  it: { willing: boolean; weeklyCap: number; awayUntil: string | null; tagIds: readonly string[] },
): Promise<void> {
  await sql`insert into helper_profile (body_id, person_id, willing, weekly_cap, away_until)
    values (${scope.bodyId}, ${scope.personId}, ${it.willing}, ${it.weeklyCap}, ${it.awayUntil})
    on conflict (body_id, person_id) do update set willing = excluded.willing, weekly_cap = excluded.weekly_cap,
      away_until = excluded.away_until`.execute(db)
  await sql`
    with gone as (delete from interest where body_id = ${scope.bodyId} and person_id = ${scope.personId}
                  and tag_id <> all(${[...it.tagIds]}::uuid[]))
    insert into interest (body_id, person_id, tag_id)
    select ${scope.bodyId}, ${scope.personId}, unnest(${[...it.tagIds]}::uuid[]) on conflict do nothing`.execute(db)
}

/** Names and main sections of people, for those who may be told them. */
export async function namesOf(db: Db, bodyId: number, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string; section: string }>`
    select p.id, p.name, coalesce(s.name, '') as section from person p
    left join lateral (select sp.name from post o join section_period sp on sp.body_id = o.body_id and sp.section_id = o.section_id
       where o.body_id = p.body_id and o.person_id = p.id and ${holdsNow('o')} and ${holdsNow('sp')}
       order by o.kind = 'main' desc, o.id limit 1) s on true
    where p.body_id = ${bodyId} and p.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
