import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { curve, information, probability } from './curves.ts'
import { type Parameters, problemOf } from './item.ts'

const ability = fc.double({ min: -12, max: 12, noNaN: true })
const slope = fc.double({ min: 0.05, max: 10, noNaN: true })
const dichotomous = fc.record({
  a: slope,
  b: fc.tuple(fc.double({ min: -10, max: 10, noNaN: true })),
  c: fc.double({ min: 0, max: 0.5, noNaN: true }),
  d: fc.double({ min: 0.7, max: 1, noNaN: true }),
})
const graded = fc.record({
  a: slope,
  b: fc
    .uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 6 })
    .map((values) => values.sort((one, other) => one - other).map((value) => value / 10)),
})
const anyItem: fc.Arbitrary<Parameters> = fc.oneof(dichotomous, graded)
const categories = ({ b }: Parameters) => Array.from({ length: b.length + 1 }, (_, k) => k)

describe('worked values', () => {
  test('2PL, 3PL and 4PL at the threshold', () => {
    expect(probability({ a: 1.3, b: [0.4] }, 1, 0.4)).toBeCloseTo(0.5, 14)
    expect(probability({ a: 1.3, b: [0.4], c: 0.2 }, 1, 0.4)).toBeCloseTo(0.6, 14)
    expect(probability({ a: 1.3, b: [0.4], c: 0.2, d: 0.9 }, 1, 0.4)).toBeCloseTo(0.55, 14)
  })

  test('information of 2PL is a²PQ; of 3PL as Birnbaum (1968) gives it', () => {
    const p = 1 / (1 + Math.exp(-1.5 * 0.7))
    expect(information({ a: 1.5, b: [0.3] }, 1)).toBeCloseTo(1.5 ** 2 * p * (1 - p), 12)
    const c = 0.25
    const guessed = c + (1 - c) * p
    const birnbaum = (1.5 ** 2 * ((1 - guessed) / guessed) * (guessed - c) ** 2) / (1 - c) ** 2
    expect(information({ a: 1.5, b: [0.3], c }, 1)).toBeCloseTo(birnbaum, 12)
  })

  test('graded categories are differences of neighbouring curves', () => {
    const item = { a: 1.2, b: [-1, 0.5, 1.5] }
    const reach = (b: number) => 1 / (1 + Math.exp(-1.2 * (0.2 - b)))
    const expected = [1 - reach(-1), reach(-1) - reach(0.5), reach(0.5) - reach(1.5), reach(1.5)]
    for (const [k, p] of expected.entries()) expect(probability(item, k, 0.2)).toBeCloseTo(p, 13)
  })
})

describe('what must hold of any item', () => {
  test('probabilities lie strictly between 0 and 1 and add up to 1', () => {
    fc.assert(
      fc.property(anyItem, ability, (item, theta) => {
        const all = categories(item).map((k) => probability(item, k, theta))
        expect(all.every((p) => p > 0 && p < 1)).toBe(true)
        expect(all.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 10)
      }),
    )
  })

  test('the abler, the likelier the highest category', () => {
    fc.assert(
      fc.property(anyItem, ability, fc.double({ min: 0, max: 5, noNaN: true }), (item, theta, more) => {
        const top = item.b.length
        expect(probability(item, top, theta + more)).toBeGreaterThanOrEqual(probability(item, top, theta))
      }),
    )
  })

  test('information is finite and never negative', () => {
    fc.assert(
      fc.property(anyItem, ability, (item, theta) => {
        const value = information(item, theta)
        expect(Number.isFinite(value) && value >= 0).toBe(true)
      }),
    )
  })

  test('derivatives are those of the probability', () => {
    const mild = fc.oneof(dichotomous, graded).map((item) => ({ ...item, a: Math.min(item.a, 2) }))
    fc.assert(
      fc.property(mild, fc.double({ min: -3, max: 3, noNaN: true }), (item, theta) => {
        const h = 1e-4
        for (const k of categories(item)) {
          const [below, at, above] = [theta - h, theta, theta + h].map((x) => probability(item, k, x))
          const { slope, bend } = curve(item, k, theta)
          expect(slope).toBeCloseTo((above! - below!) / (2 * h), 5)
          expect(bend).toBeCloseTo((above! - 2 * at! + below!) / (h * h), 4)
        }
      }),
    )
  })
})

test('parameters no item can have are named', () => {
  expect(problemOf({ a: 1, b: [0] })).toBeUndefined()
  expect(problemOf({ a: 1, b: [0], c: 0.25, d: 0.98 })).toBeUndefined()
  expect(problemOf({ a: 0, b: [0] })).toBe('discrimination-out-of-range')
  expect(problemOf({ a: -1, b: [0] })).toBe('discrimination-out-of-range')
  expect(problemOf({ a: Number.NaN, b: [0] })).toBe('discrimination-out-of-range')
  expect(problemOf({ a: 1, b: [] })).toBe('no-threshold')
  expect(problemOf({ a: 1, b: [Number.POSITIVE_INFINITY] })).toBe('threshold-out-of-range')
  expect(problemOf({ a: 1, b: [Number.NaN] })).toBe('threshold-out-of-range')
  expect(problemOf({ a: 1, b: [0, 0] })).toBe('thresholds-not-ascending')
  expect(problemOf({ a: 1, b: [0], c: 0.9 })).toBe('guessing-out-of-range')
  expect(problemOf({ a: 1, b: [0], d: 0.1 })).toBe('upper-out-of-range')
  expect(problemOf({ a: 1, b: [0, 1], c: 0.2 })).toBe('asymptote-of-graded')
})
