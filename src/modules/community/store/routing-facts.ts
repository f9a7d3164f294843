import { sql } from 'kysely'
import { holdsNow } from '#server/db/dated'
import type { Db } from '#server/db/transaction'

/** Facts by which people are chosen for a question. They are read for the system, and only chosen people are shown. */

/** Answers people gave to these topics. Those given anonymously only when nobody is shown who is chosen by them. */
export async function pastAnswers(db: Db, bodyId: number, topicIds: readonly string[], anonymousToo: boolean) {
  const { rows } = await sql<{
    personId: string
    topicId: string
    title: string
    accepted: boolean
    anonymous: boolean
    daysAgo: number
  }>`
    select a.author_id as "personId", a.topic_id as "topicId", t.title, a.accepted_at is not null as accepted, a.anonymous,
           extract(epoch from now() - a.created_at)::float8 / 86400 as "daysAgo"
    from answer a join topic t on t.body_id = a.body_id and t.id = a.topic_id
    where a.body_id = ${bodyId} and a.topic_id = any(${[...topicIds]}::uuid[]) and a.author_id is not null
      and a.hidden_at is null and t.hidden_at is null and (${anonymousToo} or not a.anonymous)`.execute(db)
  return rows
}

export async function sectionsNow(db: Db, bodyId: number) {
  const { rows } = await sql<{ id: string; name: string; duties: string }>`
    select sp.section_id as id, sp.name, sp.duties from section_period sp
    where sp.body_id = ${bodyId} and ${holdsNow('sp')} order by sp.section_id`.execute(db)
  return rows
}

export async function membersOf(db: Db, bodyId: number, sectionIds: readonly string[]) {
  const { rows } = await sql<{ personId: string; sectionId: string }>`
    select o.person_id as "personId", o.section_id as "sectionId" from post o
    where o.body_id = ${bodyId} and o.section_id = any(${[...sectionIds]}::uuid[]) and ${holdsNow('o')}`.execute(db)
  return rows
}

/** Who declared an interest in one of the tags, or in one whose name (two characters or more) stands in the text. */
export async function interestedIn(db: Db, bodyId: number, tagIds: readonly string[], folded: string) {
  const { rows } = await sql<{ personId: string; tag: string }>`
    select i.person_id as "personId", g.name as tag from interest i
    join tag g on g.body_id = i.body_id and g.id = i.tag_id
    where i.body_id = ${bodyId}
      and (g.id = any(${[...tagIds]}::uuid[]) or (length(g.key) >= 2 and position(g.key in ${folded}) > 0))`.execute(db)
  return rows
}

export interface PersonNow {
  personId: string
  willing: boolean
  away: boolean
  weeklyCap: number
  openAsks: number
  asksThisWeek: number
  recentAnswers: number
  reaches: boolean
}

/**
 * Will, absence, cap and load of those of these people who are here and can sign in. Where names are shown, answers given
 * anonymously are no load: who sank in the list would be known to have given them.
 */
export async function peopleAsTheyStand(
  db: Db,
  bodyId: number,
  personIds: readonly string[],
  audienceId: string | null,
  anonymousToo = true,
): Promise<PersonNow[]> {
  const { rows } = await sql<PersonNow>`
    with recursive audience as (
      select ${audienceId}::uuid as section_id where ${audienceId}::uuid is not null
      union
      select sp.section_id from audience a
        join section_period sp on sp.body_id = ${bodyId} and sp.parent_id = a.section_id and ${holdsNow('sp')})
    select p.id as "personId", coalesce(h.willing, true) as willing, coalesce(h.weekly_cap, 3) as "weeklyCap",
      coalesce(h.away_until >= current_date, false) as away,
      (select count(*)::integer from ask a where a.body_id = p.body_id and a.person_id = p.id and a.state = 'asked'
         and a.due_at > now()) as "openAsks",
      (select count(*)::integer from ask a where a.body_id = p.body_id and a.person_id = p.id
         and a.asked_at > now() - interval '7 days') as "asksThisWeek",
      (select count(*)::integer from answer w where w.body_id = p.body_id and w.author_id = p.id
         and w.created_at > now() - interval '30 days' and (${anonymousToo} or not w.anonymous)) as "recentAnswers",
      ${audienceId}::uuid is null
        or exists (select from post o where o.body_id = p.body_id and o.person_id = p.id and ${holdsNow('o')}
                   and o.section_id in (select section_id from audience))
        or exists (select from role_grant g where g.body_id = p.body_id and g.person_id = p.id and ${holdsNow('g')}
                   and g.role in ('dx-office', 'administrator')) as reaches
    from person p join account c on c.body_id = p.body_id and c.person_id = p.id and c.disabled_at is null
      left join helper_profile h on h.body_id = p.body_id and h.person_id = p.id
    where p.body_id = ${bodyId} and p.id = any(${[...personIds]}::uuid[]) and p.employment <> 'guest'
      and (p.left_on is null or p.left_on >= current_date)`.execute(db)
  return rows
}
