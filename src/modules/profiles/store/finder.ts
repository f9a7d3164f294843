import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/** The engine's constants by which what is kept grows old; see `later` of engines/skill-estimate. */
export interface Ageing {
  mean: number
  deviation: number
  keptPerYear: number
}

export interface Wanting {
  framework: string
  wanted: readonly { skill: string; level: number; anybody: number }[]
  among: 'all' | 'section' | 'consent'
  will: 'reform' | 'learn' | 'teach' | undefined
  hours: number | undefined
  section: string | undefined
  /** What a stated will, and hours up to `fullHours`, add to the fit. */
  bonus: { will: number; hours: number; fullHours: number }
  ageing: Ageing
  today: string
}

const lives = (alias: string) => sql`${sql.ref(`${alias}.valid_from`)} <= current_date
  and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} >= current_date)`

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
      and ${lives('s')}),
  headed as materialized (
    select distinct o.person_id from post o join headed_section h using (section_id)
    where o.body_id = ${scope.bodyId} and ${lives('o')}),
  asked_section as (
    select ${section ?? null}::uuid as section_id where ${section ?? null}::uuid is not null
    union
    select s.section_id from asked_section a join section_period s on s.body_id = ${scope.bodyId} and s.parent_id = a.section_id
      and ${lives('s')}),
  asked as materialized (
    select distinct o.person_id from post o join asked_section a using (section_id)
    where o.body_id = ${scope.bodyId} and ${lives('o')})`

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

const codesOf = ({ wanted }: Wanting) => wanted.map(({ skill }) => skill)

const wishes = ({ wanted }: Wanting) =>
  sql`select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as x(skill text, level real, anybody real)`

/** Who is known to have something of what is wanted, best first, and how many they are. */
export async function bestPeople(db: Db, scope: Scope, wanting: Wanting, office: boolean, from: number, limit: number) {
  const { wanted, ageing, bonus, framework, today } = wanting
  const shown = willShown(office)
  const { rows } = await sql<{ id: string; fit: number; score: number; total: number }>`
    with recursive ${scopes(scope, wanting)},
    wish as (${wishes(wanting)}),
    aged as (
      select e.person_id, x.level, x.anybody, e.mean, e.variance,
        power(${ageing.keptPerYear}::float8, greatest(0, ${today}::date - e.as_of)::float8 / 365.25::float8) as kept
      from skill_estimate e join wish x on x.skill = e.skill
      where e.body_id = ${scope.bodyId} and e.framework = ${framework} and e.skill = any(${codesOf(wanting)}::text[])
        and e.own_rows > 0),
    known as (
      -- the normal distribution by the logistic one (times 1.702), which is near enough to put in order
      select person_id, ((select sum(anybody) from wish) + sum(1 / (1 + exp(-1.702 *
        (${ageing.mean} + kept * (mean - ${ageing.mean}) - (level - 0.5))
        / sqrt(kept * kept * variance + (1 - kept * kept) * ${ageing.deviation ** 2}::float8))) - anybody))
        / ${wanted.length} as fit
      from aged group by person_id),
    found as (
      select p.id, p.kana, k.fit, k.fit * (1
        + case when ${shown} and (w.reform or w.teach) then ${bonus.will}::float8 else 0 end
        + case when ${shown} then ${bonus.hours}::float8 * least(w.hours_per_week / ${bonus.fullHours}::float8, 1) else 0 end) as score
      from known k join person p on p.id = k.person_id ${choices}
      where ${ofToday(scope)} and ${allowed(wanting)} and ${filtered(wanting, shown)})
    select id, fit, score, count(*) over ()::integer as total from found
    order by score desc, kana, id limit ${limit} offset ${from}`.execute(db)
  return rows
}

/** Of whom nothing wanted is known: how many, and the first of them, those with a shown will before the others. */
export async function unknownPeople(db: Db, scope: Scope, wanting: Wanting, office: boolean, limit: number) {
  const shown = willShown(office)
  const { rows } = await sql<{ id: string; total: number }>`
    with recursive ${scopes(scope, wanting)}
    select p.id, count(*) over ()::integer as total
    from person p ${choices}
    where ${ofToday(scope)} and ${allowed(wanting)} and ${filtered(wanting, shown)}
      and not exists (select from skill_estimate e where e.body_id = p.body_id and e.framework = ${wanting.framework}
        and e.skill = any(${codesOf(wanting)}::text[]) and e.person_id = p.id and e.own_rows > 0)
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
    with recursive ${scopes(scope, wanting)}, wish as (${wishes(wanting)})
    select p.id, p.name, coalesce(m.section, '') as section, coalesce(m.title, '') as title,
      coalesce((select json_agg(json_build_object('skill', e.skill, 'mean', e.mean, 'variance', e.variance,
          'asOf', to_char(e.as_of, 'YYYY-MM-DD'), 'lastOn', to_char(e.last_on, 'YYYY-MM-DD')))
        from skill_estimate e join wish x on x.skill = e.skill
        where e.body_id = p.body_id and e.framework = ${wanting.framework} and e.person_id = p.id and e.own_rows > 0), '[]') as estimates,
      case when ${willShown(office)} then json_build_object('reform', w.reform, 'learn', w.learn, 'teach', w.teach,
        'hoursPerWeek', w.hours_per_week, 'freeFrom', to_char(w.free_from, 'YYYY-MM-DD')) end as will
    from person p ${choices}
    left join lateral (
      select s.name as section, o.title from post o join section_period s on s.body_id = o.body_id and s.section_id = o.section_id
        and ${lives('s')}
      where o.body_id = p.body_id and o.person_id = p.id and ${lives('o')}
      order by (o.kind = 'main') desc limit 1) m on true
    where p.body_id = ${scope.bodyId} and p.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
