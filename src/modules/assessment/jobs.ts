import type { Jobs } from '#server/jobs'
import { calibrateTask, runCalibration } from './handlers/calibration.ts'

export const assessmentJobs: Jobs = { tasks: { [calibrateTask]: runCalibration } }
