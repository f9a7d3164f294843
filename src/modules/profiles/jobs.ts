import type { Jobs } from '#server/jobs'
import { rebuildEstimates, renewEstimates } from './handlers/rebuild.ts'

export const profileJobs: Jobs = {
  tasks: { 'framework.used': rebuildEstimates, 'estimate.renew': renewEstimates },
  cron: [{ task: 'estimate.renew', pattern: '40 17 * * *' }],
}
