/** Simulated people: true levels that drift, and rows of evidence about them. */
import type { Evidence, Kind, Part } from '#engines/skill-estimate/evidence'
import { type Parameters, parameters, type Source } from '#engines/skill-estimate/parameters'

/** Skills of one area. */
export const size = 4
export const year = 365.25
export const today = 20_000

export type Random = () => number
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
export const onScale = (value: number): number => Math.min(4, Math.max(0, value))

/** Correlated skills with variance 1. */
export function correlated(random: Random, correlation: number): number[] {
  const shared = normal(random) * Math.sqrt(correlation)
  return Array.from({ length: size }, () => shared + normal(random) * Math.sqrt(1 - correlation))
}

/** Which rows somebody has of each skill: how likely, how often, and between how many years ago and how many. */
export interface Mix {
  name: string
  rows: readonly { kind: Kind; part?: Part; chance: number; times?: number; from: number; to: number }[]
}

/** How the world differs from what the engine believes. */
export interface World {
  name: string
  noise: number
  bias: number
  correlation: number
  kept: number
  /** How alike the errors of one source at one time are. */
  alike: number
}

export const believed: World = {
  ...{ name: 'as believed', noise: 1, bias: 0 },
  ...{ correlation: parameters.prior.correlation, kept: parameters.keptPerYear },
  // Two words of one source then tell as much as one word and one whose variance is 1 + strength times as great.
  alike: parameters.repeat.strength / (2 + parameters.repeat.strength),
}

/** One person: the true levels of today, and the rows. */
export function person(random: Random, mix: Mix, world: World, model: Parameters) {
  const { mean, deviation } = model.prior
  const resting = () => correlated(random, world.correlation).map((z) => deviation * z)
  const events = eventsOf(random, mix)
  let truth = resting().map((z) => mean + z)
  let last = events[0]?.day ?? today
  const drift = (day: number) => {
    const kept = world.kept ** ((day - last) / year)
    const news = resting()
    truth = truth.map((x, i) => mean + kept * (x - mean) + Math.sqrt(1 - kept * kept) * news[i]!)
    last = day
  }
  const errorOf = errors(random, world, model)
  const rows = events.flatMap((event, n): Evidence[] => {
    drift(event.day)
    const row = drawn(random, event, truth[event.skill]!, errorOf(event) * world.noise, world.bias, model)
    return row ? [{ ...event, ...row, id: `${n}`, source: event.kind }] : []
  })
  drift(today)
  return { truth, rows }
}

type Event = Pick<Evidence, 'skill' | 'kind' | 'part' | 'day'>

function eventsOf(random: Random, { rows }: Mix): Event[] {
  const events: Event[] = []
  for (let skill = 0; skill < size; skill++)
    for (const { kind, part = null, chance, times = 1, from, to } of rows)
      for (let n = 0; n < times; n++)
        if (random() < chance)
          events.push({ skill, kind, part, day: Math.round(today - (from + random() * (to - from)) * year) })
  return events.sort((a, b) => a.day - b.day)
}

/** Errors with variance 1. Those of one source have a part in common, which fades over time. */
function errors(random: Random, { alike }: World, { repeat }: Parameters): (event: Event) => number {
  const lasting = new Map<string, { day: number; error: number }>()
  return ({ skill, kind, day }) => {
    const key = `${skill} ${kind}`
    const before = lasting.get(key)
    const kept = before ? Math.exp(-(day - before.day) / (year * repeat.years)) : 0
    const error = kept * (before?.error ?? 0) + Math.sqrt(1 - kept * kept) * normal(random)
    lasting.set(key, { day, error })
    // The items of a test differ each time: a third of the likeness of a mere repetition.
    const share = kind === 'test' ? alike / 3 : alike
    return Math.sqrt(share) * error + Math.sqrt(1 - share) * normal(random)
  }
}

/** Of a number written as a whole one. */
const rounding = 1 / 12

/** What is written down of a true level; undefined when nothing is shown (an answer nobody took up). */
function drawn(random: Random, { kind, part }: Event, truth: number, error: number, bias: number, model: Parameters) {
  if (kind === 'test') {
    const ownError = 0.45 + random() * 0.3
    return { level: onScale(truth + bias + error * Math.hypot(ownError, model.testMismatch)), error: ownError }
  }
  const source: Source = kind === 'project' ? model.sources.project[part!] : model.sources[kind]
  if (source.form === 'said') {
    const scatter = Math.sqrt(source.deviation ** 2 - rounding)
    return { level: onScale(Math.round(truth + source.bias + bias + error * scatter)), error: null }
  }
  return truth + error * source.deviation > source.level - source.below ? { level: null, error: null } : undefined
}
