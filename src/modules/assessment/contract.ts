import { assessmentContract as assessment } from './contract/assessment.ts'
import { calibrationContract as calibration } from './contract/calibration.ts'
import { itemContract as item } from './contract/item.ts'

/** Tests of skills: taking them, writing their items, and learning from the answers. */
export const assessmentContract = { assessment, item, calibration }
