import { inEveryBody, type JobContext, type JobTask } from '#server/jobs'
import { inBody } from '#server/operations'
import { peopleWithEvidence } from '../store/estimate.ts'
import { peopleToRenew } from '../store/reach.ts'
import { refreshEstimates } from './estimate.ts'

const together = 200

/** After so many days a chance has moved by a hundredth at most. */
const renewedAfterDays = 28

/** Another framework is in use: what is kept of everybody is computed anew. */
export const rebuildEstimates: JobTask = async ({ bodyId }, { pool }) => {
  const body = Number(bodyId)
  await refreshAll(pool, body, await inBody(pool, body, (db) => peopleWithEvidence(db, body)))
}

/** What is known grows old, and what was dated ahead comes true: what is kept follows. */
export const renewEstimates: JobTask = (_, { pool }) =>
  inEveryBody(pool, async (db, body) => refreshAll(pool, body, await peopleToRenew(db, body, renewedAfterDays)))

/** Some people a transaction, so that nobody waits long for one of them. */
async function refreshAll(pool: JobContext['pool'], body: number, people: readonly string[]): Promise<void> {
  for (let from = 0; from < people.length; from += together)
    await inBody(pool, body, (db) => refreshEstimates(db, body, people.slice(from, from + together)))
}
