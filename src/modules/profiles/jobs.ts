import type { Jobs } from '#server/jobs'
import { rebuildEstimates } from './handlers/rebuild.ts'

export const profileJobs: Jobs = { tasks: { 'framework.used': rebuildEstimates } }
