import { nodes } from '../bank.ts'
import { probability } from '../curves.ts'
import type { Parameters } from '../item.ts'

/** Ability on the scale to come is `scale` times ability on the scale at hand, plus `shift`. */
export interface Link {
  readonly scale: number
  readonly shift: number
}

/** The same item on the other scale. */
export function linked({ a, b, ...asymptotes }: Parameters, { scale, shift }: Link): Parameters {
  return { a: a / scale, b: b.map((threshold) => scale * threshold + shift), ...asymptotes }
}

/** One item as estimated on both scales. */
export interface Anchor {
  readonly from: Parameters
  readonly to: Parameters
}

/** By mean and spread of the anchors' thresholds (Marco 1977); undefined where these have no spread or no counterpart. */
export function meanSigma(anchors: readonly Anchor[]): Link | undefined {
  if (anchors.some(({ from, to }) => from.b.length !== to.b.length)) return undefined
  const before = moments(anchors.flatMap(({ from }) => from.b))
  const after = moments(anchors.flatMap(({ to }) => to.b))
  const scale = after.sd / before.sd
  if (!(scale > 0 && Number.isFinite(scale))) return undefined
  return { scale, shift: after.mean - scale * before.mean }
}

function moments(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, sd: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) }
}

/**
 * The link under which the anchors' expected total scores differ least over abilities of the standard normal (Stocking &
 * Lord 1983), from the mean–sigma link by Gauss–Newton. Undefined where mean–sigma is.
 */
export function stockingLord(anchors: readonly Anchor[]): Link | undefined {
  const start = meanSigma(anchors)
  if (!start) return undefined
  const weights = nodes.map((theta) => Math.exp((-theta * theta) / 4))
  const wanted = nodes.map((theta) => sum(anchors.map(({ to }) => expectedScore(to, theta))))
  const residuals = (link: Link) => {
    const moved = anchors.map(({ from }) => linked(from, link))
    return nodes.map(
      (theta, j) => weights[j]! * (sum(moved.map((parameters) => expectedScore(parameters, theta))) - wanted[j]!),
    )
  }
  let link = start
  let here = residuals(link)
  for (let turn = 0; turn < 50; turn++) {
    const h = 1e-5
    const { scale, shift } = link
    const byScale = residuals({ scale: scale + h, shift }).map((value, j) => (value - here[j]!) / h)
    const byShift = residuals({ scale, shift: shift + h }).map((value, j) => (value - here[j]!) / h)
    const [ss, st, tt] = [dot(byScale, byScale), dot(byScale, byShift), dot(byShift, byShift)]
    const [gs, gt] = [dot(byScale, here), dot(byShift, here)]
    const determinant = ss * tt - st * st
    if (!(determinant > 1e-12)) return link
    const move = { scale: (st * gt - tt * gs) / determinant, shift: (st * gs - ss * gt) / determinant }
    let length = 1
    for (; length > 1e-6; length /= 2) {
      const tried = { scale: scale + length * move.scale, shift: shift + length * move.shift }
      if (!(tried.scale > 0)) continue
      const there = residuals(tried)
      if (dot(there, there) > dot(here, here)) continue
      link = tried
      here = there
      break
    }
    if (length <= 1e-6 || Math.abs(move.scale) + Math.abs(move.shift) < 1e-9) return link
  }
  return link
}

function expectedScore(parameters: Parameters, theta: number): number {
  return sum(parameters.b.map((_, k) => (k + 1) * probability(parameters, k + 1, theta)))
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const dot = (one: Float64Array, other: Float64Array) => one.reduce((total, value, j) => total + value * other[j]!, 0)
