import type { Observation } from './evidence.ts'
import { hazardBelow } from './normal.ts'
import type { Parameters } from './parameters.ts'

/** What is believed of an area's skills on a day: a Gaussian. */
export interface State {
  day: number
  mean: Float64Array
  /** Row by row. */
  covariance: Float64Array
}

export function priorState(size: number, day: number, { prior }: Parameters): State {
  const mean = new Float64Array(size).fill(prior.mean)
  const covariance = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) covariance[i * size + j] = prior.deviation ** 2 * (i === j ? 1 : prior.correlation)
  return { day, mean, covariance }
}

const year = 365.25

/** The share of a state that is left after so many days. */
export const keptOver = (days: number, { keptPerYear }: Parameters): number => keptPerYear ** (Math.max(0, days) / year)

/** Lets time pass (an Ornstein–Uhlenbeck process whose resting state is the prior); returns the share kept. */
export function advance(state: State, day: number, model: Parameters): number {
  const kept = keptOver(day - state.day, model)
  state.day = Math.max(state.day, day)
  if (kept === 1) return 1
  const { mean, deviation, correlation } = model.prior
  const size = state.mean.length
  for (let i = 0; i < size; i++) {
    state.mean[i] = mean + kept * (state.mean[i]! - mean)
    for (let j = 0; j < size; j++) {
      const resting = deviation * deviation * (i === j ? 1 : correlation)
      const at = i * size + j
      state.covariance[at] = kept * kept * state.covariance[at]! + (1 - kept * kept) * resting
    }
  }
  return kept
}

/**
 * Takes in what was observed of one skill (a Kalman update; a threshold by the moments of the truncated Gaussian, Herbrich,
 * Minka & Graepel 2006). Returns the gain (how far each skill's mean moves for a unit of surprise) and the level the
 * observation amounts to.
 */
export function take(state: State, skill: number, seen: Observation, gain: Float64Array): number {
  const { mean, covariance } = state
  const size = mean.length
  const before = mean[skill]!
  const spread = covariance[skill * size + skill]!
  const { level, variance } = asSaid(before, spread, seen)
  const total = spread + variance
  for (let i = 0; i < size; i++) gain[i] = covariance[i * size + skill]! / total
  const surprise = level - before
  for (let i = 0; i < size; i++) mean[i]! += gain[i]! * surprise
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const value = covariance[i * size + j]! - gain[i]! * gain[j]! * total
      covariance[i * size + j] = value
      covariance[j * size + i] = value
    }
  }
  return level
}

/**
 * The statement of a level that would change the mean and the variance just as being above the threshold does. To be below
 * it is to be above it on the scale turned round.
 */
function asSaid(mean: number, spread: number, seen: Observation): { level: number; variance: number } {
  if (seen.form === 'said') return seen
  const sign = seen.form === 'shown' ? 1 : -1
  const total = spread + seen.variance
  const scale = Math.sqrt(total)
  const z = (sign * (mean - seen.threshold)) / scale
  const hazard = hazardBelow(z)
  const moved = (spread * hazard) / scale
  // Never nothing at all: far above the threshold the statement tells as good as nothing.
  const lost = Math.max((spread * spread * hazard * (z + hazard)) / total, spread * 1e-12)
  const equivalent = (spread * spread) / lost - spread
  return { level: mean + (sign * moved * (spread + equivalent)) / spread, variance: equivalent }
}
