import { randomInt } from 'node:crypto'
import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import { trainingContract } from '../contract.ts'
import { endsByAttendance } from '../rules/enrolment.ts'
import {
  cancelCohort,
  cohortOf,
  cohortsOf,
  insertCohort,
  meetingOf,
  ownStates,
  presentAtAll,
  recordAttendance,
  removeAttendance,
  type StoredCohort,
  updateCohort,
} from '../store/cohort.ts'
import { enrolmentOf, enrolmentsOf, moveEnrolment, rosterOf } from '../store/enrolment.ts'
import { complete } from './completion.ts'
import { courseNeeded } from './course.ts'
import { giveSeats, tellEnrolled } from './seats.ts'

const operations = signedIn(trainingContract.cohort)

/** Letters and figures that nobody mistakes for one another when they are read out. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const newCode = () => Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')

export const cohortHandlers = {
  list: operations.list.handler(async ({ input: { courseId }, context: { db, scope } }) => {
    await courseNeeded(db, scope.bodyId, courseId)
    const own = await ownStates(db, scope, courseId)
    const today = dateInJapan(new Date())
    return {
      cohorts: (await cohortsOf(db, scope.bodyId, courseId)).map((cohort) => ({
        ...{ id: cohort.id, revision: cohort.revision, cancelled: cohort.cancelled, document: documentOf(cohort) },
        counts: { seated: cohort.seated, waiting: cohort.waiting, asked: cohort.asked },
        own: own.get(cohort.id) ?? null,
        open: cohort.cancelled === null && cohort.applyUntil >= today,
      })),
      mayRecommend: scope.headedIds.length > 0,
    }
  }),

  create: operations.create.handler(async ({ input: { courseId, id, document }, context: { db, scope, note } }) => {
    const course = await courseNeeded(db, scope.bodyId, courseId)
    if (course.retired) throw new Refusal('conflict', 'retired')
    await insertCohort(db, scope.bodyId, courseId, id, document, newCode)
    note({ subjects: [courseId, id], detail: { title: course.document.title, name: document.name } })
    return { id }
  }),

  save: operations.save.handler(async ({ input: { id, revision, document }, context: { db, scope, note } }) => {
    const cohort = await cohortNeeded(db, scope.bodyId, id)
    if (document.seats !== null && document.seats < cohort.seated)
      throw new Refusal('conflict', 'fewer-seats', { seated: cohort.seated })
    if (!(await updateCohort(db, scope.bodyId, id, revision, document, newCode))) throw new Refusal('conflict', 'stale')
    const { document: course } = await courseNeeded(db, scope.bodyId, cohort.courseId)
    await giveSeats(db, scope.bodyId, id, course.title)
    note({ subjects: [cohort.courseId, id], detail: { name: document.name } })
    return { revision: revision + 1 }
  }),

  cancel: operations.cancel.handler(async ({ input: { id, reason }, context: { db, scope, note } }) => {
    const cohort = await cohortNeeded(db, scope.bodyId, id)
    if (!(await cancelCohort(db, scope.bodyId, id, reason))) throw new Refusal('conflict', 'over')
    const { document } = await courseNeeded(db, scope.bodyId, cohort.courseId)
    const people = await enrolmentsOf(db, scope.bodyId, id, ['asked', 'waiting', 'seated', 'reported'])
    for (const enrolment of people) {
      await moveEnrolment(db, scope.bodyId, enrolment, { to: 'withdrawn', by: scope.personId, reason })
      await tellEnrolled(db, scope.bodyId, [enrolment.personId], enrolment.id, document.title, scope.name)
    }
    note({ subjects: [cohort.courseId, id], detail: { reason, told: people.length } })
    return { told: people.length }
  }),

  roster: operations.roster.handler(async ({ input: { id }, context: { db, scope, note } }) => {
    const cohort = await cohortNeeded(db, scope.bodyId, id)
    const { document } = await courseNeeded(db, scope.bodyId, cohort.courseId)
    const people = await rosterOf(db, scope, id)
    note({ subjects: people.map(({ personId }) => personId), detail: { cohort: id } })
    return {
      course: { id: cohort.courseId, title: document.title },
      name: cohort.name,
      meetings: cohort.meetings.map(({ id: meetingId, startsAt, endsAt, place, code }) => ({
        ...{ id: meetingId, startsAt: new Date(startsAt), endsAt: new Date(endsAt), place, code },
      })),
      people,
    }
  }),

  attend: operations.attend.handler(async ({ input: { meetingId, present, absent }, context: { db, scope, note } }) => {
    const meeting = await meetingOf(db, scope.bodyId, meetingId)
    if (!meeting) throw new Refusal('missing', 'not-found')
    if (meeting.startsAt > new Date()) throw new Refusal('conflict', 'not-yet')
    const there = new Set((await rosterOf(db, scope, meeting.cohortId)).map(({ personId }) => personId))
    if ([...present, ...absent].some((id) => !there.has(id))) throw new Refusal('missing', 'not-found')
    await recordAttendance(db, scope.bodyId, meetingId, present, false)
    await removeAttendance(db, scope.bodyId, meetingId, absent)
    const completed = await completeByAttendance(db, scope.bodyId, meeting.cohortId, scope.personId)
    note({ subjects: present, detail: { meeting: meetingId, present: present.length, absent: absent.length } })
    return { completed }
  }),
}

/** Completes the enrolments whose people were at every meeting, where that is all that is asked; returns how many. */
export async function completeByAttendance(db: Db, bodyId: number, cohortId: string, by: string | null) {
  const cohort = await cohortNeeded(db, bodyId, cohortId)
  const course = await courseNeeded(db, bodyId, cohort.courseId)
  if (!endsByAttendance(course.document.completion, cohort.meetings.length)) return 0
  const ids = await presentAtAll(db, bodyId, cohortId)
  for (const id of ids) {
    const enrolment = await enrolmentOf(db, bodyId, id)
    if (enrolment) await complete(db, bodyId, enrolment, course, by, '')
  }
  return ids.length
}

async function cohortNeeded(db: Db, bodyId: number, id: string): Promise<StoredCohort> {
  const cohort = await cohortOf(db, bodyId, id)
  if (!cohort) throw new Refusal('missing', 'not-found')
  return cohort
}

/** As it is written; the codes of its meetings are the organisers' alone. */
const documentOf = ({ name, seats, framed, applyUntil, note, meetings }: StoredCohort) => ({
  ...{ name, seats, framed, applyUntil, note },
  meetings: meetings.map(({ id, startsAt, endsAt, place, link }) => ({
    ...{ id, startsAt: new Date(startsAt), endsAt: new Date(endsAt), place, link },
  })),
})
