import { estimateArea } from '#engines/skill-estimate/estimate'
import { parameters } from '#engines/skill-estimate/parameters'
import { numbersFrom } from '#kernel/random'
import { calibrationError, third } from './scores.ts'
import { believed, type Mix, onScale, person, size, today, type World } from './world.ts'

const everything: Mix = {
  name: 'everything',
  rows: [
    { kind: 'self', chance: 0.7, from: 0, to: 3 },
    { kind: 'colleague', chance: 0.3, from: 0, to: 3 },
    { kind: 'manager', chance: 0.3, from: 0, to: 3 },
    { kind: 'test', chance: 0.4, from: 0, to: 3 },
    { kind: 'import', chance: 0.1, from: 0, to: 5 },
    { kind: 'answer', chance: 0.3, from: 0, to: 3 },
    { kind: 'adoption', chance: 0.2, from: 0, to: 3 },
    { kind: 'course', chance: 0.3, from: 0, to: 3 },
    { kind: 'project', part: 'member', chance: 0.2, from: 0, to: 3 },
    { kind: 'project', part: 'lead', chance: 0.1, from: 0, to: 3 },
    { kind: 'certificate', chance: 0.1, from: 0, to: 5 },
  ],
}

const mixes: readonly Mix[] = [
  { name: 'self-reports alone', rows: [{ kind: 'self', chance: 0.9, from: 0, to: 2 }] },
  { name: 'self-reports every half year', rows: [{ kind: 'self', chance: 0.9, times: 4, from: 0, to: 2 }] },
  {
    name: 'self, colleagues, managers',
    rows: [
      { kind: 'self', chance: 0.8, from: 0, to: 2 },
      { kind: 'colleague', chance: 0.5, from: 0, to: 2 },
      { kind: 'manager', chance: 0.3, from: 0, to: 2 },
    ],
  },
  { name: 'tests', rows: [{ kind: 'test', chance: 0.7, from: 0, to: 2 }] },
  { name: 'tests, up to three times', rows: [{ kind: 'test', chance: 0.7, times: 3, from: 0, to: 2 }] },
  {
    name: 'only what is shown',
    rows: [
      { kind: 'answer', chance: 0.5, from: 0, to: 3 },
      { kind: 'adoption', chance: 0.3, from: 0, to: 3 },
      { kind: 'certificate', chance: 0.2, from: 0, to: 5 },
    ],
  },
  { name: 'few and old', rows: [{ kind: 'colleague', chance: 0.25, from: 3, to: 7 }] },
  everything,
]

const otherwise: readonly World[] = [
  { ...believed, name: 'noise 30% greater', noise: 1.3 },
  { ...believed, name: 'bias 0.2 greater', bias: 0.2 },
  { ...believed, name: 'bias 0.2 smaller', bias: -0.2 },
  { ...believed, name: 'skills unrelated', correlation: 0 },
  { ...believed, name: 'skills nearly one (0.8)', correlation: 0.8 },
  { ...believed, name: 'drift twice as fast', kept: believed.kept ** 2 },
]

/** Every mix in the world as the engine believes it to be, and everything in other worlds. */
export const calibration = (people: number) => [
  ...mixes.map((mix) => calibrationOf(people, mix, believed)),
  ...otherwise.map((world) => calibrationOf(people, everything, world)),
]

function calibrationOf(people: number, mix: Mix, world: World) {
  const random = numbersFrom(4711)
  const sum = { known: 0, inside: 0, squares: 0, ofPrior: 0, off: 0, width: 0 }
  const chance: number[] = []
  const came: boolean[] = []
  for (let n = 0; n < people; n++) {
    const { truth, rows } = person(random, mix, world, parameters)
    estimateArea(size, rows, today).skills.forEach(({ rows: own, mean, low, high, chances }, skill) => {
      if (own === 0) return
      const level = onScale(truth[skill]!)
      sum.known++
      if (level >= low && level <= high) sum.inside++
      sum.off += onScale(mean) - level
      sum.squares += (onScale(mean) - level) ** 2
      sum.ofPrior += (parameters.prior.mean - level) ** 2
      sum.width += high - low
      chance.push(...chances)
      came.push(...chances.map((_, k) => Math.round(level) === k))
    })
  }
  return {
    mix: mix.name,
    world: world.name,
    known: sum.known,
    coverage: third(sum.inside / sum.known),
    width: third(sum.width / sum.known),
    rmse: third(Math.sqrt(sum.squares / sum.known)),
    rmse_of_prior: third(Math.sqrt(sum.ofPrior / sum.known)),
    too_high_by: third(sum.off / sum.known),
    chances_off_by: third(calibrationError(chance, came)),
  }
}
