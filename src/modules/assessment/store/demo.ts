import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { End } from '../contract/names.ts'
import type { GivenAnswer, SkillResult, StoredAssessment } from './assessment.ts'

export interface DemoAssessment
  extends Pick<
    StoredAssessment,
    'id' | 'personId' | 'framework' | 'subject' | 'skills' | 'settings' | 'seed' | 'seen'
  > {
  worn: Readonly<Record<string, number>>
  at: Date
  end: End
  answers: (Omit<GivenAnswer, 'trial'> & { seconds: number })[]
  results: SkillResult[]
}

/** Levels the demo's other evidence speaks for, by `person skill`. */
export async function knownLevels(db: Db, bodyId: number, framework: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; mean: number }>`
    select person_id || ' ' || skill as key, mean from skill_estimate
    where body_id = ${bodyId} and framework = ${framework} and own_rows > 0`.execute(db)
  return new Map(rows.map(({ key, mean }) => [key, mean]))
}

export async function insertDemoAssessments(db: Db, bodyId: number, tests: readonly DemoAssessment[]): Promise<void> {
  const given = tests.map(({ answers, results, ...test }) => test)
  await sql`insert into assessment (body_id, id, person_id, framework, subject, skills, settings, seed, seen, worn, turn,
      started_at, ended_at, end_reason, unusual)
    select ${bodyId}, r.id, r."personId", r.framework, r.subject, r.skills, r.settings, r.seed, r.seen, r.worn, 1,
      r.at - interval '9 minutes', r.at, r."end", false
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as r(id uuid, "personId" uuid, framework text, subject text,
      skills text[], settings jsonb, seed integer, seen text[], worn jsonb, at timestamptz, "end" text)`.execute(db)
  const answers = tests.flatMap(({ id, at, answers: own }) => own.map((answer) => ({ ...answer, id, at })))
  await sql`insert into assessment_answer (body_id, assessment_id, turn, code, version, skill, trial, parameters,
      given, category, seconds, answered_at)
    select ${bodyId}, r.id, r.turn, r.code, r.version, r.skill, false, r.parameters, r.given, r.category, r.seconds, r.at
    from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb) as r(id uuid, turn integer, code text, version integer,
      skill text, parameters jsonb, given text[], category smallint, seconds real, at timestamptz)`.execute(db)
  const results = tests.flatMap(({ id, results: own }) => own.map((result) => ({ ...result, id })))
  await sql`insert into assessment_result (body_id, assessment_id, skill, items, mean, low, high)
    select ${bodyId}, r.id, r.skill, r.items, r.mean, r.low, r.high
    from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r(id uuid, skill text, items integer, mean real, low real,
      high real)`.execute(db)
}
