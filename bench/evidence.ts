/**
 * Levels from evidence: `npm run bench:evidence -- [people] [speed people]`. Simulated people whose true levels drift, with
 * evidence drawn as the engine believes it comes about, and otherwise: does the 90% interval hold the truth, how far off is the
 * mean? Then all people of a prefecture, computed anew on two threads. The last line is one JSON object.
 */
import { once } from 'node:events'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { estimateArea } from '#engines/skill-estimate/estimate'
import type { Evidence, Kind } from '#engines/skill-estimate/evidence'
import { type Parameters, parameters } from '#engines/skill-estimate/parameters'
import { numbersFrom } from '#kernel/random'

const size = 4
const year = 365.25
const today = 20_000

type Random = () => number
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
const level = (value: number): number => Math.min(4, Math.max(0, value))

/** Steps of four correlated skills with variance 1. */
function step(random: Random, correlation: number): number[] {
  const shared = normal(random) * Math.sqrt(correlation)
  return Array.from({ length: size }, () => shared + normal(random) * Math.sqrt(1 - correlation))
}

/** Which rows somebody has: kind, and the years ago it happened. Chances are per skill. */
interface Mix {
  name: string
  rows: readonly { kind: Kind; chance: number; from: number; to: number }[]
}
const mixes: readonly Mix[] = [
  { name: 'self-reports alone', rows: [{ kind: 'self', chance: 0.9, from: 0, to: 2 }] },
  {
    name: 'self-reports and colleagues',
    rows: [
      { kind: 'self', chance: 0.8, from: 0, to: 2 },
      { kind: 'colleague', chance: 0.5, from: 0, to: 2 },
      { kind: 'manager', chance: 0.3, from: 0, to: 2 },
    ],
  },
  { name: 'tests', rows: [{ kind: 'test', chance: 0.7, from: 0, to: 2 }] },
  { name: 'few and old', rows: [{ kind: 'colleague', chance: 0.25, from: 3, to: 7 }] },
  {
    name: 'everything',
    rows: [
      { kind: 'self', chance: 0.7, from: 0, to: 3 },
      { kind: 'colleague', chance: 0.3, from: 0, to: 3 },
      { kind: 'manager', chance: 0.3, from: 0, to: 3 },
      { kind: 'test', chance: 0.4, from: 0, to: 3 },
      { kind: 'import', chance: 0.1, from: 0, to: 5 },
      { kind: 'answer', chance: 0.3, from: 0, to: 3 },
      { kind: 'adoption', chance: 0.2, from: 0, to: 3 },
      { kind: 'certificate', chance: 0.1, from: 0, to: 5 },
    ],
  },
]

/** How the world differs from what the engine believes. */
interface World {
  name: string
  noise: number
  bias: number
  correlation: number
  kept: number
}
const believed: World = {
  ...{ name: 'as believed', noise: 1, bias: 0 },
  ...{ correlation: parameters.prior.correlation, kept: parameters.keptPerYear },
}
const worlds: readonly World[] = [
  believed,
  { ...believed, name: 'noise 30% greater', noise: 1.3 },
  { ...believed, name: 'bias 0.2 greater', bias: 0.2 },
  { ...believed, name: 'skills unrelated', correlation: 0 },
  { ...believed, name: 'drift twice as fast', kept: parameters.keptPerYear ** 2 },
]

/** One person: the true levels of today, and the rows. */
function person(random: Random, { rows: wanted }: Mix, world: World, model: Parameters) {
  const { mean, deviation } = model.prior
  const events = Array.from({ length: size }, (_, skill) =>
    wanted
      .filter(({ chance }) => random() < chance)
      .map(({ kind, from, to }) => ({ skill, kind, day: Math.round(today - (from + random() * (to - from)) * year) })),
  )
    .flat()
    .sort((a, b) => a.day - b.day)
  let truth = step(random, world.correlation).map((z) => mean + deviation * z)
  let last = events[0]?.day ?? today
  const drift = (day: number) => {
    const kept = world.kept ** ((day - last) / year)
    const news = step(random, world.correlation)
    truth = truth.map((x, i) => mean + kept * (x - mean) + Math.sqrt(1 - kept * kept) * deviation * news[i]!)
    last = day
  }
  const rows = events.flatMap((event, n): Evidence[] => {
    drift(event.day)
    const row = drawn(random, event.kind, truth[event.skill]!, world, model)
    return row ? [{ ...event, ...row, id: `${n}`, part: null, source: `${n}` }] : []
  })
  drift(today)
  return { truth, rows }
}

const rounding = 1 / 12

/** What somebody would write down of a true level; undefined when nothing is shown (an answer nobody took up). */
function drawn(random: Random, kind: Kind, truth: number, { noise, bias }: World, model: Parameters) {
  if (kind === 'test') {
    const error = 0.45 + random() * 0.3
    const scatter = Math.hypot(error, model.testMismatch) * noise
    return { level: level(truth + bias + normal(random) * scatter), error }
  }
  if (kind === 'project') return undefined
  const source = model.sources[kind]
  if (source.form === 'said') {
    const scatter = Math.sqrt(source.deviation ** 2 - rounding) * noise
    return { level: level(Math.round(truth + source.bias + bias + normal(random) * scatter)), error: null }
  }
  const shows = truth + normal(random) * source.deviation * noise > source.level - source.below
  return shows ? { level: null, error: null } : undefined
}

function calibration(people: number, mix: Mix, world: World) {
  const random = numbersFrom(4711)
  let [known, inside, squares, squaresOfPrior, width] = [0, 0, 0, 0, 0]
  for (let n = 0; n < people; n++) {
    const { truth, rows } = person(random, mix, world, parameters)
    estimateArea(size, rows, today).skills.forEach(({ rows: own, mean, low, high }, skill) => {
      if (own === 0) return
      const true_ = level(truth[skill]!)
      known++
      if (true_ >= low && true_ <= high) inside++
      squares += (level(mean) - true_) ** 2
      squaresOfPrior += (parameters.prior.mean - true_) ** 2
      width += high - low
    })
  }
  const third = (value: number) => Math.round(value * 1000) / 1000
  return {
    ...{ mix: mix.name, world: world.name, known, coverage: third(inside / known), width: third(width / known) },
    ...{ rmse: third(Math.sqrt(squares / known)), rmse_of_prior: third(Math.sqrt(squaresOfPrior / known)) },
  }
}

/** Estimates of six areas of four skills from forty rows a person. */
function computeAll(people: number, seed: number): number {
  const random = numbersFrom(seed)
  const sources: Kind[] = ['self', 'colleague', 'manager', 'test', 'answer', 'import']
  const areas = Array.from({ length: 40 }, () => Array.from({ length: 6 }, () => [] as Evidence[]))
  for (const own of areas)
    for (let n = 0; n < 40; n++) {
      const kind = sources[Math.floor(random() * sources.length)]!
      const said = kind === 'answer' ? null : Math.floor(random() * 5)
      const row = { kind, level: said, error: kind === 'test' ? 0.5 : null, part: null, source: `${n}`, id: `${n}` }
      own[Math.floor(random() * 6)]!.push({
        ...{ ...row, skill: Math.floor(random() * size), day: today - Math.floor(random() * 1500) },
      })
    }
  let sum = 0
  for (let n = 0; n < people; n++)
    for (const rows of areas[n % areas.length]!) sum += estimateArea(size, rows, today).skills[0]!.mean
  return sum
}

async function speed(people: number): Promise<number> {
  const started = performance.now()
  const workers = [1, 2].map((seed) => new Worker(import.meta.filename, { workerData: { people: people / 2, seed } }))
  await Promise.all(workers.map((worker) => once(worker, 'message')))
  return Math.round(performance.now() - started) / 1000
}

if (isMainThread) {
  const [peopleText = '10000', speedText = '60000'] = process.argv.slice(2)
  const results = mixes.flatMap((mix) =>
    worlds
      .filter((world) => world === believed || mix === mixes.at(-1))
      .map((world) => calibration(Number(peopleText), mix, world)),
  )
  console.table(results)
  const seconds = await speed(Number(speedText))
  console.log(`${speedText} people, 24 skills, 40 rows each, two threads: ${seconds} s`)
  console.log(
    JSON.stringify({
      bench: 'evidence',
      people: Number(peopleText),
      results,
      speed: { people: Number(speedText), seconds },
    }),
  )
} else {
  parentPort!.postMessage(computeAll(workerData.people, workerData.seed))
}
