import { nodes } from '../bank.ts'
import { cholesky, solve } from './matrix.ts'
import { addPrior, type Prior } from './prior.ts'
import { dimension, evaluate, type Shape } from './shape.ts'

/** One item in the calibration: its shape, its place in the tables, where it stands and what is believed of it. */
export interface Model {
  readonly shape: Shape
  /** Row of its lowest category in the tables of expected answers. */
  readonly row: number
  readonly prior: Prior | undefined
}

export interface Climb {
  height: number
  gradient: Float64Array
  /** Expected information (and the prior's curvature): always fit to climb by. */
  curvature: Float64Array
}

/** The expected logarithm of likelihood and prior of one item at x, given the expected answers at the nodes. */
export function expectedHeight({ shape, row, prior }: Model, x: Float64Array, expected: Float64Array): Climb {
  const size = dimension(shape)
  const categories = shape.thresholds + 1
  const p = new Float64Array(categories)
  const slopes = new Float64Array(categories * size)
  const gradient = new Float64Array(size)
  const curvature = new Float64Array(size * size)
  const none = { height: Number.NEGATIVE_INFINITY, gradient, curvature }
  let height = prior ? addPrior(prior, shape, x, gradient, curvature) : 0
  for (let j = 0; j < nodes.length; j++) {
    if (!evaluate(shape, x, nodes[j]!, p, slopes)) return none
    let people = 0
    for (let k = 0; k < categories; k++) people += expected[(row + k) * nodes.length + j]!
    if (people < 1e-12) continue
    for (let k = 0; k < categories; k++) {
      const count = expected[(row + k) * nodes.length + j]!
      height += count * Math.log(p[k]!)
      for (let u = 0; u < size; u++) {
        const slope = slopes[k * size + u]!
        gradient[u]! += (count * slope) / p[k]!
        for (let v = 0; v < size; v++) curvature[u * size + v]! += (people * slope * slopes[k * size + v]!) / p[k]!
      }
    }
  }
  return Number.isFinite(height) ? { height, gradient, curvature } : none
}

/** The coordinates that explain the expected answers best, by Fisher scoring; each step is halved until it climbs. */
export function maximise(model: Model, start: Float64Array, expected: Float64Array, steps = 8): Float64Array {
  const { free } = model.shape
  const n = free.length
  let x = start
  let here = expectedHeight(model, x, expected)
  for (let step = 0; step < steps && n > 0; step++) {
    const matrix = new Float64Array(n * n)
    for (let u = 0; u < n; u++)
      for (let v = 0; v < n; v++)
        matrix[u * n + v] = here.curvature[free[u]! * x.length + free[v]!]! * (u === v ? 1 + 1e-9 : 1)
    const factor = cholesky(matrix, n)
    if (!factor) return x
    const move = solve(
      factor,
      n,
      Float64Array.from(free, (u) => here.gradient[u]!),
    )
    let length = 1 / Math.max(1, Math.max(...move.map(Math.abs)) / 2)
    for (; length > 1e-6; length /= 2) {
      const there = x.slice()
      for (let u = 0; u < n; u++) there[free[u]!]! += length * move[u]!
      const found = expectedHeight(model, there, expected)
      if (found.height < here.height) continue
      x = there
      here = found
      break
    }
    if (length <= 1e-6 || Math.max(...move.map(Math.abs)) < 1e-8) return x
  }
  return x
}
