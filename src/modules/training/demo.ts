import type { IsoDate } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { numbersFrom } from '#kernel/random'
import { type Completed, recordCompleted } from '#modules/profiles/public'
import type { DemoCity } from '#modules/staff/public'
import type { Db } from '#server/db/transaction'
import { DemoTraining } from './content.ts'
import { readDemo } from './handlers/shipped.ts'
import { decideByOf } from './rules/enrolment.ts'
import { type DemoEnrolment, demoCourses, insertDemoCohort, insertDemoEnrolments } from './store/demo.ts'

const day = 86_400_000
const isoOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** Two years of holdings of the city's own courses, those to come, and who took part, with what it left in the ledger. */
export async function loadDemoTraining(db: Db, { bodyId, people, signIns }: DemoCity, today: IsoDate): Promise<void> {
  const { words, places } = DemoTraining.parse(await readDemo())
  const random = numbersFrom(20261201)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const here = people.filter(({ left }) => !left)
  const courses = await demoCourses(db, bodyId)
  const enrolments: DemoEnrolment[] = []
  const completed: Completed[] = []
  const held = courses.filter(
    ({ form, applyBy }) => applyBy === 'here' && ['gathering', 'live', 'workshop'].includes(form),
  )
  for (const [at, course] of held.entries()) {
    for (const offset of [-640 + at * 5, -280 + at * 4, 20 + at * 3]) {
      let time = Date.parse(today) + offset * day
      while ([0, 6].includes(new Date(time).getUTCDay())) time += day
      const id = newId()
      const past = offset < 0
      const year = Number(isoOf(time).slice(0, 4))
      const month = Number(isoOf(time).slice(5, 7))
      const code = `D${String(at).padStart(2, '0')}${String(((offset % 1000) + 1000) % 1000).padStart(3, '0')}`
      const cohort = { id, courseId: course.id, name: `${year}/${month}`, seats: 16, hours: course.hours }
      await insertDemoCohort(
        db,
        bodyId,
        { ...cohort, applyUntil: isoOf(time - 7 * day), startsAt: new Date(time + 4 * 3_600_000) },
        { id: newId(), place: pick(places), code },
      )
      const taken = new Set<string>()
      for (let seat = 0; seat < (past ? 14 : 9); seat++) {
        const personId = pick(here).id
        if (taken.has(personId)) continue
        taken.add(personId)
        const enrolmentId = newId()
        const state = past ? (random() < 0.9 ? 'completed' : 'missed') : seat < 6 ? 'seated' : 'asked'
        const askedAt = new Date(past ? time - 20 * day : Date.parse(today) - (1 + random() * 2) * day)
        const decideBy = state === 'asked' ? decideByOf(askedAt) : null
        const done = state === 'completed'
        enrolments.push({
          ...{ id: enrolmentId, courseId: course.id, cohortId: id, personId, state, words: pick(words), askedAt },
          ...{ decideBy, completedOn: done ? isoOf(time) : null, hours: done ? course.hours : null },
        })
        if (done)
          completed.push({
            ...{ enrolmentId, personId, title: course.title, link: `/courses/${course.id}`, on: isoOf(time) },
            skills: course.skills,
          })
      }
    }
  }
  // Those one signs in as have something to see: a seat, a question open, a course by oneself.
  const own = [...signIns.values()]
  for (const [at, personId] of own.entries()) {
    const askedAt = new Date(Date.parse(today) - 2 * day)
    const course = courses.filter(({ applyBy }) => applyBy === 'open')[at % 2]!
    enrolments.push({
      ...{ id: newId(), courseId: course.id, cohortId: null, personId, state: 'seated', words: '', askedAt },
      ...{ decideBy: null, completedOn: null, hours: null },
    })
  }
  await insertDemoEnrolments(db, bodyId, enrolments)
  await recordCompleted(db, bodyId, completed)
}
