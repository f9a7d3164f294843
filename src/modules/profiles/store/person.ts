import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { Audience, Purpose, View, Viewer } from '../contract/names.ts'

export interface Seen {
  id: string
  name: string
  section: string
  title: string
  /** The reader heads one of the person's sections of today, or one above it. */
  heads: boolean
  shown: boolean
  target: string | null
  willShownTo: Audience
}

/** A person of the body's staff, and what stands between them and the reader; undefined when there is no such person. */
export async function personSeen(db: Db, scope: Scope, personId: string): Promise<Seen | undefined> {
  const { rows } = await sql<Seen>`
    with recursive above as (
      select o.section_id from post o where o.body_id = ${scope.bodyId} and o.person_id = ${personId}
        and o.valid_from <= current_date and (o.valid_to is null or o.valid_to >= current_date)
      union
      select s.parent_id from above a join section_period s on s.body_id = ${scope.bodyId} and s.section_id = a.section_id
       where s.parent_id is not null and s.valid_from <= current_date and (s.valid_to is null or s.valid_to >= current_date))
    select p.id, p.name, coalesce(m.section, '') as section, coalesce(m.title, '') as title,
      exists (select from above where section_id = any(${[...scope.headedIds]}::uuid[])) as heads,
      coalesce(c.shown_to_colleagues, false) as shown, c.target, coalesce(w.shown_to, 'office') as "willShownTo"
    from person p
    left join profile_choice c on c.body_id = p.body_id and c.person_id = p.id
    left join willingness w on w.body_id = p.body_id and w.person_id = p.id
    left join lateral (
      select s.name as section, o.title from post o join section_period s on s.body_id = o.body_id and s.section_id = o.section_id
        and s.valid_from <= current_date and (s.valid_to is null or s.valid_to >= current_date)
      where o.body_id = p.body_id and o.person_id = p.id and o.valid_from <= current_date
        and (o.valid_to is null or o.valid_to >= current_date)
      order by (o.kind = 'main') desc limit 1) m on true
    where p.body_id = ${scope.bodyId} and p.id = ${personId} and p.employment <> 'guest'`.execute(db)
  return rows[0]
}

export const looksPage = 50

/** Who looked at the reader's own profile, the latest first. */
export const looksAt = (db: Db, scope: Scope, page: number) => looksOn(db, scope, scope.personId, page)

/** Who looked at somebody's profile, the latest first. Who calls has asked the right to it. */
export async function looksOn(db: Db, scope: Scope, personId: string, page: number) {
  const { rows } = await sql<{
    id: string
    at: Date
    by: string
    as: Viewer
    view: View
    purpose: Purpose | ''
    total: number
  }>`
    select l.id, l.at, p.name as by, l.as_role as as, l.view, l.purpose, count(*) over ()::integer as total
    from profile_look l join person p on p.body_id = l.body_id and p.id = l.looked_by
    where l.body_id = ${scope.bodyId} and l.person_id = ${personId}
    order by l.at desc, l.id limit ${looksPage} offset ${(page - 1) * looksPage}`.execute(db)
  return rows
}

/** The reader's own choice: whether colleagues see their skills, and what they aim at. */
export async function keepChoice(
  db: Db,
  scope: Scope,
  choice: { shownToColleagues: boolean; target: string | null },
): Promise<void> {
  await sql`
    insert into profile_choice (body_id, person_id, shown_to_colleagues, target)
    values (${scope.bodyId}, ${scope.personId}, ${choice.shownToColleagues}, ${choice.target})
    on conflict (body_id, person_id) do update set shown_to_colleagues = excluded.shown_to_colleagues,
      target = excluded.target, updated_at = now()`.execute(db)
}

/** Writes down that somebody looked at people's skills, once an hour for one view, right and purpose. */
export async function keepLooks(
  db: Db,
  scope: Scope,
  looks: readonly { id: string; personId: string }[],
  by: { as: Viewer; view: string; purpose: Purpose | undefined },
): Promise<void> {
  const purpose = by.purpose ?? ''
  await sql`
    insert into profile_look (body_id, id, person_id, looked_by, as_role, view, purpose)
    select ${scope.bodyId}, x.id, x."personId", ${scope.personId}, ${by.as}, ${by.view}, ${purpose}
    from jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) as x(id uuid, "personId" uuid)
    where not exists (select from profile_look l where l.body_id = ${scope.bodyId} and l.person_id = x."personId"
      and l.looked_by = ${scope.personId} and l.view = ${by.view} and l.as_role = ${by.as} and l.purpose = ${purpose}
      and l.at > now() - interval '1 hour')`.execute(db)
}

/** Everybody of today by their staff number. */
export async function idsByNumber(db: Db, bodyId: number): Promise<Map<string, string>> {
  const { rows } = await sql<{ number: string; id: string }>`select staff_number as number, id from person
    where body_id = ${bodyId} and (left_on is null or left_on >= current_date)`.execute(db)
  return new Map(rows.map(({ number, id }) => [number, id]))
}
