import type { Master } from './master.ts'
import { type Stage, stages } from './problem.ts'
import type { Basis, Solver } from './solver.ts'
import { compare, valuesOf } from './value.ts'

/** What the stages share: the program grows, the plan gets better, and places that can be in no best plan drop out. */
export interface Search {
  master: Master
  solver: Solver
  /** The best plan so far. */
  places: readonly number[]
  basis: Basis | undefined
  /** 1 as long as the place may still be in a plan that is best in all stages so far. */
  alive: Uint8Array
  /** Why a place dropped out: the stage, and by how much it would make that stage worse at least. */
  priced: Map<number, Price>
  secondsLeft: number
}

export interface Price {
  stage: Stage
  atLeast: number
}

export interface StageResult {
  stage: Stage
  value: number
  /** No plan that is as good in the earlier stages can be below this. */
  bound: number
  proven: boolean
}

const tolerance = 1e-5
/** The most places of one role that enter the program at once. */
const perRole = 8
/** Objectives are whole numbers: a bound within less than one proves the best. */
const roundedUp = (bound: number) => Math.ceil(bound - tolerance)

export function solveStage(search: Search, stage: Stage): StageResult {
  const { master } = search
  const relaxed = relax(search, stage)
  const value = () => valuesOf(master.field, search.places)[stage]
  if (!relaxed) return { stage, value: value(), bound: Number.NEGATIVE_INFINITY, proven: false }
  let bound = roundedUp(relaxed.bound)
  if (bound < value()) bound = improve(search, stage, relaxed)
  const proven = bound >= value()
  dropOut(search, stage, relaxed, value())
  master.hold(stage, value())
  return { stage, value: value(), bound, proven }
}

interface Relaxed {
  bound: number
  duals: Float64Array
}

/** The relaxation over all places: those that would better it are let in until none is left (column generation). */
function relax(search: Search, stage: Stage): Relaxed | undefined {
  const { master, solver } = search
  for (;;) {
    if (search.secondsLeft <= 0 || solver.stopped?.()) return undefined
    const answer = solver.solve(master.model(stage, false), {
      ...(search.basis && { basis: master.extended(search.basis) }),
      seconds: search.secondsLeft,
    })
    search.secondsLeft -= answer.seconds
    if (answer.status !== 'optimal' || !answer.duals) return undefined
    if (answer.basis) search.basis = answer.basis
    const spread = spreadMatters(stage) && master.spreadOut(answer.columns)
    const added = letIn(search, stage, answer.duals, -tolerance, perRole)
    if (!spread && added === 0) return { bound: answer.objective + master.offset(stage), duals: answer.duals }
  }
}

/** Lets places below the price into the program, the cheapest of each role first; returns how many. */
function letIn(search: Search, stage: Stage, duals: Float64Array, below: number, most: number): number {
  const { master, alive } = search
  let added = 0
  for (const { from, to } of master.field.roles) {
    const found: { place: number; price: number }[] = []
    for (let place = from; place < to; place++) {
      if (!alive[place] || master.has(place)) continue
      const price = master.priced(place, stage, duals)
      if (price < below) found.push({ place, price })
    }
    found.sort((a, b) => a.price - b.price || a.place - b.place)
    for (const { place } of found.slice(0, most)) master.add(place)
    added += Math.min(found.length, most)
  }
  return added
}

/**
 * Whole numbers: branch and bound over the places let in. When that does not reach the bound of the relaxation, every place
 * that could be in a better plan (a reduced cost within the gap) is let in, until none is left; then it is proven.
 */
function improve(search: Search, stage: Stage, { bound, duals }: Relaxed): number {
  const { master, solver } = search
  const { field } = master
  for (;;) {
    if (search.secondsLeft <= 0 || solver.stopped?.()) return roundedUp(bound)
    const current = valuesOf(field, search.places)
    const room = current[stage] - 1 - bound + tolerance
    const kept = columnsWithin(search, stage, duals, room)
    const start = master.valuesOf(search.places)
    const answer = solver.solve(master.model(stage, true, kept), {
      start: Float64Array.from(kept, (at) => start[at]!),
      gap: 1 - tolerance,
      seconds: search.secondsLeft,
    })
    search.secondsLeft -= answer.seconds
    let repeat = false
    if (Number.isFinite(answer.objective)) {
      const values = new Float64Array(master.columns.length)
      kept.forEach((at, n) => {
        values[at] = answer.columns[n]!
      })
      const places = kept.flatMap((at) => {
        const { place } = master.columns[at]!
        return place !== undefined && values[at]! > 0.5 ? [place] : []
      })
      const found = valuesOf(field, places)
      if (compare(found, current) < 0 && upTo(stage, found, current)) search.places = places
      repeat = spreadMatters(stage) && master.spreadOut(values)
    }
    const value = valuesOf(field, search.places)[stage]
    if (answer.status !== 'optimal') return roundedUp(Math.max(bound, answer.bound + master.offset(stage)))
    if (roundedUp(bound) >= value) return value
    if (repeat) continue
    if (Math.round(answer.objective) + master.offset(stage) < value) return roundedUp(bound)
    if (letIn(search, stage, duals, value - 1 - bound + tolerance, Number.POSITIVE_INFINITY) === 0) return value
  }
}

/** Rows of spread are asked for only from their own stage on. */
const spreadMatters = (stage: Stage) => stages.indexOf(stage) >= stages.indexOf('spread')

/** No stage before this one got worse. */
function upTo(stage: Stage, found: ReturnType<typeof valuesOf>, current: ReturnType<typeof valuesOf>): boolean {
  return stages.slice(0, stages.indexOf(stage)).every((one) => found[one] <= current[one])
}

/** The columns that can be in a better plan, and those of the plan there is. */
function columnsWithin(search: Search, stage: Stage, duals: Float64Array, room: number): number[] {
  const { master, alive } = search
  const chosen = new Set(search.places)
  return master.columns.flatMap(({ place }, at) => {
    if (place === undefined || chosen.has(place) || master.field.fixed[place]) return [at]
    return alive[place] && reduced(search, at, stage, duals) <= room ? [at] : []
  })
}

function reduced({ master }: Search, at: number, stage: Stage, duals: Float64Array): number {
  const column = master.columns[at]!
  let cost = master.costOf(column, stage)
  column.rows.forEach((row, n) => {
    cost -= (duals[row] ?? 0) * column.values[n]!
  })
  return cost
}

/** Places whose reduced cost is more than the gap are in no plan of this value: they drop out for good. */
function dropOut(search: Search, stage: Stage, { bound, duals }: Relaxed, value: number): void {
  const { master, alive, priced } = search
  const chosen = new Set(search.places)
  const { field } = master
  for (let place = 0; place < field.size; place++) {
    if (!alive[place] || chosen.has(place) || field.fixed[place]) continue
    const cost = master.has(place)
      ? reduced(search, master.columnOf[place]!, stage, duals)
      : master.priced(place, stage, duals)
    if (bound + cost <= value + tolerance) continue
    alive[place] = 0
    priced.set(place, { stage, atLeast: roundedUp(bound + cost) - value })
    if (master.has(place)) master.columns[master.columnOf[place]!]!.upper = 0
  }
}
