import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { highsSolver } from '#server/optimise/highs'
import { type Field, fieldOf } from './field.ts'
import { formTeams } from './form.ts'
import { Growing } from './greedy.ts'
import type { Problem, Seat, Wishes } from './problem.ts'
import { stages } from './problem.ts'
import type { Solver } from './solver.ts'
import { compare, type Values, valuesOf } from './value.ts'

let solver: Solver
beforeAll(async () => {
  solver = await highsSolver()
})

const level = fc.constantFrom([1], [0.5, 0.5], [0.2, 0.3, 0.5], [0.05, 0.15, 0.8], [0, 0, 1])

/** Problems small enough to try every plan, and tight enough that every stage has something to decide. */
const problems = fc
  .record({
    people: fc.array(
      fc.record({
        section: fc.constantFrom('a', 'b', 'c'),
        recognised: fc.boolean(),
        committed: fc.constantFrom(0, 8, 16),
        past: fc.integer({ min: 0, max: 2 }),
        one: level,
        two: level,
      }),
      { minLength: 2, maxLength: 5 },
    ),
    projects: fc.array(
      fc.record({
        weight: fc.integer({ min: 1, max: 2 }),
        members: fc.integer({ min: 1, max: 2 }),
        learners: fc.integer({ min: 0, max: 1 }),
        hours: fc.constantFrom(8, 12),
        recognised: fc.integer({ min: 0, max: 2 }),
        skill: fc.constantFrom('one', 'two'),
        holders: fc.integer({ min: 1, max: 2 }),
        named: fc.boolean(),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    wills: fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 10, maxLength: 10 }),
    projectsPerPerson: fc.integer({ min: 1, max: 2 }),
    sectionSeats: fc.integer({ min: 1, max: 3 }),
  })
  .map(
    ({ people, projects, wills, projectsPerPerson, sectionSeats }): Problem => ({
      ...{ projectsPerPerson, assurance: 2, sectionSeats: { a: sectionSeats } },
      people: people.map(({ one, two, ...person }, at) => ({
        ...{ ...person, id: `p${at}`, capacity: 24, skills: { one, two } },
      })),
      projects: projects.map(({ weight, members, learners, hours, recognised, skill, holders, named }, at) => ({
        ...{ id: `j${at}`, weight, recognised, perSection: 1 },
        roles: [
          { id: 'member', seats: members, hours, growth: false },
          { id: 'learner', seats: learners, hours: 8, growth: true },
        ],
        needs: [{ id: 'n', skill, level: 1, holders, ...(named && { role: 'member' }) }],
      })),
      offers: people.flatMap((_, person) =>
        projects.flatMap((_, project) => {
          const will = wills[person * 2 + project]!
          return will < 0 ? [] : [{ person: `p${person}`, project: `j${project}`, will }]
        }),
      ),
    }),
  )

/** The best of all plans there are, found by trying each. */
function bestByTrying(field: Field): Values {
  let best: Values | undefined
  const seek = (from: number, places: readonly number[]) => {
    const values = valuesOf(field, places)
    if (!best || compare(values, best) < 0) best = values
    for (let c = from; c < field.size; c++) {
      if (field.fixed[c]) continue
      const growing = new Growing(field)
      for (const place of places) if (!growing.places.has(place)) growing.take(place)
      if (growing.allows(c)) seek(c + 1, [...places, c])
    }
  }
  seek(0, [...new Growing(field).places])
  return best!
}

const valuesFound = (problem: Problem, wishes: Wishes, seats: readonly Seat[]) => {
  const field = fieldOf(problem, wishes)
  return valuesOf(
    field,
    seats.map((seat) => field.placeOf(seat)!),
  )
}

const allowed = (problem: Problem, wishes: Wishes, seats: readonly Seat[]) => {
  const field = fieldOf(problem, wishes)
  const growing = new Growing(field)
  return seats.every((seat) => {
    const place = field.placeOf(seat)!
    const free = growing.places.has(place) || growing.allows(place)
    if (!growing.places.has(place)) growing.take(place)
    return free
  })
}

describe('against every plan there is', () => {
  test('no stage of any small problem can be better, earlier stages being as good', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const formed = formTeams(problem, solver)
        expect(formed.status).toBe('proven')
        expect(allowed(problem, {}, formed.seats)).toBe(true)
        expect(valuesFound(problem, {}, formed.seats)).toEqual(bestByTrying(fieldOf(problem, {})))
      }),
      { numRuns: 150 },
    )
  })

  test('with seats that stay, people who declined and a plan in force', () => {
    fc.assert(
      fc.property(problems, fc.nat(), fc.nat(), (problem, one, other) => {
        fc.pre(problem.offers.length > 0)
        const seat = (at: number): Seat => {
          const { person, project } = problem.offers[at % problem.offers.length]!
          return { person, project, role: 'member' }
        }
        const { seats: plan } = formTeams(problem, solver)
        const wishes: Wishes = { fixed: [seat(one)], bans: [seat(other)], plan }
        const formed = formTeams(problem, solver, wishes)
        expect(formed.status).toBe('proven')
        expect(formed.seats).toContainEqual(seat(one))
        if (one % problem.offers.length !== other % problem.offers.length)
          expect(
            formed.seats.some(
              ({ person, project }) => person === seat(other).person && project === seat(other).project,
            ),
          ).toBe(false)
        expect(allowed(problem, wishes, formed.seats)).toBe(true)
        expect(valuesFound(problem, wishes, formed.seats)).toEqual(bestByTrying(fieldOf(problem, wishes)))
      }),
      { numRuns: 100 },
    )
  })

  test('places that dropped out cost at least what is said', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const formed = formTeams(problem, solver)
        for (const price of formed.prices.slice(0, 3)) {
          const forced = formTeams(problem, solver, { fixed: [price] })
          const [with_, without] = [valuesFound(problem, {}, forced.seats), valuesFound(problem, {}, formed.seats)]
          if (forced.overruled.length > 0) continue
          const at = stages.indexOf(price.stage)
          if (stages.slice(0, at).every((stage) => with_[stage] === without[stage]))
            expect(with_[price.stage] - without[price.stage]).toBeGreaterThanOrEqual(price.atLeast)
          expect(compare(with_, without)).toBeGreaterThan(0)
        }
      }),
      { numRuns: 60 },
    )
  })
})
