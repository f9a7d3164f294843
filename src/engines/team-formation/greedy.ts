import type { Field } from './field.ts'

/** What is taken already while a plan grows seat by seat. */
export class Growing {
  readonly places = new Set<number>()
  readonly field: Field
  private readonly filled: Int32Array
  private readonly units: Int32Array
  private readonly recognised: Int32Array
  private readonly hours: Float64Array
  private readonly projectsLeft: Int32Array
  private readonly sectionSeats: Float64Array
  private readonly pairs = new Set<number>()
  private readonly fromSection = new Map<number, number>()

  constructor(field: Field) {
    this.field = field
    this.filled = new Int32Array(field.roles.length)
    this.units = new Int32Array(field.needs.length)
    this.recognised = new Int32Array(field.projects.length)
    this.hours = field.hours.slice()
    this.projectsLeft = field.projectsLeft.slice()
    this.sectionSeats = field.sectionSeats.slice()
    for (let c = 0; c < field.size; c++) if (field.fixed[c]) this.take(c)
  }

  allows(c: number): boolean {
    const { field } = this
    const person = field.person[c]!
    const { project, role, seats } = field.roles[field.role[c]!]!
    return (
      this.filled[field.role[c]!]! < seats &&
      this.hours[person]! >= role.hours &&
      this.projectsLeft[person]! > 0 &&
      this.sectionSeats[field.section[person]!]! > 0 &&
      !this.pairs.has(person * field.projects.length + project)
    )
  }

  take(c: number): void {
    const { field } = this
    const person = field.person[c]!
    const section = field.section[person]!
    const { project, role } = field.roles[field.role[c]!]!
    this.places.add(c)
    this.filled[field.role[c]!]!++
    this.hours[person]! -= role.hours
    this.projectsLeft[person]!--
    this.sectionSeats[section]!--
    this.pairs.add(person * field.projects.length + project)
    const at = project * field.sections.length + section
    this.fromSection.set(at, (this.fromSection.get(at) ?? 0) + 1)
    if (field.people[person]!.recognised) this.recognised[project]!++
    for (let e = field.countsFrom[c]!; e < field.countsFrom[c + 1]!; e++)
      this.units[field.countsNeed[e]!]! += field.countsUnits[e]!
  }

  open(role: number): boolean {
    return this.filled[role]! < this.field.roles[role]!.seats
  }

  /** What taking the place would bring, stage by stage; more is better. */
  gain(c: number): number[] {
    const { field } = this
    const person = field.person[c]!
    const { project } = field.roles[field.role[c]!]!
    let units = 0
    for (let e = field.countsFrom[c]!; e < field.countsFrom[c + 1]!; e++) {
      const n = field.countsNeed[e]!
      units += Math.max(0, Math.min(field.countsUnits[e]!, field.needs[n]!.units - this.units[n]!))
    }
    const lacking = this.recognised[project]! < field.recognised[project]!
    const here = this.fromSection.get(project * field.sections.length + field.section[person]!) ?? 0
    return [
      units,
      lacking && field.people[person]!.recognised ? 1 : 0,
      field.kept[c]!,
      here >= field.projects[project]!.perSection ? 0 : 1,
      field.will[c]!,
      -field.people[person]!.past - (field.projectsLeft[person]! > this.projectsLeft[person]! ? 1 : 0),
      -field.load[c]!,
    ]
  }
}

/**
 * The baseline, as a careful person would do it by hand: project by project, the weightiest first, seat by seat, each time who
 * brings most in the order of the stages. Places of `start` are taken first where they are allowed.
 */
export function greedy(field: Field, start: readonly number[] = []): number[] {
  const growing = new Growing(field)
  for (const c of start) if (!growing.places.has(c) && growing.allows(c)) growing.take(c)
  const order = field.roles
    .map((_, n) => n)
    .sort(
      (a, b) =>
        Number(field.roles[a]!.role.growth) - Number(field.roles[b]!.role.growth) ||
        field.projects[field.roles[b]!.project]!.weight - field.projects[field.roles[a]!.project]!.weight ||
        a - b,
    )
  for (const n of order) {
    while (growing.open(n)) {
      const { from, to } = field.roles[n]!
      const best = bestOf(growing, range(from, to))
      if (best === undefined) break
      growing.take(best)
    }
  }
  return [...growing.places].sort((a, b) => a - b)
}

/** Of the places that are allowed the one that brings most. */
export function bestOf(growing: Growing, places: Iterable<number>): number | undefined {
  let best: { c: number; gain: number[] } | undefined
  for (const c of places) {
    if (growing.places.has(c) || !growing.allows(c)) continue
    const gain = growing.gain(c)
    if (!best || better(gain, best.gain)) best = { c, gain }
  }
  return best?.c
}

function better(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! > b[i]!
  return false
}

function* range(from: number, to: number) {
  for (let at = from; at < to; at++) yield at
}
