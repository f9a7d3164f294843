import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'
import { insertEvidence } from '../store/evidence.ts'
import { refreshEstimates } from './estimate.ts'

/** A course somebody completed, with the levels it brings to. */
export interface Completed {
  enrolmentId: string
  personId: string
  title: string
  /** Its page. */
  link: string
  on: string
  skills: readonly { framework: string; skill: string; level: number }[]
}

/** Writes completed courses down as evidence, in the caller's transaction; an enrolment is written down once. */
export async function recordCompleted(db: Db, bodyId: number, courses: readonly Completed[]): Promise<void> {
  const rows = courses.flatMap(({ enrolmentId, personId, title, link, on, skills }) => {
    const row = { personId, kind: 'course' as const, sourceKind: 'enrolment', sourceId: enrolmentId, link, note: title }
    return skills.map((skill) => ({ ...row, ...skill, id: newId(), shownOn: on }))
  })
  if ((await insertEvidence(db, bodyId, rows)) > 0)
    await refreshEstimates(db, bodyId, [...new Set(courses.map(({ personId }) => personId))])
}
