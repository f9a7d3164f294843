import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import { frameworkInUse } from '#modules/framework/public'
import { notify } from '#modules/notices/public'
import { hasTestSince, levelsOf } from '#modules/profiles/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { trainingContract } from '../contract.ts'
import { type Act, decideByOf, moved, needsApproval, placeIn } from '../rules/enrolment.ts'
import { cohortOf, meetingByCode, recordAttendance } from '../store/cohort.ts'
import type { StoredCourse } from '../store/course.ts'
import {
  enrolmentOf,
  enrolmentsOf,
  insertEnrolment,
  type Move,
  moveEnrolment,
  openQuestions,
  ownEnrolments,
  ownHours,
  ownPage,
  type StoredEnrolment,
  waitingFor,
} from '../store/enrolment.ts'
import { insertSurvey } from '../store/survey.ts'
import { completeByAttendance } from './cohort.ts'
import { complete } from './completion.ts'
import { courseNeeded } from './course.ts'
import { delegateHandlers } from './delegate.ts'
import { answeredFor, answerersOf, isEditor, rightToAnswer } from './right.ts'
import { fiscalYearBegan, giveSeats, tellEnrolled } from './seats.ts'

const operations = signedIn(trainingContract.enrolment)

export const enrolmentHandlers = {
  ...delegateHandlers,

  apply: operations.apply.handler(async ({ input, context: { db, scope, note } }) => {
    const { id, courseId, cohortId, words, personId = scope.personId } = input
    const recommended = input.personId !== undefined
    if (recommended && personId === scope.personId) throw new Refusal('invalid', 'self')
    if (recommended && !(await answeredFor(db, scope)).own.has(personId))
      throw new Refusal('forbidden', 'other-section')
    const course = await courseNeeded(db, scope.bodyId, courseId)
    if (course.retired) throw new Refusal('conflict', 'retired')
    await mayTake(db, scope, course, cohortId)
    await opened(db, scope.bodyId, course, personId)
    const asks = needsApproval(course.document.applyBy, recommended)
    const decideBy = asks ? decideByOf(new Date()) : null
    const state = asks ? 'asked' : cohortId ? 'waiting' : 'seated'
    const row = { id, courseId, cohortId, personId, state, recommended, words, decideBy, by: scope.personId } as const
    if (!(await insertEnrolment(db, scope.bodyId, row))) {
      const there = await enrolmentOf(db, scope.bodyId, id)
      if (there?.personId !== personId) throw new Refusal('conflict', 'already')
      return { id, state: there.state }
    }
    const { title } = course.document
    if (asks) await askHeads(db, scope, personId, id, title)
    else if (recommended) await tellEnrolled(db, scope.bodyId, [personId], id, title, scope.name)
    if (cohortId) await giveSeats(db, scope.bodyId, cohortId, title)
    note({ subjects: [personId, id], detail: { title, recommended } })
    return { id, state: (await needed(db, scope.bodyId, id)).state }
  }),

  mine: operations.mine.handler(async ({ input: { ended, page }, context: { db, scope } }) => {
    const firstDay = fiscalYearBegan(dateInJapan(new Date()))
    const rows = await ownEnrolments(db, scope, ended, page)
    const enrolments = await Promise.all(
      rows.map(async ({ cohortId, cohortName, meetings, steps, total: _, ...row }) => {
        const { courseId, title, form, hours, completion, applyBy, url, ...rest } = row
        const waiting =
          row.state === 'waiting' && cohortId ? await waitingFor(db, scope.bodyId, cohortId, firstDay) : []
        return {
          ...rest,
          course: { id: courseId, title, form, hours, completion, applyBy, url },
          cohort: cohortId && {
            ...{ id: cohortId, name: cohortName ?? '' },
            meetings: meetings.map((one) => ({
              ...one,
              ...{ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt) },
            })),
          },
          ahead: placeIn(waiting, row.id) ?? null,
          steps: steps.map(({ by, at, ...step }) => ({ ...step, by: by ?? '', at: new Date(at) })),
        }
      }),
    )
    return {
      total: rows[0]?.total ?? 0,
      pageSize: ownPage,
      hoursThisYear: await ownHours(db, scope, firstDay),
      enrolments: enrolments.map((one) => ({ ...one, cohort: one.cohort || null })),
    }
  }),

  toDecide: operations.toDecide.handler(async ({ context: { db, scope, note } }) => {
    const { own, stoodIn } = await answeredFor(db, scope)
    const firstDay = fiscalYearBegan(dateInJapan(new Date()))
    const rows = await openQuestions(db, scope.bodyId, firstDay, [...own, ...stoodIn])
    const seen = new Set(rows.map(({ id }) => id))
    const late = isEditor(scope) ? await openQuestions(db, scope.bodyId, firstDay, 'escalated') : []
    const all = [...rows, ...late.filter(({ id, personId }) => !seen.has(id) && personId !== scope.personId)]
    note({ subjects: all.map(({ personId }) => personId) })
    return {
      enrolments: all.map(
        ({ personId, name, section, courseId, title, form, hours, cohortName, startsAt, ...row }) => ({
          ...row,
          person: { id: personId, name, section },
          course: { id: courseId, title, form, hours },
          cohort: cohortName === null ? null : { name: cohortName, startsAt },
          late: row.escalatedAt !== null,
          as: own.has(personId)
            ? ('head' as const)
            : stoodIn.has(personId)
              ? ('delegate' as const)
              : ('office' as const),
        }),
      ),
    }
  }),

  decide: operations.decide.handler(
    async ({ input: { id, revision, approve, reason }, context: { db, scope, note } }) => {
      const enrolment = await needed(db, scope.bodyId, id)
      if (!(await rightToAnswer(db, scope, enrolment))) throw new Refusal('forbidden', 'not-yours')
      if (!approve && reason === '') throw new Refusal('invalid', 'say-why')
      const { document } = await courseNeeded(db, scope.bodyId, enrolment.courseId)
      const act = approve ? 'approve' : 'decline'
      await move(db, scope.bodyId, enrolment, revision, act, { by: scope.personId, reason })
      if (approve) {
        const { cohortId } = enrolment
        if (cohortId) await giveSeats(db, scope.bodyId, cohortId, document.title)
        else await seatAlone(db, scope.bodyId, id)
      }
      await tellEnrolled(db, scope.bodyId, [enrolment.personId], id, document.title, scope.name)
      note({ subjects: [enrolment.personId, id], detail: { approve, ...(reason ? { reason } : {}) } })
      return { state: (await needed(db, scope.bodyId, id)).state }
    },
  ),

  withdraw: operations.withdraw.handler(async ({ input: { id, revision, reason }, context: { db, scope, note } }) => {
    const enrolment = await ownNeeded(db, scope, id)
    await move(db, scope.bodyId, enrolment, revision, 'withdraw', { by: scope.personId, reason })
    const { document } = await courseNeeded(db, scope.bodyId, enrolment.courseId)
    if (enrolment.cohortId) await giveSeats(db, scope.bodyId, enrolment.cohortId, document.title)
    note({ subjects: [scope.personId, id], detail: { reason } })
    return {}
  }),

  attend: operations.attend.handler(async ({ input: { code }, context: { db, scope, note } }) => {
    const meeting = await meetingByCode(db, scope.bodyId, code.normalize('NFKC').toUpperCase(), new Date())
    if (!meeting) throw new Refusal('missing', 'no-meeting')
    const people = await enrolmentsOf(db, scope.bodyId, meeting.cohortId, ['seated', 'reported', 'completed'])
    const own = people.find(({ personId }) => personId === scope.personId)
    if (!own) throw new Refusal('forbidden', 'not-seated')
    await recordAttendance(db, scope.bodyId, meeting.id, [scope.personId], true)
    await completeByAttendance(db, scope.bodyId, meeting.cohortId, null)
    note({ subjects: [scope.personId, own.id], detail: { meeting: meeting.id } })
    const { document } = await courseNeeded(db, scope.bodyId, own.courseId)
    return { title: document.title, state: (await needed(db, scope.bodyId, own.id)).state }
  }),

  report: operations.report.handler(async ({ input: { id, revision, text }, context: { db, scope, note } }) => {
    const enrolment = await ownNeeded(db, scope, id)
    const course = await courseNeeded(db, scope.bodyId, enrolment.courseId)
    if (enrolment.state !== 'seated') throw new Refusal('conflict', 'moved')
    const byTest = course.document.completion === 'test'
    if (byTest && !(await hasTestSince(db, scope.bodyId, scope.personId, course.skills, enrolment.askedAt)))
      throw new Refusal('conflict', 'no-test')
    await move(db, scope.bodyId, enrolment, revision, 'report', { by: scope.personId, report: text })
    if (byTest) await complete(db, scope.bodyId, await needed(db, scope.bodyId, id), course, null, '')
    else await askHeads(db, scope, scope.personId, id, course.document.title)
    note({ subjects: [scope.personId, id] })
    return { state: (await needed(db, scope.bodyId, id)).state }
  }),

  confirm: operations.confirm.handler(
    async ({ input: { id, revision, complete: done, reason }, context: { db, scope, note } }) => {
      const enrolment = await needed(db, scope.bodyId, id)
      if (!(await rightToAnswer(db, scope, enrolment))) throw new Refusal('forbidden', 'not-yours')
      if (!done && reason === '') throw new Refusal('invalid', 'say-why')
      if (enrolment.state !== 'reported' || enrolment.revision !== revision) throw new Refusal('conflict', 'moved')
      const course = await courseNeeded(db, scope.bodyId, enrolment.courseId)
      if (done) await complete(db, scope.bodyId, enrolment, course, scope.personId, reason)
      else {
        await move(db, scope.bodyId, enrolment, revision, 'return', { by: scope.personId, reason })
        await tellEnrolled(db, scope.bodyId, [enrolment.personId], id, course.document.title, scope.name)
      }
      note({ subjects: [enrolment.personId, id], detail: { complete: done } })
      return { state: (await needed(db, scope.bodyId, id)).state }
    },
  ),

  survey: operations.survey.handler(async ({ input: { id, ...answer }, context: { db, scope, note } }) => {
    const enrolment = await ownNeeded(db, scope, id)
    if (enrolment.state !== 'completed' && enrolment.state !== 'reported') throw new Refusal('conflict', 'not-over')
    await insertSurvey(db, scope.bodyId, id, answer)
    note({ subjects: [] })
    return {}
  }),
}

/** Whether a course, or the holding of it that was chosen, can be taken now. */
async function mayTake(db: Db, { bodyId }: Scope, { id }: StoredCourse, cohortId: string | null): Promise<void> {
  if (cohortId === null) return
  const cohort = await cohortOf(db, bodyId, cohortId)
  if (cohort?.courseId !== id) throw new Refusal('invalid', 'no-cohort')
  if (cohort.cancelled !== null) throw new Refusal('conflict', 'cancelled')
  if (cohort.applyUntil < dateInJapan(new Date())) throw new Refusal('conflict', 'closed')
}

/** Self-directed learning opens to whom a skill is known at a level, more likely than not. */
async function opened(db: Db, bodyId: number, { document }: StoredCourse, personId: string): Promise<void> {
  const { opens } = document
  const framework = opens && (await frameworkInUse(db, bodyId))
  if (!opens || !framework) return
  const level = (await levelsOf(db, bodyId, framework.code, [personId])).get(personId)?.get(opens.skill)
  if (level && level.mean >= opens.level - 0.5) return
  const skill = framework.skills.find(({ code }) => code === opens.skill)?.name ?? opens.skill
  throw new Refusal('forbidden', 'not-open', { skill, level: opens.level })
}

async function askHeads(db: Db, { bodyId, name }: Scope, personId: string, id: string, title: string): Promise<void> {
  const telling = { kind: 'applied', subjectKind: 'enrolment' as const, subjectId: id, title, actorName: name }
  await notify(db, bodyId, await answerersOf(db, bodyId, personId), telling)
}

async function seatAlone(db: Db, bodyId: number, id: string): Promise<void> {
  await moveEnrolment(db, bodyId, await needed(db, bodyId, id), { to: 'seated', by: null })
}

async function needed(db: Db, bodyId: number, id: string): Promise<StoredEnrolment> {
  const enrolment = await enrolmentOf(db, bodyId, id)
  if (!enrolment) throw new Refusal('missing', 'not-found')
  return enrolment
}

async function ownNeeded(db: Db, scope: Scope, id: string): Promise<StoredEnrolment> {
  const enrolment = await needed(db, scope.bodyId, id)
  if (enrolment.personId !== scope.personId) throw new Refusal('missing', 'not-found')
  return enrolment
}

async function move(
  db: Db,
  bodyId: number,
  enrolment: StoredEnrolment,
  revision: number,
  act: Act,
  how: Omit<Move, 'to'>,
): Promise<void> {
  const to = moved(act, enrolment.state)
  if (!to || enrolment.revision !== revision) throw new Refusal('conflict', 'moved')
  if (!(await moveEnrolment(db, bodyId, enrolment, { to, ...how }))) throw new Refusal('conflict', 'moved')
}
