import { assessmentHandlers as assessment } from './handlers/assessment.ts'

export const assessmentHandlers = { assessment }
