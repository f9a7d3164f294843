import { nodes } from '../bank.ts'
import { expect, type Population } from './expect.ts'
import { expectedHeight, maximise } from './maximise.ts'
import { addPrior } from './prior.ts'
import { logarithmsOf, type Problem } from './problem.ts'
import { dimension } from './shape.ts'

/** Standard: mean 0, spread 1. Spread: the spread is estimated. Estimated: both are. */
export type Freedom = 'standard' | 'spread' | 'estimated'

export interface State {
  /** By entry its coordinates. */
  readonly xs: readonly Float64Array[]
  readonly population: Population
}

export interface Climbed {
  readonly state: State
  readonly logLikelihood: number
  /** Turns of expectation and maximisation. */
  readonly turns: number
  readonly converged: boolean
}

/**
 * Marginal maximum likelihood by EM (Bock & Aitkin), accelerated by squared extrapolation (Varadhan & Roland, SqS3) that is
 * taken back wherever it does not climb. Ends when a turn moves no coordinate by more than the tolerance.
 */
export function climb(problem: Problem, from: State, freedom: Freedom, mostTurns: number, tolerance: number): Climbed {
  let state = from
  let turns = 0
  for (;;) {
    const one = turn(problem, state, freedom)
    const two = turn(problem, one.state, freedom)
    turns += 2
    const steps = difference(one.state, state)
    const largest = steps.reduce((most, step) => Math.max(most, Math.abs(step)), 0)
    const result = { state: one.state, logLikelihood: two.logLikelihood, turns }
    if (largest < tolerance) return { ...result, converged: true }
    if (turns >= mostTurns || !Number.isFinite(two.height)) return { ...result, converged: false }
    const next = difference(two.state, one.state)
    const bend = next.map((step, n) => step - steps[n]!)
    const stride = Math.max(1, Math.sqrt(squares(steps) / Math.max(squares(bend), 1e-300)))
    state = two.state
    if (stride <= 1.01) continue
    const leap = moved(
      one.state,
      steps.map((step, n) => (2 * stride - 1) * step + stride * stride * bend[n]!),
      state,
    )
    const tried = isPossible(problem, leap) ? turn(problem, leap, freedom) : undefined
    turns++
    if (tried && tried.height >= two.height) state = tried.state
  }
}

/** One turn of EM. `height`: logarithm of likelihood and priors where it began. */
function turn(problem: Problem, { xs, population }: State, freedom: Freedom) {
  const { logLikelihood, expected, people } = expect(problem.patterns, logarithmsOf(problem, xs), population)
  let height = logLikelihood
  const moved = problem.entries.map(({ model }, i) => {
    if (!model || model.shape.free.length === 0) return xs[i]!
    if (model.prior) height += priorHeight(problem, i, xs[i]!)
    return maximise(model, xs[i]!, expected, 3)
  })
  return { state: { xs: moved, population: populationFrom(people, population, freedom) }, logLikelihood, height }
}

function priorHeight({ entries }: Problem, i: number, x: Float64Array): number {
  const { shape, prior } = entries[i]!.model!
  const size = dimension(shape)
  return prior ? addPrior(prior, shape, x, new Float64Array(size), new Float64Array(size * size)) : 0
}

function populationFrom(people: Float64Array, before: Population, freedom: Freedom): Population {
  if (freedom === 'standard') return before
  let total = 0
  let first = 0
  let second = 0
  for (let j = 0; j < people.length; j++) {
    total += people[j]!
    first += people[j]! * nodes[j]!
    second += people[j]! * nodes[j]! * nodes[j]!
  }
  if (total === 0) return before
  const mean = freedom === 'estimated' ? first / total : before.mean
  return { mean, sd: Math.sqrt(Math.max(0.01, second / total - 2 * mean * (first / total) + mean * mean)) }
}

function flat({ xs, population }: State): number[] {
  return [...xs.flatMap((x) => [...x]), population.mean, Math.log(population.sd)]
}

function difference(to: State, from: State): number[] {
  const before = flat(from)
  return flat(to).map((value, n) => value - before[n]!)
}

function squares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}

/** The state further on by the steps, in the shape of another. */
function moved(from: State, steps: readonly number[], like: State): State {
  const values = flat(from).map((value, n) => value + steps[n]!)
  let at = 0
  const xs = like.xs.map((x) => x.map(() => values[at++]!))
  return { xs, population: { mean: values[at]!, sd: Math.exp(values[at + 1]!) } }
}

/** No leap may leave where there are probabilities. */
function isPossible(problem: Problem, { xs, population }: State): boolean {
  const nobody = new Float64Array(problem.rows * nodes.length)
  if (!(population.sd > 0.05 && population.sd < 5 && Math.abs(population.mean) < 5)) return false
  return problem.entries.every(
    ({ model }, i) =>
      !model || (xs[i]!.every(Number.isFinite) && Number.isFinite(expectedHeight(model, xs[i]!, nobody).height)),
  )
}
