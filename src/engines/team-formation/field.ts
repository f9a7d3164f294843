import { halvings, reaches } from './chance.ts'
import type { Need, Person, Problem, Project, Role, Seat, Wishes } from './problem.ts'

/**
 * The problem with numbers instead of names. A **place** is one person in one role of one project; places are sorted by role,
 * then person, so the order of the inputs changes nothing.
 */
export interface Field {
  people: readonly Person[]
  projects: readonly Project[]
  roles: readonly { project: number; role: Role; seats: number; from: number; to: number }[]
  needs: readonly { project: number; need: Need; units: number }[]
  /** Of each project: how many recognised people it should have. */
  recognised: Int32Array
  size: number
  /** Of each place. */
  person: Int32Array
  role: Int32Array
  will: Int32Array
  load: Int32Array
  kept: Uint8Array
  fixed: Uint8Array
  /** What each place counts for needs: entries `countsFrom[c]`…`countsFrom[c + 1]`. */
  countsFrom: Int32Array
  countsNeed: Int32Array
  countsUnits: Int32Array
  /** Of each person: section, hours left, projects left. */
  section: Int32Array
  hours: Float64Array
  projectsLeft: Int32Array
  sections: readonly string[]
  sectionSeats: Float64Array
  /** The plan in force had so many seats that can be kept. */
  plan: number
  placeOf(seat: Seat): number | undefined
  /** Wishes that could not be kept as they were said. */
  overruled: readonly Overruled[]
}

export interface Overruled {
  seat: Seat
  /** What a fixed seat goes beyond (it stays all the same), or why it could not be kept. */
  reason: 'hours' | 'projects' | 'section' | 'seats' | 'declined' | 'twice' | 'unknown'
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
const key = (person: number, role: number) => person * 65_536 + role

export function fieldOf(problem: Problem, wishes: Wishes): Field {
  const people = [...problem.people].sort(byId)
  const projects = [...problem.projects].sort(byId)
  const personAt = new Map(people.map(({ id }, at) => [id, at]))
  const projectAt = new Map(projects.map(({ id }, at) => [id, at]))
  const roles = projects.flatMap((project, at) =>
    project.roles.map((role) => ({ project: at, role, seats: role.seats, from: 0, to: 0 })),
  )
  const rolesOf = projects.map((_, at) => roles.flatMap((role, n) => (role.project === at ? [n] : [])))
  const needs = projects.flatMap((project, at) =>
    project.needs.map((need) => ({ project: at, need, units: need.holders * problem.assurance })),
  )
  const needsOf = projects.map((_, at) => needs.flatMap(({ project }, n) => (project === at ? [n] : [])))
  const banned = new Set(wishes.bans?.map(({ person, project }) => `${person} ${project}`))
  const names = [...new Set(people.map(({ section }) => section))].sort()
  const sectionAt = new Map(names.map((name, at) => [name, at]))

  const overruled: Overruled[] = []
  const roleNamed = ({ project, role }: Seat) => {
    const at = projectAt.get(project)
    return at === undefined ? undefined : rolesOf[at]!.find((n) => roles[n]!.role.id === role)
  }
  const fixedPlaces = new Map<number, Seat>()
  const pairs = new Set<string>()
  for (const seat of wishes.fixed ?? []) {
    const person = personAt.get(seat.person)
    const role = roleNamed(seat)
    if (person === undefined || role === undefined) overruled.push({ seat, reason: 'unknown' })
    else if (pairs.has(`${seat.person} ${seat.project}`)) overruled.push({ seat, reason: 'twice' })
    else {
      pairs.add(`${seat.person} ${seat.project}`)
      if (banned.has(`${seat.person} ${seat.project}`)) overruled.push({ seat, reason: 'declined' })
      fixedPlaces.set(key(person, role), seat)
    }
  }

  const wills = new Map<number, number>()
  for (const { person, project, will, roles: named } of problem.offers) {
    const [at, of] = [personAt.get(person), projectAt.get(project)]
    if (at === undefined || of === undefined || banned.has(`${person} ${project}`)) continue
    const { recognised, capacity, committed } = people[at]!
    for (const n of rolesOf[of]!) {
      const { role } = roles[n]!
      if (named && !named.includes(role.id)) continue
      if ((role.growth && recognised) || role.hours > capacity - committed) continue
      wills.set(key(at, n), Math.max(will, wills.get(key(at, n)) ?? 0))
    }
  }
  for (const place of fixedPlaces.keys()) if (!wills.has(place)) wills.set(place, 0)
  const sorted = [...wills.keys()].sort((a, b) => (a % 65_536) - (b % 65_536) || a - b)
  const size = sorted.length
  const place = new Map(sorted.map((one, at) => [one, at]))
  const placeOf = (seat: Seat) => {
    const [person, role] = [personAt.get(seat.person), roleNamed(seat)]
    return person === undefined || role === undefined ? undefined : place.get(key(person, role))
  }

  const field = {
    ...{ people, projects, roles, needs, size, placeOf, sections: names, overruled },
    recognised: Int32Array.from(projects, ({ recognised }) => recognised),
    person: Int32Array.from(sorted, (one) => Math.floor(one / 65_536)),
    role: Int32Array.from(sorted, (one) => one % 65_536),
    will: Int32Array.from(sorted, (one) => wills.get(one)!),
    load: new Int32Array(size),
    kept: new Uint8Array(size),
    fixed: new Uint8Array(size),
    countsFrom: new Int32Array(size + 1),
    section: Int32Array.from(people, ({ section }) => sectionAt.get(section)!),
    hours: Float64Array.from(people, ({ capacity, committed }) => Math.max(0, capacity - committed)),
    projectsLeft: new Int32Array(people.length).fill(problem.projectsPerPerson),
    sectionSeats: Float64Array.from(names, (name) => problem.sectionSeats[name] ?? Number.POSITIVE_INFINITY),
    plan: 0,
  }
  const counts: { need: number; units: number }[] = []
  for (let c = 0; c < size; c++) {
    const at = roles[field.role[c]!]!
    if (at.to === 0) at.from = c
    at.to = c + 1
    const { role, project } = at
    const person = people[field.person[c]!]!
    field.load[c] = person.capacity > 0 ? Math.round((10 * (person.committed + role.hours)) / person.capacity) : 10
    for (const n of role.growth ? [] : needsOf[project]!) {
      const { need } = needs[n]!
      if (need.role !== undefined && need.role !== role.id) continue
      const units = halvings(reaches(person.skills[need.skill], need.level), problem.assurance)
      if (units > 0) counts.push({ need: n, units })
    }
    field.countsFrom[c + 1] = counts.length
  }
  for (const seat of wishes.plan ?? []) {
    const at = placeOf(seat)
    if (at === undefined || field.kept[at]) continue
    field.kept[at] = 1
    field.plan++
  }
  for (const one of fixedPlaces.keys()) field.fixed[place.get(one)!] = 1
  overruled.push(...raiseLimits(field, fixedPlaces, (one) => place.get(one)!))
  return {
    ...field,
    countsNeed: Int32Array.from(counts, ({ need }) => need),
    countsUnits: Int32Array.from(counts, ({ units }) => units),
  }
}

/** Fixed seats are there already: a limit they go beyond is raised to what they take, and that is told. */
function raiseLimits(
  field: Pick<Field, 'person' | 'role' | 'section' | 'hours' | 'projectsLeft' | 'sectionSeats' | 'roles'>,
  fixed: ReadonlyMap<number, Seat>,
  placeOf: (key: number) => number,
): Overruled[] {
  const overruled: Overruled[] = []
  const taken = {
    hours: new Float64Array(field.hours.length),
    projects: new Float64Array(field.hours.length),
    section: new Float64Array(field.sectionSeats.length),
  }
  const filled = field.roles.map(() => 0)
  for (const [key, seat] of fixed) {
    const c = placeOf(key)
    const person = field.person[c]!
    const section = field.section[person]!
    const role = field.roles[field.role[c]!]!
    take('hours', field.hours, person, role.role.hours)
    take('projects', field.projectsLeft, person, 1)
    take('section', field.sectionSeats, section, 1)
    if (++filled[field.role[c]!]! > role.seats) {
      role.seats = filled[field.role[c]!]!
      overruled.push({ seat, reason: 'seats' })
    }

    function take(reason: keyof typeof taken, limits: Float64Array | Int32Array, at: number, amount: number) {
      taken[reason][at]! += amount
      if (limits[at]! >= taken[reason][at]!) return
      limits[at] = taken[reason][at]!
      overruled.push({ seat, reason })
    }
  }
  return overruled
}
