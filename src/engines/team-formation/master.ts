import type { Field } from './field.ts'
import type { Kind } from './kinds.ts'
import type { Stage } from './problem.ts'
import { type Basis, basic, type LinearModel } from './solver.ts'
import { tallyOf } from './value.ts'

interface Column {
  /** The place it stands for; undefined for shortages and excesses. */
  place?: number
  stage?: Stage
  cost: number
  lower: number
  upper: number
  rows: number[]
  values: number[]
}

type Auxiliary =
  | { of: 'role'; at: number }
  | { of: 'need'; at: number }
  | { of: 'recognised'; at: number }
  | { of: 'seats'; person: number }
  | { of: 'spread'; key: number }

/**
 * The linear program over the places let in so far. Every shortage has a column of its own, so that there always is a solution.
 * Rows of people, sections and spread come in only when the places let in could break them.
 */
export class Master {
  readonly field: Field
  readonly columns: Column[] = []
  readonly columnOf: Int32Array
  readonly rowLower: number[] = []
  readonly rowUpper: number[] = []
  private readonly auxiliaries = new Map<number, Auxiliary>()
  private readonly seatRow: Int32Array
  private readonly needRow: Int32Array
  private readonly recognisedRow: Int32Array
  private readonly countRow: Int32Array
  private readonly hoursRow: Int32Array
  private readonly sectionRow: Int32Array
  private readonly pairRow = new Map<number, number>()
  private readonly spreadRow = new Map<number, number>()
  private readonly byPerson = new Map<number, number[]>()
  private readonly bySection = new Map<number, number[]>()
  private readonly bySpread = new Map<number, number[]>()
  private readonly stageRows: { stage: Stage; row: number }[] = []
  private readonly mostSeats: Int32Array

  constructor(field: Field) {
    this.field = field
    this.columnOf = new Int32Array(field.size).fill(-1)
    const rowOf = (size: number) => new Int32Array(size).fill(-1)
    this.countRow = rowOf(field.people.length)
    this.hoursRow = rowOf(field.people.length)
    this.sectionRow = rowOf(field.sections.length)
    this.mostSeats = mostSeats(field)
    this.seatRow = Int32Array.from(field.roles, ({ project, role, seats }, at) =>
      this.shortage(
        { of: 'role', at },
        role.growth ? 'growth' : 'coverage',
        field.projects[project]!.weight,
        ...[seats, seats],
      ),
    )
    this.needRow = Int32Array.from(field.needs, ({ project, units }, at) =>
      this.shortage({ of: 'need', at }, 'coverage', field.projects[project]!.weight, units, Number.POSITIVE_INFINITY),
    )
    this.recognisedRow = Int32Array.from(field.recognised, (least, at) =>
      least === 0
        ? -1
        : this.shortage(
            { of: 'recognised', at },
            'recognised',
            field.projects[at]!.weight,
            least,
            Number.POSITIVE_INFINITY,
          ),
    )
  }

  has = (place: number): boolean => this.columnOf[place]! >= 0

  add(place: number): void {
    if (this.has(place)) return
    const { field } = this
    const person = field.person[place]!
    const section = field.section[person]!
    const at = this.columns.length
    this.columnOf[place] = at
    const column: Column = {
      ...{ place, cost: 0, lower: field.fixed[place]!, upper: field.projectsLeft[person]! > 0 ? 1 : 0 },
      ...{ rows: [], values: [] },
    }
    this.columns.push(column)
    this.entries(place, (row, value) => {
      column.rows.push(row)
      column.values.push(value)
    })
    for (const { stage, row } of this.stageRows) this.entry(at, row, this.costOfPlace(place, stage))
    list(this.bySpread, this.spreadKey(place)).push(at)
    const mates = list(this.bySection, section)
    mates.push(at)
    if (this.sectionRow[section]! < 0 && mates.length > field.sectionSeats[section]!) {
      this.sectionRow[section] = this.row(Number.NEGATIVE_INFINITY, field.sectionSeats[section]!)
      for (const mate of mates) this.entry(mate, this.sectionRow[section]!, 1)
    }
    const own = list(this.byPerson, person)
    own.push(at)
    this.limitPerson(person, own)
  }

  /** The reduced cost of a place under the duals: below zero it could better the relaxation, far above it cannot be in any best plan. */
  priced(place: number, stage: Stage, duals: Float64Array): number {
    let cost = this.costOfPlace(place, stage)
    this.entries(place, (row, value) => {
      cost -= (duals[row] ?? 0) * value
    })
    for (const one of this.stageRows) cost -= (duals[one.row] ?? 0) * this.costOfPlace(place, one.stage)
    return cost
  }

  /** Adds the rows of spread that the solution breaks, or all there can be; true when there were any. */
  spreadOut(values?: Float64Array): boolean {
    let added = false
    for (const [key, columns] of this.bySpread) {
      const most = this.field.projects[Math.floor(key / this.field.sections.length)]!.perSection
      if (this.spreadRow.has(key) || columns.length <= most) continue
      if (values && columns.reduce((sum, column) => sum + values[column]!, 0) <= most + 1e-6) continue
      const row = this.row(Number.NEGATIVE_INFINITY, most)
      this.spreadRow.set(key, row)
      for (const column of columns) this.entry(column, row, 1)
      this.auxiliary({ of: 'spread', key }, 'spread', 1, Number.POSITIVE_INFINITY, row, -1)
      added = true
    }
    return added
  }

  /** From now on the stage is to be no worse than this. */
  hold(stage: Stage, value: number): void {
    const row = this.row(Number.NEGATIVE_INFINITY, value - this.offset(stage))
    this.stageRows.push({ stage, row })
    this.columns.forEach((column, at) => {
      this.entry(at, row, this.costOf(column, stage))
    })
  }

  /** The project's shortages (seats, needs) come to this at least, whoever is taken. */
  floor(project: number, least: number): void {
    const row = this.row(least, Number.POSITIVE_INFINITY)
    for (const [column, auxiliary] of this.auxiliaries) {
      const { field } = this
      const seat = auxiliary.of === 'role' ? field.roles[auxiliary.at]! : undefined
      const own =
        (seat?.project === project && !seat.role.growth) ||
        (auxiliary.of === 'need' && field.needs[auxiliary.at]!.project === project)
      if (own) this.entry(column, row, 1)
    }
  }

  /** What the objective leaves out: seats of the plan are counted as kept, not as given up. */
  offset = (stage: Stage): number => (stage === 'change' ? this.field.plan : 0)

  costOf(column: Column, stage: Stage): number {
    if (column.place !== undefined) return this.costOfPlace(column.place, stage)
    return column.stage === stage ? column.cost : 0
  }

  /** The columns `kept`, in their order, and then `kinds` as a model; rows stay as they are. */
  model(stage: Stage, integer: boolean, kept?: readonly number[], kinds: readonly Kind[] = []): LinearModel {
    const real = kept?.length ?? this.columns.length
    const columns = [...(kept ? kept.map((at) => this.columns[at]!) : this.columns), ...this.standIns(kinds)]
    const starts = new Int32Array(columns.length + 1)
    columns.forEach(({ rows }, at) => {
      starts[at + 1] = starts[at]! + rows.length
    })
    const rows = new Int32Array(starts[columns.length]!)
    const values = new Float64Array(rows.length)
    columns.forEach((column, at) => {
      rows.set(column.rows, starts[at]!)
      values.set(column.values, starts[at]!)
    })
    return {
      costs: Float64Array.from(columns, (column, at) => this.costOf(column, stage) + (at < real ? 0 : standInCost)),
      lower: Float64Array.from(columns, ({ lower }) => lower),
      upper: Float64Array.from(columns, ({ upper }) => upper),
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      ...{ starts, rows, values },
      ...(integer && { integer: Uint8Array.from(columns, ({ place }) => (place === undefined ? 0 : 1)) }),
    }
  }

  /** A basis of an earlier state, made to fit what has come since. */
  extended({ columns, rows }: Basis): Basis {
    const all = new Int32Array(this.columns.length)
    all.set(columns)
    const allRows = new Int32Array(this.rowLower.length).fill(basic)
    allRows.set(rows)
    return { columns: all, rows: allRows }
  }

  /** The values of all columns for a plan. */
  valuesOf(places: readonly number[]): Float64Array {
    const values = new Float64Array(this.columns.length)
    const tally = tallyOf(this.field, places)
    const seats = new Map<number, number>()
    for (const place of places) {
      values[this.columnOf[place]!] = 1
      const person = this.field.person[place]!
      seats.set(person, (seats.get(person) ?? 0) + 1)
    }
    for (const [column, auxiliary] of this.auxiliaries) {
      values[column] = Math.max(0, this.excess(auxiliary, tally, seats))
    }
    return values
  }

  private excess(auxiliary: Auxiliary, tally: ReturnType<typeof tallyOf>, seats: Map<number, number>): number {
    const { field } = this
    if (auxiliary.of === 'role') return field.roles[auxiliary.at]!.seats - tally.filled[auxiliary.at]!
    if (auxiliary.of === 'need') return field.needs[auxiliary.at]!.units - tally.units[auxiliary.at]!
    if (auxiliary.of === 'recognised') return field.recognised[auxiliary.at]! - tally.recognised[auxiliary.at]!
    if (auxiliary.of === 'seats') return (seats.get(auxiliary.person) ?? 0) - 1
    const most = field.projects[Math.floor(auxiliary.key / field.sections.length)]!.perSection
    return (tally.fromSection.get(auxiliary.key) ?? 0) - most
  }

  /** A column for all places of a kind that were not let in, free of what limits their people. */
  private standIns(kinds: readonly Kind[]): Column[] {
    return kinds.map(({ places }) => {
      const place = places[0]!
      const { seats } = this.field.roles[this.field.role[place]!]!
      const column: Column = { place, cost: 0, lower: 0, upper: Math.min(seats, places.length), rows: [], values: [] }
      const give = (row: number, value: number) => {
        column.rows.push(row)
        column.values.push(value)
      }
      this.ownEntries(place, give)
      for (const { stage, row } of this.stageRows) {
        const cost = this.costOfPlace(place, stage)
        if (cost !== 0) give(row, cost)
      }
      return column
    })
  }

  private costOfPlace(place: number, stage: Stage): number {
    const { field } = this
    if (stage === 'will') return -field.will[place]!
    if (stage === 'fairness') return field.people[field.person[place]!]!.past
    if (stage === 'load') return field.load[place]!
    return stage === 'change' ? -field.kept[place]! : 0
  }

  private spreadKey(place: number): number {
    const { field } = this
    return field.roles[field.role[place]!]!.project * field.sections.length + field.section[field.person[place]!]!
  }

  /** The place's coefficients in the rows there are (but for those of stages). */
  private entries(place: number, give: (row: number, value: number) => void): void {
    const { field } = this
    const person = field.person[place]!
    const { project, role } = field.roles[field.role[place]!]!
    const inRow = (row: number | undefined, value: number) => row !== undefined && row >= 0 && give(row, value)
    this.ownEntries(place, give)
    inRow(this.countRow[person], 1)
    inRow(this.hoursRow[person], role.hours)
    inRow(this.sectionRow[field.section[person]!], 1)
    if (this.pairRow.size > 0) inRow(this.pairRow.get(person * field.projects.length + project), 1)
    if (this.spreadRow.size > 0) inRow(this.spreadRow.get(this.spreadKey(place)), 1)
  }

  /** The part of them that is the place's alone and not its person's. */
  private ownEntries(place: number, give: (row: number, value: number) => void): void {
    const { field } = this
    const role = field.role[place]!
    give(this.seatRow[role]!, 1)
    for (let e = field.countsFrom[place]!; e < field.countsFrom[place + 1]!; e++)
      give(this.needRow[field.countsNeed[e]!]!, field.countsUnits[e]!)
    const recognised = this.recognisedRow[field.roles[role]!.project]!
    if (recognised >= 0 && field.people[field.person[place]!]!.recognised) give(recognised, 1)
  }

  /** A second place of a person brings in what keeps the two apart. */
  private limitPerson(person: number, own: readonly number[]): void {
    if (own.length < 2) return
    const { field } = this
    const most = this.mostSeats[person]!
    if (this.countRow[person]! < 0) {
      this.countRow[person] = this.row(Number.NEGATIVE_INFINITY, 1)
      for (const column of own) this.entry(column, this.countRow[person]!, 1)
      if (most > 1) this.auxiliary({ of: 'seats', person }, 'fairness', 1, most - 1, this.countRow[person]!, -1)
    }
    if (most < 2) return
    const roleOf = (column: number) => field.roles[field.role[this.columns[column]!.place!]!]!
    const sum = own.reduce((hours, column) => hours + roleOf(column).role.hours, 0)
    if (this.hoursRow[person]! < 0 && sum > field.hours[person]!) {
      this.hoursRow[person] = this.row(Number.NEGATIVE_INFINITY, field.hours[person]!)
      for (const column of own) this.entry(column, this.hoursRow[person]!, roleOf(column).role.hours)
    }
    const { project } = roleOf(own.at(-1)!)
    const same = own.filter((column) => roleOf(column).project === project)
    const pair = person * field.projects.length + project
    if (same.length < 2 || this.pairRow.has(pair)) return
    const row = this.row(Number.NEGATIVE_INFINITY, 1)
    this.pairRow.set(pair, row)
    for (const column of same) this.entry(column, row, 1)
  }

  private shortage(of: Auxiliary, stage: Stage, weight: number, least: number, most: number): number {
    const row = this.row(least, most)
    this.auxiliary(of, stage, weight, Number.POSITIVE_INFINITY, row, 1)
    return row
  }

  private auxiliary(of: Auxiliary, stage: Stage, cost: number, upper: number, row: number, value: number): void {
    this.auxiliaries.set(this.columns.length, of)
    this.columns.push({ stage, cost, lower: 0, upper, rows: [row], values: [value] })
    for (const one of this.stageRows) if (one.stage === stage) this.entry(this.columns.length - 1, one.row, cost)
  }

  private row(lower: number, upper: number): number {
    this.rowLower.push(lower)
    return this.rowUpper.push(upper) - 1
  }

  private entry(column: number, row: number, value: number): void {
    if (value === 0) return
    this.columns[column]!.rows.push(row)
    this.columns[column]!.values.push(value)
  }
}

/** What a stand-in costs beyond its places, so that places let in are taken where they do as well; a plan's worth is below 1/2. */
export const standInCost = 1e-4

/** How many seats each person can hold at once: of their places the ones of fewest hours, as long as the hours last. */
function mostSeats(field: Field): Int32Array {
  const hours: number[][] = field.people.map(() => [])
  for (let c = 0; c < field.size; c++) hours[field.person[c]!]!.push(field.roles[field.role[c]!]!.role.hours)
  return Int32Array.from(hours, (own, person) => {
    let left = field.hours[person]!
    const most = own
      .sort((a, b) => a - b)
      .findIndex((one) => {
        left -= one
        return left < 0
      })
    return Math.min(field.projectsLeft[person]!, most < 0 ? own.length : most)
  })
}

function list(of: Map<number, number[]>, key: number): number[] {
  const there = of.get(key)
  if (there) return there
  const made: number[] = []
  of.set(key, made)
  return made
}
