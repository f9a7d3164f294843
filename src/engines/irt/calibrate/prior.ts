import type { Parameters } from '../item.ts'
import type { Shape } from './shape.ts'

/** What is believed of an item before any answer; it fades as answers come in. */
export interface Prior {
  /** The logarithm of a is normal around that of the median. */
  readonly a?: { readonly median: number; readonly spread: number }
  /** Each threshold is normal around its mean. */
  readonly b?: { readonly means: readonly number[]; readonly sd: number }
  /** The logit of c is normal around that of the median. */
  readonly c?: { readonly median: number; readonly spread: number }
}

/** A prior around argued parameters: worth some ten answers, enough to hold an item that hardly anybody answered. */
export function priorAround({ a, b, c }: Parameters): Prior {
  return {
    a: { median: a, spread: 0.5 },
    b: { means: b, sd: 1 },
    ...(c === undefined ? {} : { c: { median: Math.min(0.5, Math.max(0.02, c)), spread: 0.5 } }),
  }
}

const logit = (p: number) => Math.log(p / (1 - p))

/** The logarithm of the prior at x; adds its gradient and (Gauss–Newton) curvature. −∞ where the prior rules x out. */
export function addPrior(
  { a, b, c }: Prior,
  { thresholds, guessing }: Shape,
  x: Float64Array,
  gradient: Float64Array,
  curvature: Float64Array,
): number {
  const size = gradient.length
  const slope = x[0]!
  if ((a || b) && !(slope > 0)) return Number.NEGATIVE_INFINITY
  let height = 0
  if (a) {
    const away = (Math.log(slope) - Math.log(a.median)) / a.spread
    height -= (away * away) / 2
    gradient[0]! -= away / (a.spread * slope)
    curvature[0]! += 1 / (a.spread * slope) ** 2
  }
  for (let k = 0; b && k < thresholds; k++) {
    const threshold = -x[k + 1]! / slope
    const away = (threshold - (b.means[k] ?? 0)) / b.sd
    height -= (away * away) / 2
    // db/da = −b/a, db/dd = −1/a
    const bySlope = -threshold / slope / b.sd
    const byIntercept = -1 / slope / b.sd
    gradient[0]! -= away * bySlope
    gradient[k + 1]! -= away * byIntercept
    curvature[0]! += bySlope * bySlope
    curvature[k + 1]! += bySlope * byIntercept
    curvature[(k + 1) * size]! += bySlope * byIntercept
    curvature[(k + 1) * size + k + 1]! += byIntercept * byIntercept
  }
  if (c && guessing) {
    const at = thresholds + 1
    const away = (x[at]! - logit(c.median)) / c.spread
    height -= (away * away) / 2
    gradient[at]! -= away / c.spread
    curvature[at * size + at]! += 1 / (c.spread * c.spread)
  }
  return height
}
