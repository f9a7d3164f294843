import { dateInJapan } from '#kernel/fiscal-year'
import { recordCompleted } from '#modules/profiles/public'
import type { Db } from '#server/db/transaction'
import { moved } from '../rules/enrolment.ts'
import type { StoredCourse } from '../store/course.ts'
import { moveEnrolment, type StoredEnrolment } from '../store/enrolment.ts'
import { tellEnrolled } from './seats.ts'

/** Ends an enrolment as completed: its hours count, and the ledger has it the same second. False: somebody was faster. */
export async function complete(
  db: Db,
  bodyId: number,
  enrolment: StoredEnrolment,
  { id: courseId, document, skills }: StoredCourse,
  by: string | null,
  reason: string,
): Promise<boolean> {
  const to = moved('complete', enrolment.state)
  const on = dateInJapan(new Date())
  const { hours, title } = document
  if (!to || !(await moveEnrolment(db, bodyId, enrolment, { to, by, reason, completedOn: on, hours }))) return false
  const link = `/courses/${courseId}`
  await recordCompleted(db, bodyId, [
    { enrolmentId: enrolment.id, personId: enrolment.personId, title, link, on, skills },
  ])
  await tellEnrolled(db, bodyId, [enrolment.personId], enrolment.id, title)
  return true
}
