import { enqueue, inEveryBody, type Jobs } from '#server/jobs'
import { inBody } from '#server/operations'
import { climb } from './handlers/routing.ts'
import { expireAsks } from './store/ask.ts'
import { overdue } from './store/routing.ts'

export const communityJobs: Jobs = {
  tasks: {
    'ask.route': async ({ bodyId, topicId }, { pool }) =>
      inBody(pool, Number(bodyId), (db) => climb(db, Number(bodyId), String(topicId))),
    /** Frees those whose time to answer has passed, and wakes questions whose job was lost. */
    'ask.sweep': async (_payload, { pool }) =>
      inEveryBody(pool, async (db, bodyId) => {
        await expireAsks(db, bodyId)
        for (const topicId of await overdue(db, bodyId)) {
          await enqueue(db, 'ask.route', { bodyId, topicId }, { key: `ask.route:${bodyId}:${topicId}` })
        }
      }),
  },
  cron: [{ task: 'ask.sweep', pattern: '*/10 * * * *' }],
}
