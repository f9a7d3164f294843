import type { JobTask } from '#server/jobs'
import { inBody } from '#server/operations'
import { peopleWithEvidence } from '../store/estimate.ts'
import { refreshEstimates } from './estimate.ts'

const together = 200

/** Another framework is in use: what is kept of everybody is computed anew, some people a transaction. */
export const rebuildEstimates: JobTask = async ({ bodyId }, { pool }) => {
  const body = Number(bodyId)
  const people = await inBody(pool, body, (db) => peopleWithEvidence(db, body))
  for (let from = 0; from < people.length; from += together)
    await inBody(pool, body, (db) => refreshEstimates(db, body, people.slice(from, from + together)))
}
