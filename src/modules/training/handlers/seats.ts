import { dateInJapan, firstDayOf, fiscalYearOf } from '#kernel/fiscal-year'
import { notify } from '#modules/notices/public'
import type { Db } from '#server/db/transaction'
import { seatsFor } from '../rules/enrolment.ts'
import { cohortOf, lockCohort } from '../store/cohort.ts'
import { enrolmentOf, moveEnrolment, seatedByFrame, waitingFor } from '../store/enrolment.ts'

export const fiscalYearBegan = (today: string): string => firstDayOf(fiscalYearOf(today))

/** Gives free seats of a cohort to those who wait, fairly, and tells them; in the caller's transaction. */
export async function giveSeats(db: Db, bodyId: number, cohortId: string, title: string): Promise<void> {
  await lockCohort(db, bodyId, cohortId)
  const cohort = await cohortOf(db, bodyId, cohortId)
  if (!cohort || cohort.cancelled !== null || cohort.waiting === 0) return
  const today = dateInJapan(new Date())
  const waiting = await waitingFor(db, bodyId, cohortId, fiscalYearBegan(today))
  const { seats, framed, seated, applyUntil } = cohort
  const byFrame = await seatedByFrame(db, bodyId, cohortId)
  for (const id of seatsFor(waiting, {
    ...{ seats, framed, seated, seatedByFrame: byFrame, frameOver: applyUntil < today },
  })) {
    const enrolment = await enrolmentOf(db, bodyId, id)
    if (enrolment && (await moveEnrolment(db, bodyId, enrolment, { to: 'seated', by: null })))
      await tellEnrolled(db, bodyId, [enrolment.personId], id, title)
  }
}

/** Tells people that something was decided about their part in a course. */
export async function tellEnrolled(
  db: Db,
  bodyId: number,
  people: readonly string[],
  enrolmentId: string,
  title: string,
  actorName = '',
): Promise<void> {
  const telling = { kind: 'enrolled', subjectKind: 'enrolment' as const, subjectId: enrolmentId, title, actorName }
  await notify(db, bodyId, people, telling)
}
