import { expect, test } from 'vitest'
import { openBank } from './bank.ts'
import { probability } from './curves.ts'
import { personFit } from './person-fit.ts'
import { chance } from './random.ts'

const items = Array.from({ length: 20 }, (_, i) => ({ id: `${i}`, parameters: { a: 1.3, b: [i / 5 - 2] } }))
const bank = openBank(items)

test('where right and wrong are equally likely nothing can surprise, and nothing is said', () => {
  const ten = openBank(Array.from({ length: 10 }, (_, i) => ({ id: `${i}`, parameters: { a: 1, b: [0] } })))
  const half = Array.from({ length: 10 }, (_, i) => ({ item: `${i}`, category: i % 2 }))
  expect(personFit(ten, half, { seed: 1 }).status).toBe('too-few')
})

test('the hard solved and the easy missed is not what the model expects', () => {
  const reversed = items.map(({ id }, i) => ({ item: id, category: i < 10 ? 0 : 1 }))
  const expected = items.map(({ id }, i) => ({ item: id, category: i < 10 ? 1 : 0 }))
  const odd = personFit(bank, reversed, { seed: 1 })
  const fine = personFit(bank, expected, { seed: 1 })
  if (odd.status !== 'ok' || fine.status !== 'ok') throw new Error('too few')
  expect(odd.lz).toBeLessThan(-4)
  expect(odd.p).toBeLessThan(0.01)
  expect(fine.lz).toBeGreaterThan(0)
  expect(fine.p).toBeGreaterThan(0.5)
})

test('people whom the model describes are doubted about as rarely as p says', () => {
  let doubted = 0
  for (let n = 0; n < 300; n++) {
    const theta = 3 * chance(n, 0, 0) - 1.5
    const answers = items.map(({ id, parameters }, i) => ({
      item: id,
      category: chance(n, 1, i) < probability(parameters, 1, theta) ? 1 : 0,
    }))
    const fit = personFit(bank, answers, { seed: n, draws: 99 })
    if (fit.status === 'ok' && fit.p <= 0.05) doubted++
  }
  expect(doubted).toBeGreaterThan(4)
  expect(doubted).toBeLessThan(30)
})

test('of few answers nothing is said; the same seed says the same', () => {
  expect(personFit(bank, [], { seed: 1 })).toEqual({ status: 'too-few' })
  const answers = items.map(({ id }, i) => ({ item: id, category: i % 3 ? 1 : 0 }))
  expect(personFit(bank, answers, { seed: 5 })).toEqual(personFit(bank, answers.toReversed(), { seed: 5 }))
})
