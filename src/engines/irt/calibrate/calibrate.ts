import { type Answer, type ParameterProblem, type Parameters, problemOf } from '../item.ts'
import { climb, type Freedom, type State } from './climb.ts'
import { covarianceOf, layoutOf } from './errors.ts'
import type { Population } from './expect.ts'
import { type CalibrationItem, type Entry, problemFrom, type Unusable } from './problem.ts'
import { parametersOf } from './shape.ts'

export interface CalibrationOptions {
  /** The population's ability; estimated when there are anchors, else mean 0 and spread 1 (Rasch: spread estimated). */
  readonly population?: Freedom
  /** Turns of EM at most. */
  readonly turns?: number
  /** Converged when a turn moves no coordinate by more. */
  readonly tolerance?: number
  /** Leave out where only the parameters are wanted. */
  readonly standardErrors?: boolean
}

export interface Calibrated {
  readonly id: string
  /** Why there are no parameters, or why the engine would refuse those there are (negative discrimination, say). */
  readonly status: 'estimated' | 'fixed' | Unusable | ParameterProblem
  readonly answers: number
  /** How often each category occurred. */
  readonly counts: readonly number[]
  readonly parameters?: Parameters
  /** Of a, b and c; absent where the answers do not hold the estimates. */
  readonly standardErrors?: Parameters
  /** a and the intercepts d of a θ + d (b = −d / a), as other programs print them, with standard errors. */
  readonly intercepts?: { readonly d: readonly number[]; readonly standardErrors?: readonly number[] }
}

export interface Calibration {
  readonly status: 'converged' | 'not-converged' | 'nothing-to-estimate'
  readonly items: readonly Calibrated[]
  readonly logLikelihood: number
  /** How many numbers were estimated. */
  readonly estimated: number
  readonly population: Population
  readonly people: number
  readonly turns: number
  readonly ignored: number
}

/** Item parameters from answers: marginal maximum likelihood, or with priors the most probable values. */
export function calibrate(
  items: readonly CalibrationItem[],
  people: readonly (readonly Answer[])[],
  options: CalibrationOptions = {},
): Calibration {
  const problem = problemFrom(items, people)
  const freedom = freedomFor(items, problem.entries, options.population)
  const { total } = layoutOf(problem, freedom)
  const start: State = {
    xs: problem.entries.map(({ start }) => start ?? new Float64Array(0)),
    population: { mean: 0, sd: 1 },
  }
  const counted = problem.patterns.people.reduce((sum, count) => sum + count, 0)
  const { turns: most = 2000, tolerance = 1e-6, standardErrors = true } = options
  const { state, logLikelihood, turns, converged } = climb(problem, start, freedom, most, tolerance)
  const covariance = standardErrors && total > 0 ? covarianceOf(problem, state, freedom) : undefined
  const { first } = layoutOf(problem, freedom)
  return {
    status: total === 0 || counted === 0 ? 'nothing-to-estimate' : converged ? 'converged' : 'not-converged',
    items: problem.entries.map((entry, i) =>
      calibratedFrom(entry, state.xs[i]!, (u, v) => covariance?.[(first[i]! + u) * total + first[i]! + v]),
    ),
    logLikelihood,
    estimated: total,
    population: state.population,
    people: counted,
    turns,
    ignored: problem.ignored,
  }
}

/** What can be estimated of the population beside the items: without an anchor, mean and spread have no other measure. */
function freedomFor(items: readonly CalibrationItem[], entries: readonly Entry[], asked: Freedom | undefined): Freedom {
  const used = items.filter((_, i) => entries[i]!.model)
  if (used.some(({ fixed }) => fixed)) return asked ?? 'estimated'
  if (used.length > 0 && used.every(({ model }) => model === 'Rasch')) return asked === 'standard' ? asked : 'spread'
  return 'standard'
}

function calibratedFrom(
  { item, answers, counts, unusable, model }: Entry,
  x: Float64Array,
  covariance: (u: number, v: number) => number | undefined,
): Calibrated {
  const common = { id: item.id, answers, counts }
  if (!model) return { ...common, status: unusable! }
  if (item.fixed) return { ...common, status: 'fixed', parameters: item.parameters! }
  const { shape } = model
  const parameters = parametersOf(x, shape)
  const status = problemOf(parameters) ?? 'estimated'
  const d = [...x.subarray(1, shape.thresholds + 1)]
  const place = (coordinate: number) => shape.free.indexOf(coordinate)
  const between = (one: number, other: number) =>
    place(one) < 0 || place(other) < 0 ? 0 : covariance(place(one), place(other))
  if (covariance(0, 0) === undefined) return { ...common, status, parameters, intercepts: { d } }
  // Delta method: db = −dd / a + d da / a².
  const [a, c] = [parameters.a, parameters.c]
  const b = parameters.b.map((threshold, k) => {
    const variance =
      between(k + 1, k + 1)! + 2 * threshold * between(0, k + 1)! + threshold * threshold * between(0, 0)!
    return Math.sqrt(Math.max(0, variance)) / Math.abs(a)
  })
  const root = (u: number) => Math.sqrt(Math.max(0, between(u, u)!))
  const guessing = c === undefined ? {} : { c: root(shape.thresholds + 1) * c * (1 - c) }
  return {
    ...common,
    status,
    parameters,
    standardErrors: { a: root(0), b, ...guessing },
    intercepts: { d, standardErrors: d.map((_, k) => root(k + 1)) },
  }
}
