import { type Field, fieldOf, type Overruled } from './field.ts'
import { floors } from './floors.ts'
import { greedy } from './greedy.ts'
import { Master } from './master.ts'
import { type Problem, type Seat, type Stage, stages, type Wishes } from './problem.ts'
import type { Solver } from './solver.ts'
import { type Price, type Search, type StageResult, solveStage } from './stage.ts'
import { compare, type Values, valuesOf } from './value.ts'

export interface Formed {
  /** `proven`: no plan is better; `bounded`: the gap of each stage is told; `stopped`: the best found until then. */
  status: 'proven' | 'bounded' | 'stopped'
  seats: readonly Seat[]
  stages: readonly (StageResult & { greedy: number })[]
  overruled: readonly Overruled[]
  /** For people who were not placed: the first stage their being placed would make worse, and by how much at least. */
  prices: readonly (Seat & Price)[]
}

export interface Options {
  /** Processor seconds the solver may take in all. */
  seconds?: number
  progress?: (done: StageResult, seats: number) => void
}

/** Forms all teams at once: one stage after the other, each held when the next is bettered. */
export function formTeams(problem: Problem, solver: Solver, wishes: Wishes = {}, options: Options = {}): Formed {
  const field = fieldOf(problem, wishes)
  const baseline = greedy(field)
  const search: Search = {
    ...{ master: new Master(field), solver, basis: undefined, priced: new Map() },
    places: startOf(field, baseline, wishes),
    alive: new Uint8Array(field.size).fill(1),
    secondsLeft: options.seconds ?? Number.POSITIVE_INFINITY,
  }
  for (const place of [...search.places, ...promising(field)]) search.master.add(place)
  floors(field, solver).forEach((least, project) => {
    if (least > 0) search.master.floor(project, least)
  })
  const results: StageResult[] = []
  for (const stage of stages) {
    if (stage === 'change' && field.plan === 0) continue
    const result = solveStage(search, stage)
    results.push(result)
    options.progress?.(result, search.places.length)
    if (result.bound === Number.NEGATIVE_INFINITY) break
  }
  const final = valuesOf(field, search.places)
  const before = valuesOf(field, baseline)
  return {
    status: solver.stopped?.()
      ? 'stopped'
      : results.every(({ proven }) => proven) && results.length >= stages.length - 1
        ? 'proven'
        : 'bounded',
    seats: search.places.map((place) => seatOf(field, place)).sort(bySeat),
    stages: results.map((one) => ({ ...one, value: final[one.stage], greedy: before[one.stage] })),
    overruled: field.overruled,
    prices: [...search.priced].map(([place, price]) => ({ ...seatOf(field, place), ...price })),
  }
}

/** The best plan at hand: the baseline, or what it makes of the plan in force or of yesterday's. */
function startOf(field: Field, baseline: readonly number[], { plan, start }: Wishes): readonly number[] {
  let best: { places: readonly number[]; values: Values } = { places: baseline, values: valuesOf(field, baseline) }
  for (const seats of [plan, start]) {
    const given = seats?.map((seat) => field.placeOf(seat)).filter((place) => place !== undefined)
    if (!given) continue
    const places = greedy(field, given)
    const values = valuesOf(field, places)
    if (compare(values, best.values) < 0) best = { places, values }
  }
  return best.places
}

/** The first places the program looks at, so that few rounds of pricing are needed. */
function promising(field: Field): number[] {
  const worth = (place: number) => {
    let units = 0
    for (let e = field.countsFrom[place]!; e < field.countsFrom[place + 1]!; e++) units += field.countsUnits[e]!
    return 4 * units + (field.people[field.person[place]!]!.recognised ? 2 : 0) + field.will[place]!
  }
  return field.roles.flatMap(({ from, to, seats }) =>
    Array.from({ length: to - from }, (_, n) => ({ place: from + n, worth: worth(from + n) }))
      .sort((a, b) => b.worth - a.worth || a.place - b.place)
      .slice(0, 6 + 4 * seats)
      .map(({ place }) => place),
  )
}

const seatOf = (field: Field, place: number): Seat => {
  const { project, role } = field.roles[field.role[place]!]!
  return { person: field.people[field.person[place]!]!.id, project: field.projects[project]!.id, role: role.id }
}

const bySeat = (a: Seat, b: Seat) => (sortKey(a) < sortKey(b) ? -1 : 1)
const sortKey = ({ project, role, person }: Seat) => `${project} ${role} ${person}`

export type { Stage }
