import { type Evidence, kinds, type Observation, observationOf } from './evidence.ts'
import { cumulative } from './normal.ts'
import { type Parameters, parameters } from './parameters.ts'
import { advance, keptOver, priorState, type State, take } from './state.ts'

const levels = [0, 1, 2, 3, 4] as const
/** Of the standard normal: nine tenths lie within so many deviations. */
const ninety = 1.6448536269514722
/** … and so many above where nine tenths lie below. */
const oneSided = 1.2815515655446004

export interface SkillEstimate {
  /** Rows on the skill itself. None: the skill is unknown, whatever its neighbours say. */
  rows: number
  lastDay: number | null
  mean: number
  variance: number
  /** Nine times in ten the truth lies between these (bounded by the scale). */
  low: number
  high: number
  /** How likely each level is; they add up to one. */
  chances: number[]
}

export interface Contribution {
  id: string
  /** How far the row moves today's mean away from the prior, all later rows and time considered; they add up. */
  shift: number
}

export interface AreaEstimate {
  skills: SkillEstimate[]
  state: State
  /** Rows not counted: of days to come, or unreadable. */
  ignored: { future: number; unreadable: number }
}

/** The order in which rows count: by day; on one day by kind and id, so that it does not matter how they came. */
const compared = (a: Evidence, b: Evidence): number =>
  a.day - b.day || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

export const inOrder = (rows: readonly Evidence[]): Evidence[] => rows.toSorted(compared)

interface Taken {
  row: Evidence
  /** The level the row amounts to, and the gains with which it was taken. */
  level: number
  gain: Float64Array
}

/**
 * What is known on `day` of the `size` skills of an area from its rows. A pure function: the same rows, in any order, give
 * the same estimate, bit for bit.
 */
export function estimateArea(
  size: number,
  rows: readonly Evidence[],
  day: number,
  model: Parameters = parameters,
): AreaEstimate {
  const due = rows.filter((row) => !(row.day > day))
  const heard = listen(begin(size), due, model)
  const estimate = estimateOn(heard, day, model)
  return { ...estimate, ignored: { ...estimate.ignored, future: rows.length - due.length } }
}

/** What has been heard of an area up to its last row: enough to go on from there. */
export interface Listened {
  size: number
  /** On the day of the last row; undefined before the first. */
  state: State | undefined
  last: Evidence | undefined
  counted: { rows: number; lastDay: number | null }[]
  heard: Map<string, Heard>
  unreadable: number
}

/** Before any row. */
export const begin = (size: number): Listened => ({
  ...{ size, state: undefined, last: undefined, heard: new Map(), unreadable: 0 },
  counted: Array.from({ length: size }, () => ({ rows: 0, lastDay: null })),
})

/**
 * Goes on with rows that came since, and leaves what was there as it is. Undefined when one of them belongs before the last
 * that was heard (or one was withdrawn): then begin anew with all. What comes out is the same either way, bit for bit.
 */
export function extend(
  before: Listened,
  rows: readonly Evidence[],
  model: Parameters = parameters,
): Listened | undefined {
  const { last, state } = before
  if (last && rows.some((row) => Number.isFinite(row.day) && compared(row, last) <= 0)) return undefined
  const copy: Listened = {
    ...before,
    state: state && { day: state.day, mean: state.mean.slice(), covariance: state.covariance.slice() },
    counted: before.counted.map((own) => ({ ...own })),
    heard: new Map([...before.heard].map(([key, said]) => [key, { ...said }])),
  }
  return listen(copy, rows, model)
}

/** What is known on a day, no earlier than the last row. */
export function estimateOn(heard: Listened, day: number, model: Parameters = parameters): AreaEstimate {
  const { size, counted, unreadable } = heard
  const state = heard.state
    ? { ...heard.state, mean: heard.state.mean.slice(), covariance: heard.state.covariance.slice() }
    : priorState(size, day, model)
  advance(state, day, model)
  const skills = counted.map((own, skill) => ({
    ...own,
    ...summary(state.mean[skill]!, state.covariance[skill * size + skill]!),
  }))
  return { skills, state, ignored: { future: 0, unreadable } }
}

/** Mean, interval and chances of the levels; level k reaches half a level to either side. */
export function summary(mean: number, variance: number) {
  const deviation = Math.sqrt(variance)
  const below = (border: number) => cumulative((border - mean) / deviation)
  const chances = levels.map((level) => (level === 4 ? 1 : below(level + 0.5)) - (level === 0 ? 0 : below(level - 0.5)))
  return { mean, variance, ...interval(mean, deviation), chances }
}

/**
 * Nine times in ten the level lies between these. Where the scale ends, all that is beyond stands at its end; then the tenth
 * that is left out lies on the other side alone.
 */
export function interval(mean: number, deviation: number): { low: number; high: number } {
  const [low, high] = [mean - ninety * deviation, mean + ninety * deviation]
  if (low <= 0) return { low: 0, high: Math.min(4, Math.max(0, mean + oneSided * deviation)) }
  if (high >= 4) return { low: Math.max(0, Math.min(4, mean - oneSided * deviation)), high: 4 }
  return { low, high }
}

interface Steps {
  advanced(kept: number, state: State): void
  took(taken: Taken, state: State): void
}

/** Filters rows into what was heard before, in place; `each` is told of every step. */
function listen(heard: Listened, rows: readonly Evidence[], model: Parameters, each?: Steps): Listened {
  for (const row of inOrder(rows)) {
    const own = heard.counted[row.skill]
    const seen = own && Number.isFinite(row.day) ? observationOf(row, model) : undefined
    if (!own || !seen) {
      heard.unreadable++
      continue
    }
    heard.state ??= priorState(heard.size, row.day, model)
    const { state } = heard
    const kept = advance(state, row.day, model)
    if (kept !== 1) each?.advanced(kept, state)
    const gain = new Float64Array(heard.size)
    const level = take(state, row.skill, quieter(seen, row, heard.heard, model), gain)
    each?.took({ row, level, gain }, state)
    own.rows++
    own.lastDay = row.day
    heard.last = row
  }
  return heard
}

/** What a source said of a skill up to a day: how many words still sound. */
interface Heard {
  day: number
  echo: number
}

/** What one source said before, lately, makes its next word say less. */
function quieter(seen: Observation, row: Evidence, heard: Map<string, Heard>, { repeat }: Parameters): Observation {
  const key = `${row.skill} ${row.kind} ${row.kind === 'self' || row.kind === 'test' ? '' : row.source}`
  const before = heard.get(key)
  if (!before) {
    heard.set(key, { day: row.day, echo: 1 })
    return seen
  }
  const echo = before.echo * Math.exp(-(row.day - before.day) / (365.25 * repeat.years))
  before.day = row.day
  before.echo = echo + 1
  // A test is an own look each time, as far as its items differ: half the echo of a mere repetition.
  const strength = row.kind === 'test' ? repeat.strength / 6 : repeat.strength
  return { ...seen, variance: seen.variance * (1 + strength * echo) }
}

export interface Explanation {
  contributions: Contribution[]
  /** After each day with a row of the area that moved the skill, and on the day asked. */
  trail: { day: number; mean: number; variance: number }[]
}

/** Why one skill is where it is: each row's part of the distance from the prior, and the course so far. */
export function explainSkill(
  size: number,
  skill: number,
  rows: readonly Evidence[],
  day: number,
  model: Parameters = parameters,
): Explanation {
  const parts: { id: string; part: Float64Array }[] = []
  const trail: Explanation['trail'] = []
  const steps: Steps = {
    advanced(kept) {
      for (const { part } of parts) for (let i = 0; i < size; i++) part[i]! *= kept
    },
    // With deviations from the prior the update is linear: what earlier rows gave is scaled, the row adds its own.
    took({ row, level, gain }, now) {
      for (const { part } of parts) {
        const seen = part[row.skill]!
        for (let i = 0; i < size; i++) part[i]! -= gain[i]! * seen
      }
      parts.push({ id: row.id, part: gain.map((share) => share * (level - model.prior.mean)) })
      const point = { day: row.day, mean: now.mean[skill]!, variance: now.covariance[skill * size + skill]! }
      if (trail.at(-1)?.day === row.day) trail.pop()
      trail.push(point)
    },
  }
  const due = rows.filter((row) => !(row.day > day))
  const state = listen(begin(size), due, model, steps).state ?? priorState(size, day, model)
  const kept = advance(state, day, model)
  if (kept !== 1) steps.advanced(kept, state)
  if (trail.length > 0 && trail.at(-1)!.day !== day)
    trail.push({ day, mean: state.mean[skill]!, variance: state.covariance[skill * size + skill]! })
  return { contributions: parts.map(({ id, part }) => ({ id, shift: part[skill]! })), trail }
}

/** How much narrower (as a share of the variance) a first new word of these kinds would make the skill. */
export function narrowing(
  variance: number,
  mean: number,
  asked: readonly { kind: Evidence['kind']; level: number; error: number | null }[],
  model: Parameters = parameters,
): { kind: Evidence['kind']; share: number }[] {
  return asked.flatMap(({ kind, level, error }) => {
    const row: Evidence = { id: '', skill: 0, kind, level, error, part: null, day: 0, source: '' }
    const seen = observationOf(row, model)
    if (!seen) return []
    const state: State = { day: 0, mean: Float64Array.of(mean), covariance: Float64Array.of(variance) }
    take(state, 0, seen, new Float64Array(1))
    return [{ kind, share: 1 - state.covariance[0]! / variance }]
  })
}

/** Mean and variance on a later day of what was believed on an earlier one, if nothing is heard. */
export function later(mean: number, variance: number, days: number, model: Parameters = parameters) {
  const kept = keptOver(days, model)
  const { prior } = model
  return {
    mean: prior.mean + kept * (mean - prior.mean),
    variance: kept * kept * variance + (1 - kept * kept) * prior.deviation ** 2,
  }
}
