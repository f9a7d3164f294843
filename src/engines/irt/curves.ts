import type { Parameters } from './item.ts'

/** No answer is impossible: probabilities keep this distance from 0 and 1. */
export const leastProbability = 1e-15

const within = (p: number) => Math.min(1 - leastProbability, Math.max(leastProbability, p))

/** 1 / (1 + exp(−x)), exact in both tails. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x))
  const e = Math.exp(x)
  return e / (1 + e)
}

/** The chance of answering in the category, 0 < p < 1. */
export function probability({ a, b, c = 0, d = 1 }: Parameters, category: number, theta: number): number {
  const span = d - c
  if (category === 0) return within(1 - d + span * logistic(-a * (theta - b[0]!)))
  const x = a * (theta - b[category - 1]!)
  if (category === b.length) return within(c + span * logistic(x))
  // The difference of two neighbouring curves, without cancellation in the tails.
  const y = a * (theta - b[category]!)
  return within(logistic(x) * logistic(-y) * -Math.expm1(y - x))
}

export interface Curve {
  p: number
  /** First and second derivative by ability. */
  slope: number
  bend: number
}

/** The category's curve and its derivatives. */
export function curve(parameters: Parameters, category: number, theta: number): Curve {
  const { a, b, c = 0, d = 1 } = parameters
  let slope = 0
  let bend = 0
  const edge = (k: number, sign: number) => {
    const x = a * (theta - b[k]!)
    const l = logistic(x)
    const steep = a * l * logistic(-x) * (d - c) * sign
    slope += steep
    bend += steep * a * (1 - 2 * l)
  }
  if (category > 0) edge(category - 1, 1)
  if (category < b.length) edge(category, -1)
  return { p: probability(parameters, category, theta), slope, bend }
}

/** Fisher information: how much an answer is expected to say of ability near θ. */
export function information(parameters: Parameters, theta: number): number {
  let sum = 0
  for (let k = 0; k <= parameters.b.length; k++) {
    const { p, slope } = curve(parameters, k, theta)
    sum += (slope * slope) / p
  }
  return sum
}
