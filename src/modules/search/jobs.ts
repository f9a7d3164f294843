import { inEveryBody, type Jobs } from '#server/jobs'
import { foldDeltas } from './store/document.ts'

export const searchJobs: Jobs = {
  tasks: {
    'search.fold': async (_payload, { pool }) =>
      inEveryBody(pool, async (db, bodyId) => void (await foldDeltas(db, bodyId))),
  },
  cron: [{ task: 'search.fold', pattern: '* * * * *' }],
}
