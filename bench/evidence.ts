/**
 * Levels from evidence: `npm run bench:evidence -- [people] [learners] [speed people]`. Simulated people whose true levels
 * drift, with evidence drawn as the engine believes it comes about, and otherwise: does the 90% interval hold the truth, how far
 * off are the mean and the chances? Then answers of learners nobody has seen, foretold by the estimate and by counting; and all
 * people of a prefecture, computed anew on two threads. The last line is one JSON object.
 */
import { calibration } from './evidence/calibration.ts'
import { prediction } from './evidence/prediction.ts'
import { speed } from './evidence/speed.ts'

const [peopleText = '25000', learnersText = '4000', speedText = '60000'] = process.argv.slice(2)
const people = Number(peopleText)
const calibrated = calibration(people)
console.table(calibrated)

const foretold = prediction(Number(learnersText))
console.table(foretold)

const prefecture = Number(speedText)
const speeds = {
  'forty rows a person': await speed(prefecture, 40),
  'forty rows a person and skill': await speed(prefecture, 40 * 24),
}
console.table(speeds)
console.log(JSON.stringify({ bench: 'evidence', people, calibrated, foretold, prefecture, speeds }))
