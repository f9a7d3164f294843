import { cohortContract as cohort } from './contract/cohort.ts'
import { courseContract as course } from './contract/course.ts'
import { enrolmentContract as enrolment } from './contract/enrolment.ts'

/** Courses of every origin, their holdings, and who takes part. */
export const trainingContract = { course, cohort, enrolment }
