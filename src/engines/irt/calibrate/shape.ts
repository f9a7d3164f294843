import { leastProbability, logistic } from '../curves.ts'
import type { Parameters } from '../item.ts'

/**
 * The coordinates in which an item is estimated: slope a, intercepts d (logit = a θ + d, descending) and, with guessing, the
 * logit of c. In them the likelihood is well behaved; b = −d / a comes afterwards.
 */
export interface Shape {
  readonly thresholds: number
  readonly guessing: boolean
  /** Coordinates that are estimated; the others keep their value. */
  readonly free: readonly number[]
}

export const dimension = ({ thresholds, guessing }: Shape) => 1 + thresholds + (guessing ? 1 : 0)

export function coordinatesOf({ a, b, c = 0 }: Parameters, { guessing }: Shape): Float64Array {
  const intercepts = b.map((threshold) => -a * threshold)
  return Float64Array.of(a, ...intercepts, ...(guessing ? [Math.log(c / (1 - c))] : []))
}

export function parametersOf(x: Float64Array, { thresholds, guessing }: Shape): Parameters {
  const a = x[0]!
  const b = Array.from({ length: thresholds }, (_, k) => -x[k + 1]! / a)
  return guessing ? { a, b, c: logistic(x[thresholds + 1]!) } : { a, b }
}

/**
 * Probabilities of all categories at an ability, and by category their derivatives by each coordinate. False when the
 * intercepts are out of order, so that there are none.
 */
export function evaluate(
  shape: Shape,
  x: Float64Array,
  theta: number,
  p: Float64Array,
  gradient: Float64Array,
): boolean {
  const { thresholds: m, guessing } = shape
  const size = dimension(shape)
  const a = x[0]!
  const c = guessing ? logistic(x[m + 1]!) : 0
  gradient.fill(0)
  let above = 1
  let z = Number.POSITIVE_INFINITY
  for (let k = 0; k <= m; k++) {
    // Category k lies between the curves of k and k + 1.
    const next = k < m ? a * theta + x[k + 1]! : Number.NEGATIVE_INFINITY
    if (next >= z) return false
    const reach = k < m ? logistic(next) : 0
    let chance: number
    if (k === 0) chance = logistic(-next) * (1 - c)
    else if (k === m) chance = c + (1 - c) * above
    else chance = above * logistic(-next) * -Math.expm1(next - z)
    p[k] = Math.max(leastProbability, chance)
    if (k < m) {
      const steep = (1 - c) * reach * logistic(-next)
      gradient[k * size]! -= steep * theta
      gradient[k * size + k + 1]! -= steep
      gradient[(k + 1) * size]! += steep * theta
      gradient[(k + 1) * size + k + 1]! += steep
    }
    above = reach
    z = next
  }
  if (guessing) {
    const miss = c * (1 - c) * logistic(-(a * theta + x[1]!))
    gradient[m + 1] = -miss
    gradient[size + m + 1] = miss
  }
  return true
}
