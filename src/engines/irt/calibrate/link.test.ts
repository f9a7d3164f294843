import fc from 'fast-check'
import { expect, test } from 'vitest'
import { probability } from '../curves.ts'
import type { Parameters } from '../item.ts'
import { linked, meanSigma, stockingLord } from './link.ts'

const items: Parameters[] = [
  { a: 1.2, b: [-0.8] },
  { a: 0.9, b: [0.4], c: 0.2 },
  { a: 1.6, b: [-1, 0.2, 1.3] },
  { a: 1.1, b: [1.7] },
]
const link = fc.record({
  scale: fc.double({ min: 0.5, max: 2, noNaN: true }),
  shift: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
})

test('an item is the same on the other scale', () => {
  fc.assert(
    fc.property(link, fc.double({ min: -3, max: 3, noNaN: true }), (by, theta) => {
      for (const item of items)
        expect(probability(linked(item, by), 1, by.scale * theta + by.shift)).toBeCloseTo(
          probability(item, 1, theta),
          10,
        )
    }),
  )
})

test('both methods find the link that was used', () => {
  fc.assert(
    fc.property(link, (by) => {
      const anchors = items.map((from) => ({ from, to: linked(from, by) }))
      for (const found of [meanSigma(anchors), stockingLord(anchors)]) {
        expect(found!.scale).toBeCloseTo(by.scale, 6)
        expect(found!.shift).toBeCloseTo(by.shift, 6)
      }
    }),
  )
})

test('one drifted anchor disturbs Stocking–Lord less than mean–sigma', () => {
  const drifted = items.map((from, i) => ({ from, to: i === 3 ? { ...from, a: 0.3, b: [from.b[0]! + 2] } : from }))
  const away = ({ scale, shift }: { scale: number; shift: number }) => Math.abs(scale - 1) + Math.abs(shift)
  expect(away(stockingLord(drifted)!)).toBeLessThan(away(meanSigma(drifted)!))
})

test('no anchors, no spread, or other categories give no link', () => {
  expect(meanSigma([])).toBeUndefined()
  expect(stockingLord([])).toBeUndefined()
  expect(stockingLord([{ from: items[0]!, to: items[0]! }])).toBeUndefined()
  expect(meanSigma([{ from: items[0]!, to: items[2]! }])).toBeUndefined()
})
