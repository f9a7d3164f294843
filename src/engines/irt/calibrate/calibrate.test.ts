import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { probability } from '../curves.ts'
import type { Answer, Parameters } from '../item.ts'
import { chance } from '../random.ts'
import { calibrate } from './calibrate.ts'
import { priorAround } from './prior.ts'
import type { CalibrationItem } from './problem.ts'

/** How many of 1,000 answered in each of the 32 ways (Bock & Lieberman 1970), by the pattern as a binary number. */
const lsat6 = [
  3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
]
const lsat7 = [
  12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308,
]
const peopleOf = (counts: readonly number[]): Answer[][] =>
  counts.flatMap((count, pattern) =>
    Array.from({ length: count }, () =>
      [4, 3, 2, 1, 0].map((bit, i) => ({ item: `${i + 1}`, category: (pattern >> bit) & 1 })),
    ),
  )
const five = (model: CalibrationItem['model']): CalibrationItem[] =>
  ['1', '2', '3', '4', '5'].map((id) => ({ id, model }))

/** People of a normal population, answering by the curves; `skip` says which answers are missing. */
function simulate(
  items: readonly { id: string; parameters: Parameters }[],
  count: number,
  seed: number,
  { mean = 0, sd = 1, skip = (_person: number, _item: number): boolean => false } = {},
): Answer[][] {
  return Array.from({ length: count }, (_, n) => {
    const theta =
      mean + sd * Math.sqrt(-2 * Math.log(1 - chance(seed, n, -1))) * Math.cos(2 * Math.PI * chance(seed, n, -2))
    return items.flatMap(({ id, parameters }, i) => {
      if (skip(n, i)) return []
      const drawn = chance(seed, n, i)
      const reached = parameters.b.filter((b) => probability({ ...parameters, b: [b] }, 1, theta) > drawn)
      return [{ item: id, category: reached.length }]
    })
  })
}

const bankOf = (count: number, seed: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `${i}`,
    parameters: { a: 0.8 + 1.2 * chance(seed, i, 1), b: [4 * chance(seed, i, 2) - 2] } as Parameters,
  }))

describe('published data', () => {
  test('LSAT 6, 2PL: mirt 1.45.1, with its standard errors', () => {
    const found = calibrate(five('2PL'), peopleOf(lsat6))
    expect(found).toMatchObject({ status: 'converged', people: 1000, estimated: 10, ignored: 0 })
    expect(found.logLikelihood).toBeCloseTo(-2466.65338, 4)
    const published = [
      [0.82566, 0.25811, 2.77323, 0.20574],
      [0.72274, 0.18668, 0.9902, 0.09002],
      [0.89087, 0.23276, 0.24915, 0.07627],
      [0.68837, 0.18514, 1.28476, 0.09904],
      [0.65686, 0.20991, 2.05327, 0.13536],
    ]
    for (const [i, [a, aError, d, dError]] of published.entries()) {
      const { parameters, standardErrors, intercepts } = found.items[i]!
      expect(parameters!.a).toBeCloseTo(a!, 3)
      expect(standardErrors!.a).toBeCloseTo(aError!, 3)
      expect(intercepts!.d[0]).toBeCloseTo(d!, 3)
      expect(intercepts!.standardErrors![0]).toBeCloseTo(dError!, 3)
      expect(parameters!.b[0]).toBeCloseTo(-d! / a!, 2)
    }
  })

  test('LSAT 7, 2PL', () => {
    const found = calibrate(five('2PL'), peopleOf(lsat7))
    expect(found.logLikelihood).toBeCloseTo(-2658.80511, 4)
    const slopes = [0.98755, 1.08084, 1.70748, 0.76499, 0.73567]
    for (const [i, a] of slopes.entries()) expect(found.items[i]!.parameters!.a).toBeCloseTo(a, 3)
  })

  test('LSAT 7, Rasch: the spread of the population is estimated', () => {
    const found = calibrate(five('Rasch'), peopleOf(lsat7))
    expect(found.logLikelihood).toBeCloseTo(-2664.90089, 4)
    expect(found.population.sd ** 2).toBeCloseTo(1.02265, 3)
    expect(found.items.map(({ parameters }) => parameters!.a)).toEqual([1, 1, 1, 1, 1])
    expect(found.items[0]!.intercepts!.d[0]).toBeCloseTo(1.86827, 3)
    expect(found.items[0]!.intercepts!.standardErrors![0]).toBeCloseTo(0.10043, 3)
  })
})

describe('simulated people', () => {
  test('2PL: the truth lies within two standard errors about as often as it should', () => {
    const bank = bankOf(20, 1)
    const found = calibrate(
      bank.map(({ id }) => ({ id, model: '2PL' })),
      simulate(bank, 1500, 7),
    )
    const away = found.items.flatMap(({ parameters, standardErrors }, i) => [
      Math.abs(parameters!.a - bank[i]!.parameters.a) / standardErrors!.a,
      Math.abs(parameters!.b[0]! - bank[i]!.parameters.b[0]!) / standardErrors!.b[0]!,
    ])
    expect(away.filter((distance) => distance < 2).length).toBeGreaterThanOrEqual(35)
    expect(Math.max(...away)).toBeLessThan(4.5)
  })

  test('graded items', () => {
    const bank = Array.from({ length: 8 }, (_, i) => ({
      id: `${i}`,
      parameters: { a: 1 + i / 8, b: [-1.5 + i / 10, -0.2, 1 + i / 10] },
    }))
    const found = calibrate(
      bank.map(({ id }) => ({ id, model: 'graded' })),
      simulate(bank, 2000, 3),
    )
    for (const [i, { status, parameters, standardErrors }] of found.items.entries()) {
      expect(status).toBe('estimated')
      expect(Math.abs(parameters!.a - bank[i]!.parameters.a)).toBeLessThan(4 * standardErrors!.a)
      for (const [k, b] of parameters!.b.entries())
        expect(Math.abs(b - bank[i]!.parameters.b[k]!)).toBeLessThan(4 * standardErrors!.b[k]!)
    }
  })

  test('3PL with a prior of guessing', () => {
    const bank = bankOf(15, 5).map(({ id, parameters }) => ({ id, parameters: { ...parameters, c: 0.2 } }))
    const found = calibrate(
      bank.map(({ id }) => ({ id, model: '3PL', prior: { c: { median: 0.25, spread: 0.5 } } })),
      simulate(bank, 2000, 11),
    )
    for (const [i, { parameters, standardErrors }] of found.items.entries()) {
      expect(Math.abs(parameters!.b[0]! - bank[i]!.parameters.b[0]!)).toBeLessThan(4 * standardErrors!.b[0]!)
      expect(parameters!.c).toBeGreaterThan(0.05)
      expect(parameters!.c).toBeLessThan(0.45)
    }
  })

  test('a missing answer is missing, not wrong', () => {
    const bank = bankOf(12, 2)
    const items = bank.map(({ id }) => ({ id, model: '2PL' as const }))
    const holes = simulate(bank, 3000, 5, { skip: (n, i) => chance(99, n, i) < 0.5 })
    const found = calibrate(items, holes)
    for (const [i, { parameters, standardErrors, answers }] of found.items.entries()) {
      expect(answers).toBeLessThan(1700)
      expect(Math.abs(parameters!.b[0]! - bank[i]!.parameters.b[0]!)).toBeLessThan(4 * standardErrors!.b[0]!)
    }
    const asWrong = holes.map((answers) => {
      const given = new Map(answers.map(({ item, category }) => [item, category]))
      return items.map(({ id }) => ({ item: id, category: given.get(id) ?? 0 }))
    })
    const wrong = calibrate(items, asWrong).items[0]!
    expect(wrong.parameters!.b[0]! - found.items[0]!.parameters!.b[0]!).toBeGreaterThan(0.5)
  })

  test('anchors: new items of an abler group come out on the old scale', () => {
    const bank = bankOf(16, 4)
    const group = simulate(bank, 2500, 21, { mean: 0.8, sd: 1.3 })
    const found = calibrate(
      bank.map(({ id, parameters }, i) =>
        i < 8 ? { id, model: '2PL', parameters, fixed: true } : { id, model: '2PL' },
      ),
      group,
    )
    expect(found.population.mean).toBeCloseTo(0.8, 0)
    expect(Math.abs(found.population.mean - 0.8)).toBeLessThan(0.12)
    expect(Math.abs(found.population.sd - 1.3)).toBeLessThan(0.12)
    for (const [i, { status, parameters, standardErrors }] of found.items.entries()) {
      expect(status).toBe(i < 8 ? 'fixed' : 'estimated')
      if (i < 8) expect(parameters).toBe(bank[i]!.parameters)
      else {
        expect(Math.abs(parameters!.a - bank[i]!.parameters.a)).toBeLessThan(4 * standardErrors!.a)
        expect(Math.abs(parameters!.b[0]! - bank[i]!.parameters.b[0]!)).toBeLessThan(4 * standardErrors!.b[0]!)
      }
    }
  })
})

describe('thin data', () => {
  const assumed = { a: 1.2, b: [0.7] }

  test('a prior holds an item hardly anybody answered, and gives way to many answers', () => {
    const bank = bankOf(10, 8)
    const items = (thin: number) =>
      calibrate(
        bank.map(({ id }, i) => (i === 0 ? { id, model: '2PL', prior: priorAround(assumed) } : { id, model: '2PL' })),
        simulate(bank, 1000, 3, { skip: (n, i) => i === 0 && n >= thin }),
      ).items[0]!
    const few = items(4).parameters!
    expect(Math.abs(few.b[0]! - 0.7)).toBeLessThan(0.8)
    const { parameters: many, standardErrors } = items(1000)
    expect(Math.abs(many!.b[0]! - bank[0]!.parameters.b[0]!)).toBeLessThan(4 * standardErrors!.b[0]!)
  })

  test('what cannot be estimated says why, and does not disturb the rest', () => {
    const bank = bankOf(6, 9)
    const people = simulate(bank, 400, 1).map((answers, n) => [
      ...answers,
      { item: 'all right', category: 1 },
      { item: 'skips one', category: n % 2 ? 2 : 0 },
      { item: 'held by a prior', category: 1 },
      { item: 'unknown', category: 1 },
    ])
    const regular: CalibrationItem[] = bank.map(({ id }) => ({ id, model: '2PL' }))
    const odd: CalibrationItem[] = [
      { id: 'nobody', model: '2PL' },
      { id: 'all right', model: '2PL' },
      { id: 'skips one', model: 'graded' },
      { id: 'held by a prior', model: '2PL', prior: priorAround(assumed) },
      { id: '0', model: '2PL' },
      { id: 'bad anchor', model: '2PL', fixed: true, parameters: { a: -1, b: [0] } },
    ]
    const found = calibrate([...regular, ...odd], people)
    expect(found.items.slice(6).map(({ status }) => status)).toEqual([
      'no-answers',
      'one-category',
      'category-unused',
      'estimated',
      'duplicate',
      'parameters-refused',
    ])
    expect(found.items[9]!.parameters!.b[0]).toBeLessThan(0.7)
    const alone = calibrate(regular, people)
    for (const [i, { parameters }] of alone.items.entries())
      expect(found.items[i]!.parameters!.b[0]).toBeCloseTo(parameters!.b[0]!, 1)
  })

  test('a key that is wrong shows as negative discrimination', () => {
    const bank = bankOf(8, 6)
    const people = simulate(bank, 1000, 2).map((answers) =>
      answers.map(({ item, category }) => ({ item, category: item === '3' ? 1 - category : category })),
    )
    const found = calibrate(
      bank.map(({ id }) => ({ id, model: '2PL' })),
      people,
    )
    expect(found.items[3]!.status).toBe('discrimination-out-of-range')
    expect(found.items[2]!.status).toBe('estimated')
  })

  test('nobody, nothing, nonsense', () => {
    expect(calibrate([], [])).toMatchObject({ status: 'nothing-to-estimate', items: [], people: 0 })
    expect(calibrate(five('2PL'), [])).toMatchObject({ status: 'nothing-to-estimate', people: 0 })
    const bad = [Number.NaN, -1, 0.5, 99].map((category) => [{ item: '1', category }])
    expect(calibrate(five('2PL'), bad)).toMatchObject({ status: 'nothing-to-estimate', people: 0, ignored: 4 })
  })

  test('any small set of answers gives finite figures or a reason', () => {
    const answers = fc.array(
      fc.uniqueArray(fc.record({ item: fc.constantFrom('1', '2', '3'), category: fc.integer({ min: 0, max: 2 }) }), {
        selector: ({ item }) => item,
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(
        answers,
        fc.constantFrom('Rasch' as const, '2PL' as const, '3PL' as const, 'graded' as const),
        (people, model) => {
          const prior = { a: { median: 1, spread: 0.5 }, c: { median: 0.2, spread: 0.5 } }
          const found = calibrate(
            ['1', '2', '3'].map((id) => ({ id, model, prior })),
            people,
            { turns: 300 },
          )
          expect(Number.isFinite(found.logLikelihood)).toBe(true)
          for (const { status, parameters } of found.items)
            if (status === 'estimated') expect([parameters!.a, ...parameters!.b].every(Number.isFinite)).toBe(true)
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('the order of people and answers does not matter', () => {
  const bank = bankOf(6, 3)
  const people = simulate(bank, 300, 4)
  const items = bank.map(({ id }): CalibrationItem => ({ id, model: '2PL' }))
  const turned = calibrate(items, people.map((answers) => answers.toReversed()).toReversed())
  for (const [i, { parameters }] of calibrate(items, people).items.entries())
    expect(turned.items[i]!.parameters!.a).toBeCloseTo(parameters!.a, 6)
})
