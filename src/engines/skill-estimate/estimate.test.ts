import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  begin,
  estimateArea,
  estimateOn,
  explainSkill,
  extend,
  inOrder,
  interval,
  later,
  narrowing,
  summary,
} from './estimate.ts'
import { type Evidence, kinds } from './evidence.ts'
import { cumulative } from './normal.ts'
import { parameters } from './parameters.ts'
import { priorState, take } from './state.ts'

const row = (more: Partial<Evidence>): Evidence => ({
  ...{ id: 'a', skill: 0, kind: 'colleague', level: 2, error: null, part: null, day: 0, source: 'x' },
  ...more,
})

const anyRow = fc.record({
  id: fc.uuid(),
  skill: fc.nat(3),
  kind: fc.constantFrom(...kinds),
  level: fc.double({ min: 0, max: 4, noNaN: true }),
  error: fc.double({ min: 0.1, max: 2, noNaN: true }),
  part: fc.constantFrom('learner' as const, 'member' as const, 'lead' as const),
  day: fc.integer({ min: 15_000, max: 20_000 }),
  source: fc.constantFrom('p', 'q', 'r'),
})
const anyRows = fc.uniqueArray(anyRow, { selector: ({ id }) => id, maxLength: 25 })

test('the normal distribution against published values (Abramowitz & Stegun 26.2)', () => {
  for (const [z, value] of [
    [0, 0.5],
    [1, 0.8413447460685429],
    [1.6448536269514722, 0.95],
    [-2, 0.022750131948179],
    [-6, 9.865876450377e-10],
  ] as const)
    expect(cumulative(z) / value).toBeCloseTo(1, 6)
})

describe('worked by hand', () => {
  test('one statement: the usual weighing of prior and observation', () => {
    const { skills } = estimateArea(1, [row({ level: 3, kind: 'manager' })], 0)
    const { prior, sources } = parameters
    const said = 3 - (sources.manager as { bias: number }).bias
    const noise = (sources.manager as { deviation: number }).deviation ** 2
    const gain = prior.deviation ** 2 / (prior.deviation ** 2 + noise)
    expect(skills[0]!.mean).toBeCloseTo(prior.mean + gain * (said - prior.mean), 12)
    expect(skills[0]!.variance).toBeCloseTo((1 - gain) * prior.deviation ** 2, 12)
  })

  test('a neighbour moves by the correlation, and stays unknown', () => {
    const { skills } = estimateArea(2, [row({ level: 4, kind: 'manager' })], 0)
    const moved = (skill: number) => skills[skill]!.mean - parameters.prior.mean
    expect(moved(1)).toBeCloseTo(moved(0) * parameters.prior.correlation, 12)
    expect(skills[1]).toMatchObject({ rows: 0, lastDay: null })
  })

  test('a threshold against the truncated Gaussian summed numerically', () => {
    const { skills } = estimateArea(1, [row({ kind: 'certificate', level: 3 })], 0)
    const { mean: centre, deviation } = parameters.prior
    const { below, deviation: soft } = parameters.sources.certificate as { below: number; deviation: number }
    let [total, first, second] = [0, 0, 0]
    for (let x = -6; x <= 9; x += 0.001) {
      const weight = Math.exp(-(((x - centre) / deviation) ** 2) / 2) * cumulative((x - (3 - below)) / soft)
      ;[total, first, second] = [total + weight, first + weight * x, second + weight * x * x]
    }
    const mean = first / total
    expect(skills[0]!.mean).toBeCloseTo(mean, 4)
    expect(skills[0]!.variance).toBeCloseTo(second / total - mean * mean, 4)
  })

  test('what was missed, too; and what was shown and missed mirror each other', () => {
    const believing = (form: 'shown' | 'missed', threshold: number) => {
      const state = priorState(1, 0, { ...parameters, prior: { mean: 0, deviation: 1.2, correlation: 0 } })
      take(state, 0, { form, threshold, variance: 0.64 }, new Float64Array(1))
      return [state.mean[0]!, state.covariance[0]!] as const
    }
    let [total, first, second] = [0, 0, 0]
    for (let x = -9; x <= 9; x += 0.001) {
      const weight = Math.exp(-((x / 1.2) ** 2) / 2) * cumulative((0.5 - x) / 0.8)
      ;[total, first, second] = [total + weight, first + weight * x, second + weight * x * x]
    }
    const [mean, variance] = believing('missed', 0.5)
    expect(mean).toBeCloseTo(first / total, 4)
    expect(variance).toBeCloseTo(second / total - (first / total) ** 2, 4)
    expect(believing('shown', -0.5)).toEqual([-mean, variance])
  })

  test('one colleague twenty times says less than four colleagues once', () => {
    const once = Array.from({ length: 4 }, (_, n) => row({ id: `a${n}`, source: `colleague ${n}` }))
    const often = Array.from({ length: 20 }, (_, n) => row({ id: `a${n}` }))
    const variance = (rows: Evidence[]) => estimateArea(1, rows, 0).skills[0]!.variance
    expect(variance(often)).toBeGreaterThan(variance(once))
  })

  test('without news it returns to the prior, and a day at a time is the same as at once', () => {
    const rows = [row({ level: 4 })]
    const long = estimateArea(1, rows, 365 * 40).skills[0]!
    expect(long.mean).toBeCloseTo(parameters.prior.mean, 1)
    expect(long.variance).toBeCloseTo(parameters.prior.deviation ** 2, 1)
    const now = estimateArea(1, rows, 100).skills[0]!
    const then = estimateArea(1, rows, 700).skills[0]!
    expect(later(now.mean, now.variance, 600)).toEqual({
      mean: expect.closeTo(then.mean, 10),
      variance: expect.closeTo(then.variance, 10),
    })
  })
})

describe('what must hold of any ledger', () => {
  const day = 20_100

  test('it does not matter in which order the rows came', () => {
    fc.assert(
      fc.property(anyRows, fc.nat(), (rows, turn) => {
        const turned = [...rows.slice(turn % 20), ...rows.slice(0, turn % 20)].reverse()
        expect(estimateArea(4, turned, day)).toEqual(estimateArea(4, rows, day))
      }),
    )
  })

  test('chances add up to one, the interval holds the mean, and evidence never widens', () => {
    fc.assert(
      fc.property(anyRows, anyRow, (rows, more) => {
        const before = estimateArea(4, rows, day).skills
        const last = { ...more, id: 'last', day }
        const after = estimateArea(4, [...rows, last], day).skills
        for (const [skill, { chances, low, high, mean, variance }] of after.entries()) {
          expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9)
          expect(Math.min(...chances)).toBeGreaterThanOrEqual(-1e-9)
          expect([low <= high, Number.isFinite(mean), variance > 0]).toEqual([true, true, true])
          expect(variance).toBeLessThanOrEqual(before[skill]!.variance + 1e-9)
        }
      }),
    )
  })

  test('time never makes it surer', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 0, max: 4000 }), (rows, days) => {
        const now = estimateArea(4, rows, day).skills
        const then = estimateArea(4, rows, day + days).skills
        for (const [skill, { variance }] of then.entries())
          expect(variance).toBeGreaterThanOrEqual(now[skill]!.variance - 1e-9)
      }),
    )
  })

  test('the parts of the rows add up to the distance from the prior', () => {
    fc.assert(
      fc.property(anyRows, fc.nat(3), (rows, skill) => {
        const { contributions, trail } = explainSkill(4, skill, rows, day)
        const { mean, variance } = estimateArea(4, rows, day).skills[skill]!
        const sum = contributions.reduce((total, { shift }) => total + shift, 0)
        expect(sum).toBeCloseTo(mean - parameters.prior.mean, 6)
        if (rows.length > 0) expect(trail.at(-1)).toEqual({ day, mean, variance })
      }),
    )
  })

  test('a row that is taken out leaves no trace', () => {
    fc.assert(
      fc.property(anyRows, anyRow, (rows, gone) => {
        const without = [...rows, { ...gone, id: 'gone' }].filter(({ id }) => id !== 'gone')
        expect(estimateArea(4, without, day)).toEqual(estimateArea(4, rows, day))
      }),
    )
  })
})

describe('what cannot be', () => {
  test.each([
    ['a level of no scale', row({ level: 7 })],
    ['a level that is no number', row({ level: Number.NaN })],
    ['a test without its error', row({ kind: 'test', error: null })],
    ['a test with the error 0', row({ kind: 'test', error: 0 })],
    ['a project without a part', row({ kind: 'project', part: null })],
    ['a statement without a level', row({ level: null })],
    ['a skill that is not there', row({ skill: 9 })],
    ['a skill between two', row({ skill: 0.5 })],
    ['a day that is no day', row({ day: Number.NaN })],
  ])('%s is counted as unreadable and changes nothing', (_, wrong) => {
    const { skills, ignored } = estimateArea(2, [wrong], 10)
    expect(ignored).toEqual({ future: 0, unreadable: 1 })
    expect(skills).toEqual(estimateArea(2, [], 10).skills)
  })

  test('evidence of days to come waits', () => {
    const { skills, ignored } = estimateArea(1, [row({ day: 11 })], 10)
    expect(ignored).toEqual({ future: 1, unreadable: 0 })
    expect(skills[0]!.rows).toBe(0)
    expect(estimateArea(1, [row({ day: 11 })], 11).skills[0]!.rows).toBe(1)
  })

  test('no rows: the prior, unknown', () => {
    expect(estimateArea(1, [], 10).skills[0]).toMatchObject({ rows: 0, mean: parameters.prior.mean })
    expect(explainSkill(1, 0, [], 10)).toEqual({ contributions: [], trail: [] })
  })
})

test('what would narrow it most is the surest word', () => {
  const asked = [
    { kind: 'test' as const, level: 2, error: 0.3 },
    { kind: 'self' as const, level: 2, error: null },
  ]
  const [byTest, bySelf] = narrowing(1, 2, asked)
  expect(byTest!.share).toBeGreaterThan(bySelf!.share)
  expect(summary(2, 1).chances[2]).toBeCloseTo(0.3829, 4)
})

test('the interval stays on the scale, and where the scale ends the tenth left out lies on one side alone', () => {
  const inner = interval(2, 0.5)
  expect(inner.low).toBeCloseTo(2 - 1.6449 * 0.5, 3)
  expect(inner.high).toBeCloseTo(2 + 1.6449 * 0.5, 3)
  expect(interval(0.3, 0.5)).toEqual({ low: 0, high: expect.closeTo(0.3 + 1.2816 * 0.5, 3) })
  expect(interval(3.9, 0.5)).toEqual({ low: expect.closeTo(3.9 - 1.2816 * 0.5, 3), high: 4 })
  for (const mean of [-3, -0.5, 0, 1, 2.5, 4, 6])
    for (const deviation of [0.01, 0.4, 1, 5]) {
      const { low, high } = interval(mean, deviation)
      expect(low).toBeGreaterThanOrEqual(0)
      expect(high).toBeLessThanOrEqual(4)
      expect(high).toBeGreaterThanOrEqual(low)
    }
})

test('going on from what was heard is the whole computed anew, bit for bit', () => {
  fc.assert(
    fc.property(anyRows, fc.nat(25), fc.nat(2000), (rows, cut, later) => {
      const ordered = inOrder(rows)
      const first = extend(begin(4), ordered.slice(0, cut))!
      const kept = structuredClone(first)
      const both = extend(first, ordered.slice(cut))!
      const day = 20_000 + later
      expect(estimateOn(both, day)).toEqual(estimateArea(4, rows, day))
      expect(first).toEqual(kept)
    }),
  )
})

test('a row that belongs before the last one heard cannot be added; all are computed anew then', () => {
  const heard = extend(begin(1), [row({ id: 'b', day: 10 })])!
  expect(extend(heard, [row({ id: 'a', day: 9 })])).toBeUndefined()
  expect(extend(heard, [row({ id: 'a', day: 10 })])).toBeUndefined()
  expect(extend(heard, [row({ id: 'c', day: 10 })])).toBeDefined()
  expect(extend(heard, [row({ id: 'd', day: Number.NaN })])!.unreadable).toBe(1)
})
