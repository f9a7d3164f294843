import { dateInJapan } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'
import { insertEvidence } from '../store/evidence.ts'
import { refreshEstimates } from './estimate.ts'

/** What a test of a person said of skills; levels 0 to 4 with their standard errors, the prior left out. */
export interface Tested {
  assessmentId: string
  personId: string
  framework: string
  title: string
  /** Its page. */
  link: string
  at: Date
  results: readonly { skill: string; level: number; error: number }[]
}

/** Writes down what tests said as evidence, in the caller's transaction; a test is written down once. */
export async function recordTested(db: Db, bodyId: number, tests: readonly Tested[]): Promise<void> {
  const rows = tests.flatMap(({ assessmentId, personId, framework, title, link, at, results }) => {
    const row = { personId, framework, kind: 'test' as const, sourceKind: 'assessment', sourceId: assessmentId, link }
    return results.map((result) => ({ ...row, ...result, id: newId(), note: title, shownOn: dateInJapan(at) }))
  })
  if ((await insertEvidence(db, bodyId, rows)) > 0)
    await refreshEstimates(db, bodyId, [...new Set(tests.map(({ personId }) => personId))])
}
