import { type Bank, logPrior, nodes, nodeWidth } from './bank.ts'
import type { Answer } from './item.ts'

/** What the answers say of ability: weights at the nodes that add up to one, their mean and standard deviation. */
export interface Posterior {
  readonly weights: Float64Array
  readonly mean: number
  readonly sd: number
  /** Logarithm of the chance of these answers from anybody of the population. */
  readonly logLikelihood: number
}

/** Heights so far below the top weigh nothing, to the last digit. */
const lowest = -50

/** Logarithm of prior and likelihood at the nodes; trial items say nothing. Sums of logarithms: nothing underflows. */
export function posteriorOf(bank: Bank, answers: readonly Answer[]): Posterior {
  const size = nodes.length
  const weights = logPrior.slice()
  const { logarithms } = bank
  for (let n = 0; n < answers.length; n++) {
    const { item, category } = answers[n]!
    const place = bank.places.get(item)
    if (place === undefined || bank.trials[place] || !isCategory(bank, place, category)) continue
    const from = (bank.rows[place]! + category) * size
    for (let j = 0; j < size; j++) weights[j]! += logarithms[from + j]!
  }
  let top = Number.NEGATIVE_INFINITY
  for (let j = 0; j < size; j++) if (weights[j]! > top) top = weights[j]!
  let total = 0
  let first = 0
  let second = 0
  for (let j = 0; j < size; j++) {
    const height = weights[j]! - top
    const weight = height < lowest ? 0 : Math.exp(height)
    weights[j] = weight
    total += weight
    first += weight * nodes[j]!
    second += weight * nodes[j]! * nodes[j]!
  }
  for (let j = 0; j < size; j++) weights[j]! /= total
  const mean = first / total
  const sd = Math.sqrt(Math.max(0, second / total - mean * mean))
  return { weights, mean, sd, logLikelihood: top + Math.log((total * nodeWidth) / Math.sqrt(2 * Math.PI)) }
}

export function isCategory(bank: Bank, place: number, category: number): boolean {
  return Number.isInteger(category) && category >= 0 && category < bank.rows[place + 1]! - bank.rows[place]!
}

/** The ability below which the share of the posterior lies; between nodes by a cubic that keeps value and density. */
export function quantile({ weights }: Posterior, share: number): number {
  const last = weights.length - 1
  // Euler–Maclaurin: the trapezoid rule with its first correction, from slopes by central differences.
  const slope = (j: number) => (weights[Math.min(last, j + 1)]! - weights[Math.max(0, j - 1)]!) / 2
  let below = 0
  for (let j = 0; j < last; j++) {
    const step = (weights[j]! + weights[j + 1]!) / 2 - (slope(j + 1) - slope(j)) / 12
    if (below + step >= share || j === last - 1) return nodes[j]! + nodeWidth * invert(below, step, j)
    below += step
  }
  return nodes[last]!

  /** Where in the interval the cubic reaches the share, by bisection. */
  function invert(from: number, step: number, j: number): number {
    let low = 0
    let high = 1
    for (let turn = 0; turn < 40; turn++) {
      const t = (low + high) / 2
      const height =
        from + step * t * t * (3 - 2 * t) + weights[j]! * t * (1 - t) * (1 - t) + weights[j + 1]! * t * t * (t - 1)
      if (height < share) low = t
      else high = t
    }
    return (low + high) / 2
  }
}

/** The interval that leaves out the same share on both sides. */
export function interval(posterior: Posterior, level: number): readonly [number, number] {
  return [quantile(posterior, (1 - level) / 2), quantile(posterior, (1 + level) / 2)]
}
