import { inEveryBody, type Jobs } from '#server/jobs'
import { purgeImports } from './store/import.ts'
import { sweepExpired } from './store/sweep.ts'

export const staffJobs: Jobs = {
  tasks: {
    'staffImport.purge': (_, { pool }) => inEveryBody(pool, (db) => purgeImports(db)),
    'session.sweep': (_, { pool }) => inEveryBody(pool, sweepExpired),
  },
  cron: [
    { task: 'staffImport.purge', pattern: '17 3 * * *' },
    { task: 'session.sweep', pattern: '47 * * * *' },
  ],
}
