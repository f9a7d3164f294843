import { assessmentHandlers as assessment } from './handlers/assessment.ts'
import { calibrationHandlers as calibration } from './handlers/calibration.ts'
import { itemHandlers as item } from './handlers/item.ts'

export const assessmentHandlers = { assessment, item, calibration }
