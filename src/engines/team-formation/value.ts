import type { Field } from './field.ts'
import { type Stage, stages } from './problem.ts'

/** How often a person may hold two seats in one project, and so on, is not asked here: places are taken to be allowed. */
export type Values = Record<Stage, number>

/** What a plan, given as its places, is worth in each stage. */
export function valuesOf(field: Field, places: Iterable<number>): Values {
  const tally = tallyOf(field, places)
  const values = Object.fromEntries(stages.map((stage) => [stage, 0])) as Values
  field.roles.forEach(({ project, role, seats }, n) => {
    const empty = Math.max(0, seats - tally.filled[n]!)
    values[role.growth ? 'growth' : 'coverage'] += field.projects[project]!.weight * empty
  })
  field.needs.forEach(({ project, units }, n) => {
    values.coverage += field.projects[project]!.weight * Math.max(0, units - tally.units[n]!)
  })
  field.projects.forEach(({ weight }, n) => {
    values.recognised += weight * Math.max(0, field.recognised[n]! - tally.recognised[n]!)
  })
  values.change = field.plan - tally.kept
  for (const [at, count] of tally.fromSection)
    values.spread += Math.max(0, count - field.projects[Math.floor(at / field.sections.length)]!.perSection)
  values.will = -tally.will
  values.fairness = tally.fairness
  values.load = tally.load
  return values
}

export interface Tally {
  /** By role, need and project. */
  filled: Int32Array
  units: Int32Array
  recognised: Int32Array
  /** By project × the number of sections + section. */
  fromSection: Map<number, number>
  kept: number
  will: number
  fairness: number
  load: number
}

export function tallyOf(field: Field, places: Iterable<number>): Tally {
  const tally: Tally = {
    filled: new Int32Array(field.roles.length),
    units: new Int32Array(field.needs.length),
    recognised: new Int32Array(field.projects.length),
    fromSection: new Map(),
    ...{ kept: 0, will: 0, fairness: 0, load: 0 },
  }
  const seats = new Map<number, number>()
  for (const c of places) {
    const person = field.person[c]!
    const { project } = field.roles[field.role[c]!]!
    tally.filled[field.role[c]!]!++
    for (let e = field.countsFrom[c]!; e < field.countsFrom[c + 1]!; e++)
      tally.units[field.countsNeed[e]!]! += field.countsUnits[e]!
    if (field.people[person]!.recognised) tally.recognised[project]!++
    const at = project * field.sections.length + field.section[person]!
    tally.fromSection.set(at, (tally.fromSection.get(at) ?? 0) + 1)
    tally.kept += field.kept[c]!
    tally.will += field.will[c]!
    const before = seats.get(person) ?? 0
    tally.fairness += field.people[person]!.past + (before > 0 ? 1 : 0)
    seats.set(person, before + 1)
    tally.load += field.load[c]!
  }
  return tally
}

/** Negative when the first is better: the first stage in which they differ decides. */
export function compare(a: Values, b: Values): number {
  for (const stage of stages) if (a[stage] !== b[stage]) return a[stage] - b[stage]
  return 0
}
