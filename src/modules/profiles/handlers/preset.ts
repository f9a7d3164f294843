import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RecognitionPreset } from '../content.ts'

const file = join(import.meta.dirname, '../../../../data/profiles/recognition.json')

/** What comes with the product, until a city decides: what is asked of a DX人財, and of leaders. */
export const { criteria: criteriaPreset, leaders: leaderPreset } = RecognitionPreset.parse(
  JSON.parse(readFileSync(file, 'utf8')),
)
