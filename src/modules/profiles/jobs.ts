import type { Jobs } from '#server/jobs'
import { remindOfEnds } from './handlers/ending.ts'
import { rebuildEstimates, renewEstimates } from './handlers/rebuild.ts'

export const profileJobs: Jobs = {
  tasks: { 'framework.used': rebuildEstimates, 'estimate.renew': renewEstimates, 'recognition.remind': remindOfEnds },
  cron: [
    { task: 'estimate.renew', pattern: '40 17 * * *' },
    { task: 'recognition.remind', pattern: '5 23 * * *' },
  ],
}
