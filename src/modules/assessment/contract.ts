import { assessmentContract as assessment } from './contract/assessment.ts'

/** Tests of skills: taking them, writing their items, and learning from the answers. */
export const assessmentContract = { assessment }
