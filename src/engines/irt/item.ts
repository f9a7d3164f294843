/**
 * Parameters of an item on the logistic scale, without the factor 1.7. The chance of reaching category k or a higher one is
 * c + (d − c) / (1 + exp(−a (θ − b[k−1]))): one threshold is 2PL, 3PL (c) or 4PL (c and d), several are graded response.
 */
export interface Parameters {
  /** Discrimination, 0 < a ≤ 10. */
  readonly a: number
  /** Thresholds between neighbouring categories, ascending; one for right or wrong. */
  readonly b: readonly number[]
  /** Chance of a right answer by guessing; items with one threshold only. */
  readonly c?: number
  /** Chance of a right answer of the ablest (1 unless given); items with one threshold only. */
  readonly d?: number
}

export interface Item {
  readonly id: string
  readonly parameters: Parameters
  /** What the balance of contents counts by. */
  readonly area?: string
  /** Items that give this one away, or ask the same; it need be said of one of the two only. */
  readonly enemies?: readonly string[]
  /** Given unscored, to learn its parameters. */
  readonly trial?: boolean
}

/** 0 is the lowest category (wrong), `b.length` the highest (right). */
export interface Answer {
  readonly item: string
  readonly category: number
}

export type ParameterProblem =
  | 'discrimination-out-of-range'
  | 'threshold-out-of-range'
  | 'thresholds-not-ascending'
  | 'no-threshold'
  | 'guessing-out-of-range'
  | 'upper-out-of-range'
  | 'asymptote-of-graded'

export const limits = { discrimination: 10, threshold: 10, guessing: 0.6, upper: 0.6, thresholds: 20 }

/** Why the engine would not use such an item; undefined when it does. */
export function problemOf({ a, b, c = 0, d = 1 }: Parameters): ParameterProblem | undefined {
  if (!(a > 0 && a <= limits.discrimination)) return 'discrimination-out-of-range'
  if (b.length === 0 || b.length > limits.thresholds) return 'no-threshold'
  if (!b.every((threshold) => Math.abs(threshold) <= limits.threshold)) return 'threshold-out-of-range'
  if (b.some((threshold, k) => k > 0 && threshold <= b[k - 1]!)) return 'thresholds-not-ascending'
  if (!(c >= 0 && c <= limits.guessing)) return 'guessing-out-of-range'
  if (!(d >= limits.upper && d <= 1 && d > c)) return 'upper-out-of-range'
  return b.length > 1 && (c !== 0 || d !== 1) ? 'asymptote-of-graded' : undefined
}
