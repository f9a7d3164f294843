import type { Jobs } from '#server/jobs'
import { escalateApplications, remindOfStaleCourses, remindOfTraining } from './handlers/clock.ts'

export const trainingJobs: Jobs = {
  tasks: {
    'enrolment.escalate': escalateApplications,
    'meeting.remind': remindOfTraining,
    'course.remind': remindOfStaleCourses,
  },
  cron: [
    { task: 'enrolment.escalate', pattern: '*/15 * * * *' },
    { task: 'meeting.remind', pattern: '0 23 * * *' },
    { task: 'course.remind', pattern: '10 23 1 * *' },
  ],
}
