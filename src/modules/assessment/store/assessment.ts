import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { End } from '../contract/names.ts'
import type { ItemParameters, TestSettings } from '../contract/parameters.ts'

export interface StoredAssessment {
  id: string
  personId: string
  framework: string
  subject: string
  skills: string[]
  settings: TestSettings
  seed: number
  seen: string[]
  worn: Record<string, number>
  turn: number
  askedCode: string | null
  askedVersion: number | null
  askedTrial: boolean
  askedSkill: string | null
  askedParameters: ItemParameters | null
  startedAt: Date
  endedAt: Date | null
  endReason: End | null
  unusual: boolean | null
  /** Whether the time it may be resumed in is over. */
  old: boolean
}

const fields = sql`id, person_id as "personId", framework, subject, skills, settings, seed, seen, worn, turn,
  asked_code as "askedCode", asked_version as "askedVersion", asked_trial as "askedTrial",
  asked_skill as "askedSkill", asked_parameters as "askedParameters", started_at as "startedAt",
  ended_at as "endedAt", end_reason as "endReason", unusual`

/** A person's own test. `lock`: nobody else answers it until the transaction ends. */
export async function ownAssessment(
  db: Db,
  { bodyId, personId }: Scope,
  id: string,
  resumableDays: number,
  lock = false,
): Promise<StoredAssessment | undefined> {
  const { rows } = await sql<StoredAssessment>`
    select ${fields}, started_at < now() - make_interval(days => ${resumableDays}) as old from assessment
    where body_id = ${bodyId} and person_id = ${personId} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(db)
  return rows[0]
}

export interface Taken {
  id: string
  subject: string
  startedAt: Date
  endedAt: Date | null
  endReason: End | null
  answers: number
}

/** The tests a person took and is taking, latest first. */
export async function assessmentsOf(db: Db, { bodyId, personId }: Scope): Promise<Taken[]> {
  const { rows } = await sql<Taken>`
    select id, subject, started_at as "startedAt", ended_at as "endedAt", end_reason as "endReason",
      (select count(*)::integer from assessment_answer w where w.body_id = a.body_id and w.assessment_id = a.id) as answers
    from assessment a where body_id = ${bodyId} and person_id = ${personId}
    order by started_at desc limit 100`.execute(db)
  return rows
}

/** Begins a test; false when one with this number, or an open one on the same subject, is there already. */
export async function insertAssessment(
  db: Db,
  { bodyId, personId }: Scope,
  it: Pick<StoredAssessment, 'id' | 'framework' | 'subject' | 'skills' | 'settings' | 'seed' | 'seen' | 'worn'>,
): Promise<boolean> {
  const done = await sql`
    insert into assessment (body_id, id, person_id, framework, subject, skills, settings, seed, seen, worn)
    values (${bodyId}, ${it.id}, ${personId}, ${it.framework}, ${it.subject}, ${it.skills}, ${JSON.stringify(it.settings)},
      ${it.seed}, ${it.seen}, ${JSON.stringify(it.worn)}) on conflict do nothing`.execute(db)
  return Number(done.numAffectedRows) === 1
}

/** An item as it was asked; later it may be retired, worded anew, or its difficulty worked out anew. */
export interface AskedItem {
  turn: number
  code: string
  version: number
  skill: string
  trial: boolean
  parameters: ItemParameters
}

export interface GivenAnswer extends AskedItem {
  given: string[]
  category: number
}

export interface KeptAnswer extends GivenAnswer {
  enemies: string[]
}

export async function answersOf(db: Db, bodyId: number, id: string): Promise<KeptAnswer[]> {
  const { rows } = await sql<KeptAnswer>`
    select w.turn, w.code, w.version, w.skill, w.trial, w.parameters, w.given, w.category, v.enemies
    from assessment_answer w join item_version v using (body_id, code, version)
    where w.body_id = ${bodyId} and w.assessment_id = ${id} order by w.turn`.execute(db)
  return rows
}

export async function insertAnswer(db: Db, bodyId: number, id: string, answer: GivenAnswer): Promise<void> {
  const { turn, code, version, skill, trial, parameters, given, category } = answer
  await sql`insert into assessment_answer (body_id, assessment_id, turn, code, version, skill, trial, parameters, given,
      category, seconds)
    select ${bodyId}, id, ${turn}, ${code}, ${version}, ${skill}, ${trial}, ${JSON.stringify(parameters)}, ${given},
      ${category}, greatest(0, extract(epoch from now() - coalesce(asked_at, now())))
    from assessment where body_id = ${bodyId} and id = ${id}`.execute(db)
}

/** What is asked now. */
export async function ask(
  db: Db,
  bodyId: number,
  id: string,
  { turn, code, version, trial, skill, parameters }: AskedItem,
): Promise<void> {
  await sql`update assessment set turn = ${turn}, asked_code = ${code}, asked_version = ${version}, asked_trial = ${trial},
      asked_skill = ${skill}, asked_parameters = ${JSON.stringify(parameters)},
      asked_at = now() where body_id = ${bodyId} and id = ${id}`.execute(db)
}

export interface SkillResult {
  skill: string
  items: number
  mean: number
  low: number
  high: number
}

export async function endAssessment(
  db: Db,
  bodyId: number,
  id: string,
  { reason, unusual, results }: { reason: End; unusual: boolean | null; results: readonly SkillResult[] },
): Promise<void> {
  await sql`update assessment set ended_at = now(), end_reason = ${reason}, unusual = ${unusual}, asked_code = null,
      asked_version = null, asked_skill = null, asked_parameters = null where body_id = ${bodyId} and id = ${id}`.execute(
    db,
  )
  await sql`insert into assessment_result (body_id, assessment_id, skill, items, mean, low, high)
    select ${bodyId}, ${id}, r.skill, r.items, r.mean, r.low, r.high
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r(skill text, items integer, mean real, low real, high real)`.execute(
    db,
  )
}

export async function resultsOf(db: Db, bodyId: number, id: string): Promise<SkillResult[]> {
  const { rows } = await sql<SkillResult>`select skill, items, mean, low, high from assessment_result
    where body_id = ${bodyId} and assessment_id = ${id}`.execute(db)
  return rows
}

/** The items a person answered since so many days, latest first. */
export async function seenItems(db: Db, { bodyId, personId }: Scope, days: number): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select w.code from assessment_answer w join assessment a on a.body_id = w.body_id and a.id = w.assessment_id
    where a.body_id = ${bodyId} and a.person_id = ${personId} and w.answered_at > now() - make_interval(days => ${days})
    group by w.code order by max(w.answered_at) desc`.execute(db)
  return rows.map(({ code }) => code)
}

/** In how many tests on a subject of the last year each item was given. */
export async function exposureOf(db: Db, bodyId: number, subject: string) {
  const { rows } = await sql<{ tests: number; given: Record<string, number> }>`
    with t as (select id from assessment where body_id = ${bodyId} and subject = ${subject}
      and started_at > now() - interval '1 year' and ended_at is not null),
    g as (select code, count(*)::integer as n from assessment_answer where body_id = ${bodyId}
      and assessment_id in (select id from t) group by code)
    select (select count(*)::integer from t) as tests,
      coalesce((select jsonb_object_agg(code, n) from g), '{}') as given`.execute(db)
  return rows[0]!
}
