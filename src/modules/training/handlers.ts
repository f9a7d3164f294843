import { cohortHandlers as cohort } from './handlers/cohort.ts'
import { courseHandlers as course } from './handlers/course.ts'
import { enrolmentHandlers as enrolment } from './handlers/enrolment.ts'

export const trainingHandlers = { course, cohort, enrolment }
