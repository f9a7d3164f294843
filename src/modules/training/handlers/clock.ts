import { dateInJapan } from '#kernel/fiscal-year'
import { isWorkingDay } from '#kernel/working-time'
import { notify } from '#modules/notices/public'
import { roleHolders } from '#modules/staff/public'
import { inEveryBody, type JobTask } from '#server/jobs'
import { staleOn } from '../rules/stale.ts'
import { closedCohorts, markOverdue, meetingsOn, staleCourses } from '../store/clock.ts'
import { giveSeats } from './seats.ts'

const dayMs = 86_400_000

/** The working day after a day. */
export function nextWorkingDay(day: string): string {
  let next = Date.parse(day) + dayMs
  while (!isWorkingDay(new Date(next).toISOString().slice(0, 10))) next += dayMs
  return new Date(next).toISOString().slice(0, 10)
}

/** Applications nobody answered in time go to those who look after training too. */
export const escalateApplications: JobTask = (_, { pool }) =>
  inEveryBody(pool, async (db, bodyId) => {
    const overdue = await markOverdue(db, bodyId)
    if (overdue.length === 0) return
    const office = [...(await roleHolders(db, bodyId, 'dx-office')), ...(await roleHolders(db, bodyId, 'hr'))]
    for (const { id, personId, title } of overdue) {
      const telling = { kind: 'applied', subjectKind: 'enrolment' as const, subjectId: id, title, actorName: '' }
      const people = office.filter((one) => one !== personId)
      await notify(db, bodyId, people, telling)
    }
  })

/** Each working morning: seats nobody was recommended for, who meets on the next working day, and what is to be checked. */
export const remindOfTraining: JobTask = (_, { pool }) =>
  inEveryBody(pool, async (db, bodyId) => {
    const today = dateInJapan(new Date())
    for (const { id, title } of await closedCohorts(db, bodyId, today)) await giveSeats(db, bodyId, id, title)
    if (!isWorkingDay(today)) return
    for (const { title, courseId, people } of await meetingsOn(db, bodyId, nextWorkingDay(today))) {
      const telling = { kind: 'meeting', subjectKind: 'course' as const, subjectId: courseId, title, actorName: '' }
      await notify(db, bodyId, people, telling)
    }
  })

/** Once a month: courses whose facts nobody has looked at for a year. */
export const remindOfStaleCourses: JobTask = (_, { pool }) =>
  inEveryBody(pool, async (db, bodyId) => {
    const count = await staleCourses(db, bodyId, staleOn(dateInJapan(new Date())))
    const office = await roleHolders(db, bodyId, 'dx-office')
    if (count === 0 || !office[0]) return
    const title = String(count)
    await notify(db, bodyId, office, {
      ...{ kind: 'stale', subjectKind: 'course' as const, subjectId: office[0], title, actorName: '' },
    })
  })
