import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bank, openBank } from './bank.ts'
import type { Answer, Item, Parameters } from './item.ts'
import { next } from './next.ts'
import { personFit } from './person-fit.ts'
import { interval, posteriorOf } from './posterior.ts'
import { score } from './score.ts'
import { answered, type Session, type Settings, startSession } from './session.ts'

const methods = ['EAP', 'MAP', 'WLE', 'ML'] as const

const bank = openBank(
  Array.from({ length: 12 }, (_, i): Item => {
    const parameters: Parameters =
      i % 3 === 2 ? { a: 1.4, b: [i / 2 - 4, i / 2 - 3, i / 2 - 2] } : { a: 1.4, b: [i / 2 - 3], c: 0.2 }
    return { id: `${i}`, area: `area ${i % 2}`, parameters, trial: i === 6, enemies: i === 3 ? ['4', 'nowhere'] : [] }
  }),
)

/** A whole test in which every answer is the lowest or the highest there is. */
function takeAll(given: Bank, settings: Settings, which: 'lowest' | 'highest'): Session {
  let session = startSession(given, settings, { seed: 1 })
  for (;;) {
    const asked = next(given, session)
    if (asked.status === 'done') return session
    const highest = given.items[given.places.get(asked.item)!]!.parameters.b.length
    session = answered(given, session, { item: asked.item, category: which === 'lowest' ? 0 : highest })
  }
}

describe('all right, all wrong', () => {
  test('the test ends, and ability lies where the bank can still tell, with an honest error', () => {
    const low = posteriorOf(bank, takeAll(bank, { most: 8, standardError: 0.3 }, 'lowest').answers)
    const high = posteriorOf(bank, takeAll(bank, { most: 8, standardError: 0.3 }, 'highest').answers)
    expect(low.mean).toBeLessThan(-1)
    expect(high.mean).toBeGreaterThan(1)
    for (const found of [low, high]) {
      expect(Math.abs(found.mean)).toBeLessThan(4)
      expect(found.sd).toBeGreaterThan(0.3)
      expect(interval(found, 0.95)[0]).toBeLessThan(interval(found, 0.95)[1])
    }
  })
})

describe('one item', () => {
  const one = openBank([{ id: 'only', parameters: { a: 1.7, b: [0] } }])

  test('is asked once, then nothing is left', () => {
    const session = takeAll(one, { most: 10, standardError: 0.3 }, 'highest')
    expect(session.answers).toEqual([{ item: 'only', category: 1 }])
    expect(next(one, session)).toEqual({ status: 'done', reason: 'exhausted' })
  })

  test('its right and wrong answer lie alike on either side of the population', () => {
    const [wrong, right] = [0, 1].map((category) => posteriorOf(one, [{ item: 'only', category }]))
    expect(right!.mean).toBeGreaterThan(0)
    expect(right!.mean).toBeCloseTo(-wrong!.mean, 12)
    expect(right!.sd).toBeCloseTo(wrong!.sd, 12)
    expect(right!.sd).toBeLessThan(1)
  })
})

test('a bank of items that are all refused is an empty bank', () => {
  const none = openBank([
    { id: 'a', parameters: { a: Number.NaN, b: [0] } },
    { id: 'b', parameters: { a: 1, b: [] } },
    { id: 'c', parameters: { a: 1, b: [0], c: 1 } },
  ])
  expect(none.refused).toHaveLength(3)
  const session = startSession(none, { most: 5, exposure: 0.3, areas: { any: 1 }, trials: 2 }, { seed: 1 })
  expect(next(none, session)).toEqual({ status: 'done', reason: 'exhausted' })
  expect(answered(none, session, { item: 'a', category: 0 })).toBe(session)
  expect(personFit(none, [{ item: 'a', category: 0 }], { seed: 1 })).toEqual({ status: 'too-few' })
  expect(score(none, [], 'ML')).toEqual({ status: 'no-answers', ignored: 0 })
})

test('whatever the settings and the answers on record, a test asks what it may and ends', () => {
  const odd = fc.constantFrom(0, 1, -1, 0.3, 5, 1e9, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)
  const names = fc.constantFrom(...bank.items.map(({ id }) => id), 'nowhere', '__proto__', 'constructor', '')
  const answers = fc.array(fc.record({ item: names, category: odd }), { maxLength: 15 })
  const settings = fc.record(
    {
      most: odd,
      standardError: odd,
      least: odd,
      exposure: odd,
      trials: odd,
      areas: fc.dictionary(fc.constantFrom('area 0', 'area 1', 'constructor'), odd),
    },
    { requiredKeys: ['most'] },
  )
  const counts = fc.dictionary(names, odd)
  fc.assert(
    fc.property(
      settings,
      answers,
      fc.array(names, { maxLength: 4 }),
      odd,
      counts,
      odd,
      (chosen: Settings, recorded: Answer[], seen, tests, given, seed) => {
        let session: Session = {
          ...startSession(bank, chosen, { seed, seen, exposure: { tests, given } }),
          answers: recorded,
        }
        for (let step = 0; step <= bank.items.length; step++) {
          const asked = next(bank, session)
          if (asked.status === 'done') break
          expect(step).toBeLessThan(bank.items.length)
          expect(bank.places.has(asked.item)).toBe(true)
          expect(seen).not.toContain(asked.item)
          expect(session.answers.map(({ item }) => item)).not.toContain(asked.item)
          session = answered(bank, session, { item: asked.item, category: step % 2 })
        }
        for (const method of methods) {
          const found = score(bank, session.answers, method)
          if (found.status === 'ok') expect(Number.isFinite(found.theta) && found.standardError > 0).toBe(true)
        }
      },
    ),
    { numRuns: 500 },
  )
})
