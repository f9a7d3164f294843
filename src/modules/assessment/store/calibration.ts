import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { ItemState } from '../contract/names.ts'
import type { ItemParameters } from '../contract/parameters.ts'

export interface Run {
  id: string
  framework: string
  area: string
  state: 'waiting' | 'done' | 'failed'
  askedAt: Date
  doneAt: Date | null
  people: number | null
  adoptedAt: Date | null
}

const fields = sql`id, framework, area, state, asked_at as "askedAt", done_at as "doneAt", people, adopted_at as "adoptedAt"`

export async function insertRun(
  db: Db,
  { bodyId, personId }: Scope,
  { id, framework, area }: { id: string; framework: string; area: string },
): Promise<void> {
  await sql`insert into calibration (body_id, id, framework, area, asked_by)
    values (${bodyId}, ${id}, ${framework}, ${area}, ${personId}) on conflict do nothing`.execute(db)
}

export async function runOf(db: Db, bodyId: number, id: string, lock = false): Promise<Run | undefined> {
  const { rows } = await sql<Run>`select ${fields} from calibration where body_id = ${bodyId} and id = ${id}
    ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

/** The last run over an area. */
export async function lastRun(db: Db, bodyId: number, area: string): Promise<Run | undefined> {
  const { rows } = await sql<Run>`select ${fields} from calibration where body_id = ${bodyId} and area = ${area}
    order by asked_at desc limit 1`.execute(db)
  return rows[0]
}

/** What the calibrator works on: every test's answers to the current wording of items; a first meeting with each only. */
export async function answersTo(db: Db, bodyId: number, codes: readonly string[]) {
  const { rows } = await sql<{ id: string; answers: { item: string; category: number }[] }>`
    select w.assessment_id as id, json_agg(json_build_object('item', w.code, 'category', w.category) order by w.turn) as answers
    from assessment_answer w join item i on i.body_id = w.body_id and i.code = w.code and i.version = w.version
    where w.body_id = ${bodyId} and w.code = any(${[...codes]}::text[]) group by w.assessment_id order by w.assessment_id`.execute(
    db,
  )
  return rows.map(({ answers }) => answers)
}

export interface Found {
  code: string
  version: number
  answers: number
  parameters: ItemParameters
  errors: ItemParameters | null
  fitP: number | null
}

export async function finishRun(
  db: Db,
  bodyId: number,
  id: string,
  { people, turns, found }: { people: number; turns: number; found: readonly Found[] },
): Promise<void> {
  await sql`update calibration set state = 'done', done_at = now(), people = ${people}, iterations = ${turns}
    where body_id = ${bodyId} and id = ${id}`.execute(db)
  await sql`insert into item_calibration (body_id, calibration_id, code, version, answers, parameters, errors, fit_p)
    select ${bodyId}, ${id}, r.code, r.version, r.answers, r.parameters, coalesce(r.errors, 'null'), r."fitP"
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as r(code text, version integer, answers integer,
      parameters jsonb, errors jsonb, "fitP" double precision) on conflict do nothing`.execute(db)
}

export async function failRun(db: Db, bodyId: number, id: string): Promise<void> {
  await sql`update calibration set state = 'failed', done_at = now() where body_id = ${bodyId} and id = ${id}
    and state = 'waiting'`.execute(db)
}

export async function foundBy(db: Db, bodyId: number, id: string): Promise<Found[]> {
  const { rows } = await sql<Found>`select code, version, answers, parameters, nullif(errors, 'null'::jsonb) as errors,
      fit_p as "fitP" from item_calibration where body_id = ${bodyId} and calibration_id = ${id} order by code`.execute(
    db,
  )
  return rows
}

/** Takes what a run found into use for items with enough answers whose wording is still the same; returns how many. */
export async function adoptRun(db: Db, { bodyId, personId }: Scope, id: string, least: number): Promise<number> {
  const done = await sql`update item_version v set parameters = c.parameters, calibration_id = c.calibration_id
    from item_calibration c where c.body_id = ${bodyId} and c.calibration_id = ${id} and c.answers >= ${least}
      and v.body_id = c.body_id and v.code = c.code and v.version = c.version`.execute(db)
  const adopted = Number(done.numAffectedRows)
  if (adopted > 0)
    await sql`update calibration set adopted_at = now(), adopted_by = ${personId}
      where body_id = ${bodyId} and id = ${id}`.execute(db)
  return adopted
}

export interface Worked {
  code: string
  skill: string
  framework: string
  level: number
  state: ItemState
  stem: string
  version: number
  parameters: ItemParameters
  calibrated: boolean
  answers: number
  right: number | null
  seconds: number | null
}

/** Items of skills with how they were answered; drafts and what waits for a look left out. */
export async function workedItems(db: Db, bodyId: number, skills: readonly string[]): Promise<Worked[]> {
  const { rows } = await sql<Worked>`
    select i.code, i.skill, i.framework, v.level, i.state, v.document->>'stem' as stem, v.version, v.parameters,
      v.calibration_id is not null as calibrated, w.answers, w.right, w.seconds
    from item i join item_version v using (body_id, code, version)
    cross join lateral (select count(*)::integer as answers, avg((category > 0)::integer)::float8 as right,
        percentile_cont(0.5) within group (order by seconds)::float8 as seconds
      from assessment_answer a where a.body_id = i.body_id and a.code = i.code and a.version = i.version) w
    where i.body_id = ${bodyId} and i.skill = any(${[...skills]}::text[]) and i.state in ('active', 'trial', 'retired')
    order by i.code`.execute(db)
  return rows
}

/** Answers to items by the level the same tests showed of the skill, in groups half a level wide: for plots. */
export async function observedBy(db: Db, bodyId: number, skills: readonly string[]) {
  const { rows } = await sql<{ code: string; mean: number; points: number; people: number }>`
    select w.code, avg(r.mean)::float8 as mean, avg(w.category)::float8 as points, count(*)::integer as people
    from assessment_answer w join item i on i.body_id = w.body_id and i.code = w.code and i.version = w.version
    join assessment_result r on r.body_id = w.body_id and r.assessment_id = w.assessment_id and r.skill = w.skill
    where w.body_id = ${bodyId} and i.skill = any(${[...skills]}::text[])
    group by w.code, floor(r.mean * 2) having count(*) >= 5 order by w.code, mean`.execute(db)
  return rows
}

/** How many tests of the last year had each item in them, of how many that could have: on its area or its skill. */
export async function exposures(db: Db, bodyId: number, skills: readonly string[]) {
  const { rows } = await sql<{ tests: number; people: number; given: Record<string, number> }>`
    with t as (select id, person_id from assessment where body_id = ${bodyId} and skills && ${[...skills]}::text[]
      and started_at > now() - interval '1 year'),
    g as (select code, count(*)::integer as n from assessment_answer where body_id = ${bodyId}
      and assessment_id in (select id from t) group by code)
    select (select count(*)::integer from t) as tests, (select count(distinct person_id)::integer from t) as people,
      coalesce((select jsonb_object_agg(code, n) from g), '{}') as given`.execute(db)
  return rows[0]!
}
