import { courseHandlers as course } from './handlers/course.ts'

export const trainingHandlers = { course }
