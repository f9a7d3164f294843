import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gini, lorenz, mayShow, median, monthsBetween, shareOfTop } from './figures.ts'

const counts = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 300 })

test('worked examples', () => {
  expect(gini([3, 3, 3])).toBe(0)
  expect(gini([0, 0, 0, 8])).toBe(0.75) // (n − 1) / n when one gave all
  expect(gini([1, 2, 3, 4])).toBe(0.25)
  expect([gini([]), median([]), shareOfTop([], 5)]).toEqual([null, null, null])
  expect(shareOfTop([10, 1, 1, 1, 1, 1, 5], 2)).toBe(0.75)
  expect(median([5, 1, 3])).toBe(3)
  expect(median([4, 1, 3, 2])).toBe(2.5)
  expect(lorenz([1, 3])).toEqual([
    { people: 0, answers: 0 },
    { people: 0.5, answers: 0.25 },
    { people: 1, answers: 1 },
  ])
  expect(monthsBetween('2025-11-30', '2026-02-01')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
  expect([0, 1, 4, 5].map(mayShow)).toEqual([true, false, false, true])
})

test('Gini is the mean difference between all pairs over twice the mean, and twice the area above the Lorenz curve', () => {
  fc.assert(
    fc.property(counts, (given) => {
      const mean = given.reduce((a, b) => a + b) / given.length
      let difference = 0
      for (const a of given) for (const b of given) difference += Math.abs(a - b)
      expect(gini(given)).toBeCloseTo(difference / (2 * given.length ** 2 * mean), 9)
      const curve = lorenz(given, given.length)
      const area = curve.slice(1).reduce((sum, { people, answers }, i) => {
        const before = curve[i]!
        return sum + ((answers + before.answers) / 2) * (people - before.people)
      }, 0)
      expect(gini(given)).toBeCloseTo(1 - 2 * area, 9)
    }),
  )
})

test('the Lorenz curve never rises above equality, ends at one and stays short', () => {
  fc.assert(
    fc.property(counts, (given) => {
      const curve = lorenz(given)
      expect(curve.at(-1)).toEqual({ people: 1, answers: 1 })
      expect(curve.length).toBeLessThanOrEqual(102)
      for (const { people, answers } of curve) expect(answers).toBeLessThanOrEqual(people + 1e-9)
    }),
  )
})
