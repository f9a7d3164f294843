import type { Answer } from '#engines/irt/item'
import { next } from '#engines/irt/next'
import { personFit } from '#engines/irt/person-fit'
import { posteriorOf } from '#engines/irt/posterior'
import type { Session } from '#engines/irt/session'
import { recordTested } from '#modules/profiles/public'
import type { Db } from '#server/db/transaction'
import type { End } from '../contract/names.ts'
import { shownLevel, testedLevel } from '../rules/estimate.ts'
import { certaintyOf } from '../rules/plan.ts'
import {
  type AskedItem,
  answersOf,
  ask,
  endAssessment,
  type GivenAnswer,
  type KeptAnswer,
  type StoredAssessment,
} from '../store/assessment.ts'
import { bankOf, type SkillBank } from './bank.ts'

/** A test with the answers so far and its bank: what may be asked yet, and what was answered as it was then. */
export interface Course {
  it: StoredAssessment
  bank: SkillBank
  answers: KeptAnswer[]
}

export async function courseOf(db: Db, bodyId: number, it: StoredAssessment): Promise<Course> {
  const answers = await answersOf(db, bodyId, it.id)
  return { it, bank: await bankOf(db, bodyId, it.skills, answers), answers }
}

const counted = ({ code, category }: GivenAnswer): Answer => ({ item: code, category })

const sessionOf = ({ it, answers }: Course): Session => ({
  ...{ settings: it.settings, seed: it.seed, seen: it.seen, worn: it.worn, answers: answers.map(counted) },
})

/** The item on the screen of a test; undefined once it has ended. */
export function askedIn(it: StoredAssessment): AskedItem | undefined {
  const { turn, askedCode: code, askedVersion: version, askedTrial: trial, askedSkill: skill, askedParameters } = it
  if (!code || !version || !skill || !askedParameters) return undefined
  return { turn, code, version, skill, trial, parameters: askedParameters }
}

/** Asks the next item, or ends the test when there is none; in the caller's transaction. */
export async function goOn(db: Db, bodyId: number, course: Course, title: string): Promise<void> {
  const { it, bank, answers } = course
  const step = next(bank.bank, sessionOf(course))
  if (step.status === 'done') return finish(db, bodyId, course, step.reason, title)
  const item = bank.items.get(step.item)!
  await ask(db, bodyId, it.id, { ...item, turn: answers.length + 1, trial: step.trial })
}

/** Seldomer than this among people of that ability: the answers are called unusual, and said to be less sure. */
const unusualShare = 0.01
const unusualError = 1.5

/** Ends a test: keeps what it says of each skill, and writes it down as evidence. */
export async function finish(db: Db, bodyId: number, course: Course, reason: End, title: string): Promise<void> {
  const { it, bank, answers } = course
  const scored = answers.filter(({ trial }) => !trial)
  const fit = personFit(bank.bank, scored.map(counted), { seed: it.seed })
  const unusual = fit.status === 'ok' ? fit.p < unusualShare : null
  const bySkill = it.skills.map((skill) => {
    const own = scored.filter((answer) => answer.skill === skill)
    return { skill, items: own.length, answers: own.map(counted) }
  })
  const asked = bySkill.filter(({ items }) => items > 0)
  const results = asked.map(({ skill, items, answers: own }) => ({ skill, items, ...testedLevel(bank.bank, own) }))
  await endAssessment(db, bodyId, it.id, { reason, unusual, results })
  const shown = asked.flatMap(({ skill, answers: own }) => {
    const level = shownLevel(bank.bank, own)
    return level ? [{ skill, ...level, error: level.error * (unusual ? unusualError : 1) }] : []
  })
  const { id: assessmentId, personId, framework } = it
  const link = `/assessments/${assessmentId}/result`
  await recordTested(db, bodyId, [{ assessmentId, personId, framework, title, link, at: new Date(), results: shown }])
}

/** How far a test is: scored answers, and how near its end by the certainty reached. */
export function progressOf(course: Course): { answered: number; scored: number; certainty: number } {
  const scored = course.answers.filter(({ trial }) => !trial)
  const { sd } = posteriorOf(course.bank.bank, scored.map(counted))
  return {
    answered: course.answers.length,
    scored: scored.length,
    certainty: certaintyOf(course.it.settings, sd, scored.length),
  }
}
