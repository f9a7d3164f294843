import { bestOf, Growing } from './greedy.ts'
import { type Kind, kindsAmong } from './kinds.ts'
import { type Master, standInCost } from './master.ts'
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
/** The most places of one kind that enter it at once. */
const perKind = 6
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
 * Whole numbers: branch and bound over the places let in. Where that does not reach the bound of the relaxation, all other
 * places that could be in a better plan (a reduced cost within the gap) are put in as kinds, free of what limits their people.
 * When even so nothing better is found, that is the proof; otherwise places of the kinds it took are let in, and again.
 */
function improve(search: Search, stage: Stage, { bound, duals }: Relaxed): number {
  const { master, solver } = search
  const value = () => valuesOf(master.field, search.places)[stage]
  let kinds: Kind[] = []
  for (;;) {
    if (search.secondsLeft <= 0 || solver.stopped?.()) return roundedUp(bound)
    if (spreadMatters(stage)) master.spreadOut()
    const kept = columnsWithin(search, stage, duals, value() - 1 - bound + tolerance)
    const known = master.valuesOf(search.places)
    const start = new Float64Array(kept.length + kinds.length)
    kept.forEach((at, n) => {
      start[n] = known[at]!
    })
    const answer = solver.solve(master.model(stage, true, kept, kinds), {
      ...{ start, gap: 0.5, seconds: search.secondsLeft },
    })
    search.secondsLeft -= answer.seconds
    if (answer.status !== 'optimal') {
      if (Number.isFinite(answer.objective) && kinds.length === 0) adopt(search, stage, kept, answer.columns)
      return roundedUp(Math.max(bound, kinds.length > 0 ? answer.bound + master.offset(stage) : bound))
    }
    const taken = kinds.map((_, n) => Math.round(answer.columns[kept.length + n]!))
    if (taken.every((count) => count === 0)) {
      if (adopt(search, stage, kept, answer.columns)) continue
    } else if (realise(search, stage, kept, answer.columns, kinds)) continue
    const reached = roundedUp(answer.bound - standInCost * search.places.length * 2 + master.offset(stage))
    if (value() <= roundedUp(bound) || (kinds.length > 0 && reached >= value())) return value()
    kinds.forEach(({ places }, n) => {
      if (taken[n]! > 0) for (const place of places.slice(0, perKind)) master.add(place)
    })
    kinds = kindsOf(search, stage, duals, value() - 1 - bound + tolerance)
    if (kinds.length === 0 && taken.every((count) => count === 0))
      return reached >= value() ? value() : roundedUp(bound)
  }
}

/** Tries to find people for the kinds a solution took; true when that gave a better plan. */
function realise(
  search: Search,
  stage: Stage,
  kept: readonly number[],
  found: Float64Array,
  kinds: readonly Kind[],
): boolean {
  const { master } = search
  const growing = new Growing(master.field)
  kept.forEach((at, n) => {
    const { place } = master.columns[at]!
    if (place !== undefined && found[n]! > 0.5 && !growing.places.has(place)) growing.take(place)
  })
  kinds.forEach(({ places }, n) => {
    for (let count = Math.round(found[kept.length + n]!); count > 0; count--) {
      const place = bestOf(growing, places)
      if (place !== undefined) growing.take(place)
    }
  })
  const places = [...growing.places].sort((a, b) => a - b)
  const [before, after] = [valuesOf(master.field, search.places), valuesOf(master.field, places)]
  if (after[stage] >= before[stage] || !upTo(stage, after, before)) return false
  search.places = places
  for (const place of places) master.add(place)
  return true
}

/** Takes the plan over when it is better; true when it breaks rows of spread that were not there, so that it must be asked again. */
function adopt(search: Search, stage: Stage, kept: readonly number[], found: Float64Array): boolean {
  const { master } = search
  const values = new Float64Array(master.columns.length)
  kept.forEach((at, n) => {
    values[at] = found[n]!
  })
  const places = kept.flatMap((at) => {
    const { place } = master.columns[at]!
    return place !== undefined && values[at]! > 0.5 ? [place] : []
  })
  const [before, after] = [valuesOf(master.field, search.places), valuesOf(master.field, places)]
  if (compare(after, before) < 0 && upTo(stage, after, before)) search.places = places
  return spreadMatters(stage) && master.spreadOut(values)
}

/** The places not let in that could be in a better plan, by kind. */
function kindsOf(search: Search, stage: Stage, duals: Float64Array, room: number): Kind[] {
  const { master, alive } = search
  const priced: { place: number; price: number }[] = []
  for (let place = 0; place < master.field.size; place++) {
    if (!alive[place] || master.has(place)) continue
    const price = master.priced(place, stage, duals)
    if (price <= room) priced.push({ place, price })
  }
  priced.sort((a, b) => a.price - b.price || a.place - b.place)
  return kindsAmong(
    master.field,
    priced.map(({ place }) => place),
    stage,
  )
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
