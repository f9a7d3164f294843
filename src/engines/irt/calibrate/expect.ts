import { nodes } from '../bank.ts'

/** Answers as rows of the tables (an item's first row plus the category), equal people counted once. */
export interface Patterns {
  /** By pattern where its cells begin; one more at the end. */
  readonly starts: Int32Array
  readonly cells: Int32Array
  /** How many people answered so. */
  readonly people: Float64Array
}

export interface Population {
  readonly mean: number
  readonly sd: number
}

/** Logarithm of the population's share at each node. */
export function logShares({ mean, sd }: Population): Float64Array {
  const heights = nodes.map((theta) => -((theta - mean) ** 2) / (2 * sd * sd))
  const total = heights.reduce((sum, height) => sum + Math.exp(height), 0)
  return heights.map((height) => height - Math.log(total))
}

export interface Expectation {
  logLikelihood: number
  /** By row and node: how many people of that ability are expected to have answered so. */
  expected: Float64Array
  /** By node: how many people are expected there. */
  people: Float64Array
}

/** Shares of a posterior below this are passed over. */
const negligible = 1e-14

/** The posterior of a pattern at the nodes, written to `posterior`; returns the logarithm of the pattern's likelihood. */
export function posteriorOfPattern(
  { starts, cells }: Patterns,
  n: number,
  logarithms: Float64Array,
  shares: Float64Array,
  posterior: Float64Array,
): number {
  const size = nodes.length
  posterior.set(shares)
  for (let at = starts[n]!; at < starts[n + 1]!; at++) {
    const base = cells[at]! * size
    for (let j = 0; j < size; j++) posterior[j]! += logarithms[base + j]!
  }
  let top = Number.NEGATIVE_INFINITY
  for (let j = 0; j < size; j++) if (posterior[j]! > top) top = posterior[j]!
  let total = 0
  for (let j = 0; j < size; j++) {
    const share = Math.exp(posterior[j]! - top)
    posterior[j] = share
    total += share
  }
  for (let j = 0; j < size; j++) posterior[j]! /= total
  return top + Math.log(total)
}

/** Where everybody is expected to be, given the items' curves (`logarithms`, by row and node) and the population. */
export function expect(patterns: Patterns, logarithms: Float64Array, population: Population): Expectation {
  const size = nodes.length
  const { starts, cells, people } = patterns
  const shares = logShares(population)
  const expected = new Float64Array(logarithms.length)
  const everybody = new Float64Array(size)
  const posterior = new Float64Array(size)
  let logLikelihood = 0
  for (let n = 0; n < people.length; n++) {
    const count = people[n]!
    logLikelihood += count * posteriorOfPattern(patterns, n, logarithms, shares, posterior)
    let from = 0
    let to = size
    while (posterior[from]! < negligible) from++
    while (posterior[to - 1]! < negligible) to--
    for (let j = from; j < to; j++) {
      posterior[j]! *= count
      everybody[j]! += posterior[j]!
    }
    for (let at = starts[n]!; at < starts[n + 1]!; at++) {
      const base = cells[at]! * size
      for (let j = from; j < to; j++) expected[base + j]! += posterior[j]!
    }
  }
  return { logLikelihood, expected, people: everybody }
}
