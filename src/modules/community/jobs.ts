import { dateInJapan } from '#kernel/fiscal-year'
import { isWorkingDay } from '#kernel/working-time'
import { enqueue, inEveryBody, type Jobs } from '#server/jobs'
import { inBody } from '#server/operations'
import { sweepAttachments } from './handlers/attachment.ts'
import { climb } from './handlers/routing.ts'
import { askToVerify, lowerAged } from './handlers/verification.ts'
import { expireAsks } from './store/ask.ts'
import { databaseNow, overdue } from './store/routing.ts'

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
    /** Each morning: what has aged sinks in the search, and on working days its owners are asked to confirm it. */
    'answer.verify': async (_payload, { pool }) =>
      inEveryBody(pool, async (db, bodyId) => {
        const today = dateInJapan(await databaseNow(db))
        await lowerAged(db, bodyId, today)
        if (isWorkingDay(today)) await askToVerify(db, bodyId, today)
      }),
    'attachment.sweep': (_payload, context) => sweepAttachments(context),
  },
  cron: [
    { task: 'attachment.sweep', pattern: '27 * * * *' },
    { task: 'ask.sweep', pattern: '*/10 * * * *' },
    { task: 'answer.verify', pattern: '10 23 * * *' },
  ],
}
