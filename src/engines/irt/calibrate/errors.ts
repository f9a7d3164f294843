import { nodes } from '../bank.ts'
import type { Freedom, State } from './climb.ts'
import { expect, logShares, posteriorOfPattern } from './expect.ts'
import { cholesky, inverse } from './matrix.ts'
import { expectedHeight, type Model } from './maximise.ts'
import { logarithmsOf, type Problem } from './problem.ts'
import { dimension, evaluate } from './shape.ts'

/** Where the free coordinates of the entries stand among all, and those of the population after them. */
export interface Layout {
  readonly first: readonly number[]
  readonly population: number
  readonly total: number
}

export function layoutOf({ entries }: Problem, freedom: Freedom): Layout {
  let total = 0
  const first = entries.map(({ model }) => {
    const at = total
    total += model?.shape.free.length ?? 0
    return at
  })
  return { first, population: total, total: total + { standard: 0, spread: 1, estimated: 2 }[freedom] }
}

/**
 * Covariance of the estimates: inverse of the observed information by Louis' formula (1982), the information of the complete
 * data less what not knowing abilities takes away. Undefined when the answers do not hold the estimates in every direction.
 */
export function covarianceOf(problem: Problem, state: State, freedom: Freedom): Float64Array | undefined {
  const layout = layoutOf(problem, freedom)
  const { total } = layout
  const logarithms = logarithmsOf(problem, state.xs)
  const { expected, people } = expect(problem.patterns, logarithms, state.population)
  const information = new Float64Array(total * total)
  for (const [i, { model }] of problem.entries.entries())
    if (model) addComplete(information, layout.first[i]!, total, model, state.xs[i]!, expected)
  addCompletePopulation(information, layout, state, people, freedom)
  takeMissing(information, layout, problem, state, logarithms, freedom)
  const factor = cholesky(information, total)
  return factor && inverse(factor, total)
}

/** Second derivatives of the expected height, by differences of its gradient. */
function addComplete(
  information: Float64Array,
  first: number,
  total: number,
  model: Model,
  x: Float64Array,
  expected: Float64Array,
): void {
  const { free } = model.shape
  for (const [u, coordinate] of free.entries()) {
    const h = 1e-5
    const gradientAt = (step: number) => {
      const there = x.slice()
      there[coordinate]! += step
      return expectedHeight(model, there, expected).gradient
    }
    const above = gradientAt(h)
    const below = gradientAt(-h)
    for (const [v, other] of free.entries())
      information[(first + u) * total + first + v] = (below[other]! - above[other]!) / (2 * h)
  }
}

/** Coordinates: the spread, then the mean where it is estimated. */
function populationScores({ mean, sd }: State['population'], theta: number): [number, number] {
  const away = (theta - mean) / sd
  return [(away * away - 1) / sd, away / sd]
}

function addCompletePopulation(
  information: Float64Array,
  { population: at, total }: Layout,
  { population: { mean, sd } }: State,
  people: Float64Array,
  freedom: Freedom,
): void {
  if (freedom === 'standard') return
  for (let j = 0; j < people.length; j++) {
    const away = (nodes[j]! - mean) / sd
    information[at * total + at]! += (people[j]! * (3 * away * away - 1)) / (sd * sd)
    if (freedom === 'spread') continue
    const cross = (people[j]! * 2 * away) / (sd * sd)
    information[at * total + at + 1]! += cross
    information[(at + 1) * total + at]! += cross
    information[(at + 1) * total + at + 1]! += people[j]! / (sd * sd)
  }
}

/** Takes away, pattern by pattern, the covariance of the scores of the complete data over the pattern's posterior. */
function takeMissing(
  information: Float64Array,
  { first, population, total }: Layout,
  problem: Problem,
  state: State,
  logarithms: Float64Array,
  freedom: Freedom,
): void {
  const size = nodes.length
  const { starts, cells, people } = problem.patterns
  const { scores, entryOf } = scoreTables(problem, state)
  const shares = logShares(state.population)
  const posterior = new Float64Array(size)
  const places = new Int32Array(total)
  const centred = new Float64Array(total * size)
  for (let n = 0; n < people.length; n++) {
    posteriorOfPattern(problem.patterns, n, logarithms, shares, posterior)
    let from = 0
    let to = size
    while (posterior[from]! < 1e-9) from++
    while (posterior[to - 1]! < 1e-9) to--
    const width = to - from
    let rows = 0
    const add = (place: number, scoreAt: (j: number) => number) => {
      let mean = 0
      for (let j = from; j < to; j++) mean += posterior[j]! * scoreAt(j)
      for (let j = from; j < to; j++) centred[rows * width + j - from] = Math.sqrt(posterior[j]!) * (scoreAt(j) - mean)
      places[rows++] = place
    }
    for (let at = starts[n]!; at < starts[n + 1]!; at++) {
      const entry = entryOf[cells[at]!]!
      for (const [u, table] of scores[cells[at]!]!.entries()) add(first[entry]! + u, (j) => table[j]!)
    }
    if (freedom !== 'standard') add(population, (j) => populationScores(state.population, nodes[j]!)[0])
    if (freedom === 'estimated') add(population + 1, (j) => populationScores(state.population, nodes[j]!)[1])
    for (let u = 0; u < rows; u++)
      for (let v = 0; v <= u; v++) {
        let sum = 0
        for (let j = 0, one = u * width, other = v * width; j < width; j++)
          sum += centred[one + j]! * centred[other + j]!
        information[places[u]! * total + places[v]!]! -= people[n]! * sum
        if (u !== v) information[places[v]! * total + places[u]!]! -= people[n]! * sum
      }
  }
}

/** By row and free coordinate: the derivative of the logarithm of the row's probability, at the nodes. */
function scoreTables({ entries, rows }: Problem, { xs }: State) {
  const scores: Float64Array[][] = Array.from({ length: rows }, () => [])
  const entryOf = new Int32Array(rows)
  for (const [i, { model }] of entries.entries()) {
    if (!model) continue
    const { shape, row } = model
    const categories = shape.thresholds + 1
    const p = new Float64Array(categories)
    const gradient = new Float64Array(categories * dimension(shape))
    for (let k = 0; k < categories; k++) {
      entryOf[row + k] = i
      scores[row + k] = shape.free.map(() => new Float64Array(nodes.length))
    }
    for (let j = 0; j < nodes.length && shape.free.length > 0; j++) {
      evaluate(shape, xs[i]!, nodes[j]!, p, gradient)
      for (let k = 0; k < categories; k++)
        for (const [u, coordinate] of shape.free.entries())
          scores[row + k]![u]![j] = gradient[k * dimension(shape) + coordinate]! / p[k]!
    }
  }
  return { scores, entryOf }
}
