import { inEveryBody, type Jobs } from '#server/jobs'
import { purgeImports } from './store/import.ts'

export const staffJobs: Jobs = {
  tasks: {
    'staffImport.purge': (_, { pool }) => inEveryBody(pool, (db) => purgeImports(db)),
  },
  cron: [{ task: 'staffImport.purge', pattern: '17 3 * * *' }],
}
