import { startSession } from '#engines/irt/session'
import { Refusal } from '#kernel/refusal'
import { frameworkInUse } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { type AssessmentState, assessmentContract } from '../contract/assessment.ts'
import { titleOf } from '../messages/title.ts'
import { categoryOf, isAnswer } from '../rules/mark.ts'
import { leftOut, rememberedDays, resumableDays, settingsFor } from '../rules/plan.ts'
import {
  answersOf,
  assessmentsOf,
  exposureOf,
  insertAnswer,
  insertAssessment,
  ownAssessment,
  type StoredAssessment,
  seenItems,
} from '../store/assessment.ts'
import { itemOf } from '../store/item.ts'
import { bankOf } from './bank.ts'
import { askedIn, type Course, courseOf, finish, goOn, progressOf } from './course.ts'
import { inviteHandler } from './invite.ts'
import { againFrom, offerHandler } from './offer.ts'
import { resultHandler } from './result.ts'
import { frameworkNeeded, subjectNeeded, subjectOf } from './subject.ts'

const operations = signedIn(assessmentContract)

/** Fewer scored answers say nothing worth a result. */
const leastToStop = 3

export const assessmentHandlers = {
  offer: operations.offer.handler(offerHandler),
  result: operations.result.handler(resultHandler),
  invite: operations.invite.handler(inviteHandler),

  start: operations.start.handler(async ({ input: { id, subject: code }, context: { db, scope, note } }) => {
    const framework = await frameworkNeeded(db, scope.bodyId)
    const subject = subjectNeeded(framework, code)
    const taken = await assessmentsOf(db, scope)
    const open = taken.find((one) => one.subject === code && !one.endedAt)
    if (open && !(await settled(db, scope, open.id, subject.name))) return { id: open.id }
    const again = againFrom(taken, code)
    if (again) throw new Refusal('conflict', 'too-soon', { day: again })
    const { bank } = await bankOf(db, scope.bodyId, subject.skills)
    const scored = bank.items.filter(({ trial }) => !trial)
    if (scored.length === 0) throw new Refusal('missing', 'no-items')
    const settings = settingsFor(subject.skills, bank.items.length - scored.length)
    const seen = leftOut(await seenItems(db, scope, rememberedDays), scored.length, settings)
    const seed = Number.parseInt(id.slice(-8), 16) | 0 // the random end of the id, in 32 bits
    const session = startSession(bank, settings, { seed, seen, exposure: await exposureOf(db, scope.bodyId, code) })
    const begun = { id, framework: framework.code, subject: code, skills: subject.skills, settings, seed }
    const fresh = await insertAssessment(db, scope, { ...begun, seen, worn: { ...session.worn } })
    // The same button pressed twice, or in two tabs: the other one's test is the one.
    if (!fresh) return { id: (await assessmentsOf(db, scope)).find((one) => one.subject === code)?.id ?? id }
    const it = await needed(db, scope, id)
    await goOn(db, scope.bodyId, await courseOf(db, scope.bodyId, it), titleOf(subject.name))
    note({ subjects: [id], detail: { subject: code } })
    return { id }
  }),

  get: operations.get.handler(async ({ input: { id }, context: { db, scope } }) =>
    stateOf(db, scope, await needed(db, scope, id)),
  ),

  answer: operations.answer.handler(async ({ input: { id, turn, given }, context: { db, scope, note } }) => {
    const it = await needed(db, scope, id, true)
    const name = await nameOf(db, scope, it)
    const before = (await answersOf(db, scope.bodyId, id)).find((answer) => answer.turn === turn)
    // The same answer sent twice counts once; another answer to what is answered already does not count.
    if (before) {
      if (before.given.join() === given.join()) return stateOf(db, scope, it)
      throw new Refusal('conflict', 'other-turn')
    }
    const asked = askedIn(it)
    if (it.endedAt || !asked) throw new Refusal('conflict', 'over')
    if (it.old) throw new Refusal('conflict', 'expired')
    if (turn !== it.turn) throw new Refusal('conflict', 'other-turn')
    const item = await itemOf(db, scope.bodyId, asked.code, asked.version)
    if (!item || !isAnswer(item.document, given)) throw new Refusal('invalid', 'not-an-answer')
    await insertAnswer(db, scope.bodyId, id, { ...asked, given, category: categoryOf(item.document, given) })
    await goOn(db, scope.bodyId, await courseOf(db, scope.bodyId, it), titleOf(name))
    note({ subjects: [id], detail: { turn } })
    return stateOf(db, scope, await needed(db, scope, id))
  }),

  stop: operations.stop.handler(async ({ input: { id }, context: { db, scope, note } }) => {
    const it = await needed(db, scope, id, true)
    if (it.endedAt) throw new Refusal('conflict', 'over')
    const course = await courseOf(db, scope.bodyId, it)
    await finish(db, scope.bodyId, course, 'stopped', titleOf(await nameOf(db, scope, it)))
    note({ subjects: [id], detail: { answers: course.answers.length } })
    return {}
  }),

  list: operations.list.handler(async ({ context: { db, scope } }) => {
    const framework = await frameworkInUse(db, scope.bodyId)
    const named = (code: string) => (framework && subjectOf(framework, code)?.name) ?? code
    const taken = await assessmentsOf(db, scope)
    return {
      assessments: taken.map(({ subject, endReason, answers, ...one }) => ({
        ...one,
        subjectName: named(subject),
        end: endReason,
        answered: answers,
      })),
    }
  }),
}

/** The caller's own test; nobody else's is told to be there. */
async function needed(db: Db, scope: Scope, id: string, lock = false): Promise<StoredAssessment> {
  const it = await ownAssessment(db, scope, id, resumableDays, lock)
  if (!it) throw new Refusal('missing', 'not-found')
  return it
}

/** Ends an open test whose time is over; true when it is ended. */
async function settled(db: Db, scope: Scope, id: string, name: string): Promise<boolean> {
  const it = await needed(db, scope, id, true)
  if (!it.endedAt && it.old)
    await finish(db, scope.bodyId, await courseOf(db, scope.bodyId, it), 'expired', titleOf(name))
  return it.old || it.endedAt !== null
}

async function nameOf(db: Db, { bodyId }: Scope, { subject }: StoredAssessment): Promise<string> {
  const framework = await frameworkInUse(db, bodyId)
  return (framework && subjectOf(framework, subject)?.name) ?? subject
}

async function stateOf(db: Db, scope: Scope, it: StoredAssessment): Promise<AssessmentState> {
  const course = await courseOf(db, scope.bodyId, it)
  const { answered, scored, certainty } = progressOf(course)
  const shown = { id: it.id, subject: it.subject, subjectName: await nameOf(db, scope, it), answered }
  const question = it.endedAt ? null : await questionOf(db, scope, course)
  return { ...shown, question, certainty: it.endedAt ? 1 : certainty, mayStop: scored >= leastToStop }
}

/** The item on the screen, without its key, its level and its difficulty. */
async function questionOf(db: Db, { bodyId }: Scope, { it }: Course): Promise<AssessmentState['question']> {
  const item = it.askedCode && it.askedVersion ? await itemOf(db, bodyId, it.askedCode, it.askedVersion) : undefined
  if (!item) return null
  const { kind, stem, material, options } = item.document
  return {
    turn: it.turn,
    kind,
    stem,
    material: material ?? null,
    options: options.map(({ key, text }) => ({ key, text })),
  }
}
