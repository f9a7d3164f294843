import { describe, expect, test } from 'vitest'
import { probability } from '../curves.ts'
import type { Answer } from '../item.ts'
import { chance } from '../random.ts'
import { chiSquareTail } from './chi-square.ts'
import { itemFit } from './item-fit.ts'

const standard = { mean: 0, sd: 1 }
const items = Array.from({ length: 12 }, (_, i) => ({
  id: `${i}`,
  parameters: i % 4 === 3 ? { a: 1.1, b: [-1, 0, 1] } : { a: 1 + i / 12, b: [i / 4 - 1.5] },
  estimated: 0,
}))

/** `odd`: an item everybody answers as if tossing a coin. */
function simulate(count: number, seed: number, { odd = '', share = 1 } = {}): Answer[][] {
  return Array.from({ length: count }, (_, n) => {
    const theta = Math.sqrt(-2 * Math.log(1 - chance(seed, n, -1))) * Math.cos(2 * Math.PI * chance(seed, n, -2))
    return items.flatMap(({ id, parameters }, i) => {
      if (chance(seed + 1, n, i) >= share) return []
      const drawn = chance(seed, n, i)
      if (id === odd) return [{ item: id, category: drawn < 0.5 ? 1 : 0 }]
      return [
        {
          item: id,
          category: parameters.b.filter((b) => probability({ ...parameters, b: [b] }, 1, theta) > drawn).length,
        },
      ]
    })
  })
}

describe.each([
  ['S-X2', 1],
  ['predictive', 0.6],
] as const)('%s', (method, share) => {
  test('items that fit are called misfits about as rarely as p says', () => {
    let low = 0
    let count = 0
    for (let seed = 0; seed < 12; seed++)
      for (const fit of itemFit(items, simulate(500, 10 * seed, { share }), standard)) {
        expect(fit.method).toBe(method)
        count++
        if (fit.p! < 0.05) low++
      }
    expect(low / count).toBeLessThan(0.12)
    expect(low / count).toBeGreaterThan(0.005)
  })

  test('an item answered by tossing a coin is found', () => {
    const fits = itemFit(items, simulate(500, 3, { odd: '5', share }), standard)
    expect(fits[5]!.p).toBeLessThan(0.001)
  })
})

test('too few answers say nothing', () => {
  expect(itemFit(items, simulate(10, 1, { share: 0.5 }), standard).every(({ method }) => method === 'too-few')).toBe(
    true,
  )
  expect(itemFit([], [], standard)).toEqual([])
})

test('the tail of chi-square, by tables', () => {
  expect(chiSquareTail(3.841459, 1)).toBeCloseTo(0.05, 6)
  expect(chiSquareTail(18.307038, 10)).toBeCloseTo(0.05, 6)
  expect(chiSquareTail(2.557212, 8)).toBeCloseTo(0.959, 3)
  expect(chiSquareTail(149.449, 100)).toBeCloseTo(0.001, 5)
  expect(chiSquareTail(0, 3)).toBe(1)
  expect(chiSquareTail(2, 0)).toBeNaN()
})
