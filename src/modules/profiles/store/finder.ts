import { sql } from 'kysely'
import { holdsNow } from '#server/db/dated'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export interface Wanting {
  framework: string
  /** `place` in the rows of `skill_reach`, counted from 1; undefined: nothing is known of the skill of anybody. */
  wanted: readonly { skill: string; level: number; anybody: number; place: number | undefined }[]
  among: 'all' | 'section' | 'consent'
  will: 'reform' | 'learn' | 'teach' | undefined
  hours: number | undefined
  section: string | undefined
  /** What a stated will, and hours up to `fullHours`, add to the fit. */
  bonus: { will: number; hours: number; fullHours: number }
}

/** Whether the reader may read what the person wants: by who they are (`w` = willingness). */
const willShown = (office: boolean) =>
  office
    ? sql`w.person_id is not null`
    : sql`(w.shown_to = 'everyone' or (w.shown_to = 'head' and p.id in (select person_id from headed)))`

/** People under the sections the reader heads; those of the section asked for; both with all sections beneath. */
const scopes = (scope: Scope, { section }: Wanting) => sql`
  headed_section as (
    select id as section_id from unnest(${[...scope.headedIds]}::uuid[]) id
    union
    select s.section_id from headed_section h join section_period s on s.body_id = ${scope.bodyId} and s.parent_id = h.section_id
      and ${holdsNow('s')}),
  headed as materialized (
    select distinct o.person_id from post o join headed_section h using (section_id)
    where o.body_id = ${scope.bodyId} and ${holdsNow('o')}),
  asked_section as (
    select ${section ?? null}::uuid as section_id where ${section ?? null}::uuid is not null
    union
    select s.section_id from asked_section a join section_period s on s.body_id = ${scope.bodyId} and s.parent_id = a.section_id
      and ${holdsNow('s')}),
  asked as materialized (
    select distinct o.person_id from post o join asked_section a using (section_id)
    where o.body_id = ${scope.bodyId} and ${holdsNow('o')})`

const allowed = ({ among }: Wanting) => {
  if (among === 'all') return sql`true`
  const shows = sql`coalesce(c.shown_to_colleagues, false)`
  return among === 'section' ? sql`(${shows} or p.id in (select person_id from headed))` : shows
}

const filtered = (wanting: Wanting, shown: ReturnType<typeof willShown>) => sql`
  ${wanting.section ? sql`p.id in (select person_id from asked)` : sql`true`}
  and ${wanting.will ? sql`(${shown} and ${sql.ref(`w.${wanting.will}`)})` : sql`true`}
  and ${wanting.hours ? sql`(${shown} and w.hours_per_week >= ${wanting.hours})` : sql`true`}`

/** What people chose to show, joined to `p`. */
const choices = sql`
  left join profile_choice c on c.body_id = p.body_id and c.person_id = p.id
  left join willingness w on w.body_id = p.body_id and w.person_id = p.id`

const ofToday = (scope: Scope) => sql`p.body_id = ${scope.bodyId} and p.employment <> 'guest'
  and (p.left_on is null or p.left_on >= current_date) and p.id <> ${scope.personId}`

/** Of a row of `skill_reach`: the thousandths for each thing wanted of which something is known of anybody. */
const placed = ({ wanted }: Wanting) =>
  wanted.flatMap(({ place, level, anybody }) =>
    place === undefined
      ? []
      : [{ reached: sql`coalesce(r.reached[${4 * (place - 1) + level}::integer], -1)`, anybody }],
  )

const anyKnown = (wanting: Wanting) => {
  const known = placed(wanting).map(({ reached }) => sql`${reached} >= 0`)
  return known.length > 0 ? sql`(${sql.join(known, sql` or `)})` : sql`false`
}

/** The average chance; what is unknown of somebody counts as anybody's. */
const fitness = (wanting: Wanting) => {
  const chances = placed(wanting).map(
    ({ reached, anybody }) => sql`case when ${reached} >= 0 then ${reached} / 1000::float8 else ${anybody}::float8 end`,
  )
  const others = wanting.wanted.filter(({ place }) => place === undefined).reduce((sum, one) => sum + one.anybody, 0)
  return sql`((${sql.join([sql`${others}::float8`, ...chances], sql` + `)}) / ${wanting.wanted.length}::integer)`
}

export interface Ranked {
  people: { id: string; score: number }[]
  total: number
  /** More people are known than were looked at; `total` counts those found among the fittest. */
  more: boolean
}

/** So many of the fittest are looked at first. */
const fittest = 1500

/** Who is known to have something of what is wanted, best first. */
export async function bestPeople(db: Db, scope: Scope, wanting: Wanting, office: boolean, from: number, limit: number) {
  const { bonus } = wanting
  const quick = await ranked(db, scope, wanting, office, from, limit, fittest)
  const last = quick.people[limit - 1]
  // Nobody beyond the fittest can have a score above this.
  const beyond = quick.floor * (1 + bonus.will + bonus.hours)
  return !quick.more || (last && last.score >= beyond) ? quick : ranked(db, scope, wanting, office, from, limit, null)
}

async function ranked(
  db: Db,
  scope: Scope,
  wanting: Wanting,
  office: boolean,
  from: number,
  limit: number,
  among: number | null,
): Promise<Ranked & { floor: number }> {
  const { bonus, framework, section } = wanting
  const shown = willShown(office)
  const { rows } = await sql<{ id: string; score: number; total: number; seen: number; floor: number }>`
    with recursive ${scopes(scope, wanting)},
    fits as materialized (
      select r.person_id, ${fitness(wanting)} as fit from skill_reach r
      where r.body_id = ${scope.bodyId} and r.framework = ${framework} and ${anyKnown(wanting)}
        and ${section ? sql`r.person_id in (select person_id from asked)` : sql`true`}
      order by fit desc limit ${among}),
    found as (
      select p.id, p.kana, k.fit * (1
        + case when ${shown} and (w.reform or w.teach) then ${bonus.will}::float8 else 0 end
        + case when ${shown} then ${bonus.hours}::float8 * least(w.hours_per_week / ${bonus.fullHours}::float8, 1) else 0 end) as score
      from fits k join person p on p.id = k.person_id ${choices}
      where ${ofToday(scope)} and ${allowed(wanting)} and ${filtered(wanting, shown)})
    select id, score, count(*) over ()::integer as total,
      (select count(*)::integer from fits) as seen, (select min(fit) from fits) as floor
    from found order by score desc, kana, id limit ${limit} offset ${from}`.execute(db)
  const [first] = rows
  return {
    people: rows.map(({ id, score }) => ({ id, score })),
    total: first?.total ?? 0,
    more: among !== null && (first?.seen ?? among) === among,
    floor: first?.floor ?? Number.POSITIVE_INFINITY,
  }
}

/** Of whom nothing wanted is known: how many, and the first of them, those with a shown will before the others. */
export async function unknownPeople(db: Db, scope: Scope, wanting: Wanting, office: boolean, limit: number) {
  const shown = willShown(office)
  const { rows } = await sql<{ id: string; total: number }>`
    with recursive ${scopes(scope, wanting)}
    select p.id, count(*) over ()::integer as total
    from person p ${choices}
    where ${ofToday(scope)} and ${allowed(wanting)} and ${filtered(wanting, shown)}
      and not exists (select from skill_reach r where r.body_id = p.body_id and r.framework = ${wanting.framework}
        and r.person_id = p.id and ${anyKnown(wanting)})
    order by (${shown} and (w.reform or w.learn)) desc nulls last, p.kana, p.id limit ${limit}`.execute(db)
  return rows
}

export interface Known {
  id: string
  name: string
  section: string
  title: string
  estimates: { skill: string; mean: number; variance: number; asOf: string; lastOn: string | null }[]
  will: { reform: boolean; learn: boolean; teach: boolean; hoursPerWeek: number; freeFrom: string | null } | null
}

/** What is shown of people who were found. The ids come from the functions above, which have asked the right. */
export async function foundPeople(
  db: Db,
  scope: Scope,
  wanting: Wanting,
  office: boolean,
  ids: readonly string[],
): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Known>`
    with recursive ${scopes(scope, wanting)}
    select p.id, p.name, coalesce(m.section, '') as section, coalesce(m.title, '') as title,
      coalesce((select json_agg(json_build_object('skill', e.skill, 'mean', e.mean, 'variance', e.variance,
          'asOf', to_char(e.as_of, 'YYYY-MM-DD'), 'lastOn', to_char(e.last_on, 'YYYY-MM-DD')))
        from skill_estimate e where e.body_id = p.body_id and e.framework = ${wanting.framework} and e.person_id = p.id
          and e.skill = any(${wanting.wanted.map(({ skill }) => skill)}::text[]) and e.own_rows > 0), '[]') as estimates,
      case when ${willShown(office)} then json_build_object('reform', w.reform, 'learn', w.learn, 'teach', w.teach,
        'hoursPerWeek', w.hours_per_week, 'freeFrom', to_char(w.free_from, 'YYYY-MM-DD')) end as will
    from person p ${choices}
    left join lateral (
      select s.name as section, o.title from post o join section_period s on s.body_id = o.body_id and s.section_id = o.section_id
        and ${holdsNow('s')}
      where o.body_id = p.body_id and o.person_id = p.id and ${holdsNow('o')}
      order by (o.kind = 'main') desc limit 1) m on true
    where p.body_id = ${scope.bodyId} and p.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
