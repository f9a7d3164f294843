import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Bank, openBank } from './bank.ts'
import { probability } from './curves.ts'
import type { Exposure } from './exposure.ts'
import type { Item } from './item.ts'
import { next } from './next.ts'
import { posteriorOf } from './posterior.ts'
import { chance } from './random.ts'
import { answered, type Session, type Settings, startSession } from './session.ts'

/** Forty items of five areas, every fourth one graded. */
const items: Item[] = Array.from({ length: 40 }, (_, i) => ({
  id: `item ${i}`,
  area: `area ${i % 5}`,
  parameters:
    i % 4 === 3
      ? { a: 0.8 + (i % 7) / 5, b: [i / 10 - 3, i / 10 - 2, i / 10 - 1] }
      : { a: 0.8 + (i % 7) / 5, b: [i / 10 - 2], c: i % 3 ? 0 : 0.2 },
}))
const bank = openBank(items)

/** Takes the test as somebody of that ability. */
function take(bank: Bank, session: Session, theta: number, luck: number, steps = Number.POSITIVE_INFINITY): Session {
  let here = session
  for (let step = 0; step < steps; step++) {
    const asked = next(bank, here)
    if (asked.status === 'done') return here
    const { parameters } = bank.items[bank.places.get(asked.item)!]!
    const drawn = chance(luck, bank.hashes[bank.places.get(asked.item)!]!, 0)
    const steps = parameters.b.map((_, k) => probability({ ...parameters, b: [parameters.b[k]!] }, 1, theta))
    const category = steps.filter((reached) => reached > drawn).length
    here = answered(bank, here, { item: asked.item, category })
  }
  return here
}

const asked = ({ answers }: Session) => answers.map(({ item }) => item)
const precise: Settings = { most: 30, standardError: 0.35 }
const anyone = { theta: fc.double({ min: -3, max: 3, noNaN: true }), seed: fc.integer() }

describe('choice', () => {
  test('the first item of equals in difficulty is the one that discriminates best', () => {
    const three = openBank([0.7, 1.8, 1.2].map((a, i) => ({ id: `${i}`, parameters: { a, b: [0] } })))
    expect(next(three, startSession(three, { most: 3 }, { seed: 1 }))).toEqual({
      status: 'item',
      item: '1',
      trial: false,
    })
  })

  test('it follows the person: harder after right answers, easier after wrong ones', () => {
    const ladder = openBank(
      Array.from({ length: 31 }, (_, i) => ({ id: `${i}`, parameters: { a: 1.5, b: [i / 5 - 3] } })),
    )
    const fourthItem = (category: number) => {
      let session = startSession(ladder, { most: 4 }, { seed: 1 })
      for (let n = 0; n < 3; n++) {
        const item = next(ladder, session)
        if (item.status === 'item') session = answered(ladder, session, { item: item.item, category })
      }
      const item = next(ladder, session)
      return item.status === 'item' ? Number(item.item) : -1
    }
    expect(fourthItem(1)).toBeGreaterThan(17)
    expect(fourthItem(0)).toBeLessThan(13)
  })

  test('ends precise, by length, or when nothing is left', () => {
    const end = (settings: Settings, given = bank) =>
      next(given, take(given, startSession(given, settings, { seed: 1 }), 0, 1))
    expect(end(precise)).toEqual({ status: 'done', reason: 'precise' })
    expect(end({ most: 5, standardError: 0.1 })).toEqual({ status: 'done', reason: 'length' })
    expect(end({ most: 100 })).toEqual({ status: 'done', reason: 'exhausted' })
    expect(end(precise, openBank([]))).toEqual({ status: 'done', reason: 'exhausted' })
    expect(end({ most: 0 })).toEqual({ status: 'done', reason: 'length' })
  })

  test('stops as soon as it is precise enough, not before the least number of items', () => {
    const session = take(bank, startSession(bank, precise, { seed: 3 }), 0.2, 3)
    expect(posteriorOf(bank, session.answers).sd).toBeLessThanOrEqual(0.35)
    expect(posteriorOf(bank, session.answers.slice(0, -1)).sd).toBeGreaterThan(0.35)
    expect(asked(take(bank, startSession(bank, { ...precise, least: 25 }, { seed: 3 }), 0.2, 3))).toHaveLength(25)
  })
})

describe('what must hold of any test', () => {
  const settings = fc.record(
    {
      most: fc.integer({ min: 1, max: 20 }),
      standardError: fc.constantFrom(0.3, 0.5),
      exposure: fc.constantFrom(0.2, 0.5),
      areas: fc.constantFrom({ 'area 0': 1, 'area 3': 2 }, { 'area 1': 1 }),
    },
    { requiredKeys: ['most'] },
  )

  test('it replays to itself from any point, even through JSON and with the bank opened anew', () => {
    fc.assert(
      fc.property(settings, anyone.theta, anyone.seed, fc.nat(20), (chosen, theta, seed, pause) => {
        const whole = take(bank, startSession(bank, chosen, { seed }), theta, seed)
        const paused = take(bank, startSession(bank, chosen, { seed }), theta, seed, pause)
        expect(take(openBank(items), JSON.parse(JSON.stringify(paused)), theta, seed)).toEqual(whole)
      }),
      { numRuns: 40 },
    )
  })

  test('no item twice, none seen before, none of another area', () => {
    fc.assert(
      fc.property(settings, anyone.theta, anyone.seed, (chosen, theta, seed) => {
        const seen = ['item 20', 'item 21', 'item 5']
        const list = asked(take(bank, startSession(bank, chosen, { seed, seen }), theta, seed))
        expect(new Set(list).size).toBe(list.length)
        expect(list.some((id) => seen.includes(id))).toBe(false)
        const { areas } = chosen
        if (areas) for (const id of list) expect(Object.keys(areas)).toContain(items[Number(id.slice(5))]!.area)
        expect(list.length).toBeLessThanOrEqual(chosen.most)
      }),
      { numRuns: 40 },
    )
  })

  test('areas stay within one item of their shares all the way', () => {
    const areas = { 'area 0': 1, 'area 1': 1, 'area 2': 2, 'area 4': 1 }
    fc.assert(
      fc.property(anyone.theta, anyone.seed, (theta, seed) => {
        const list = asked(take(bank, startSession(bank, { most: 20, areas }, { seed }), theta, seed))
        for (let n = 1; n <= list.length; n++)
          for (const [area, share] of Object.entries(areas)) {
            const count = list.slice(0, n).filter((id) => items[Number(id.slice(5))]!.area === area).length
            expect(Math.abs(count - (n * share) / 5)).toBeLessThanOrEqual(1)
          }
      }),
      { numRuns: 40 },
    )
  })

  test('where an area has run out the others go on', () => {
    const small = openBank(items.filter(({ area }, i) => area !== 'area 0' || i < 10))
    const list = asked(
      take(small, startSession(small, { most: 20, areas: { 'area 0': 1, 'area 1': 1 } }, { seed: 1 }), 0, 1),
    )
    expect(list).toHaveLength(10)
    expect(list).toContain('item 0')
  })
})

describe('enemies', () => {
  test('never in one test, whichever of the two names the other', () => {
    const quarrel = openBank(
      items.map((item, i) =>
        i % 10 === 0 ? { ...item, enemies: items.slice(i + 1, i + 10).map(({ id }) => id) } : item,
      ),
    )
    const list = asked(take(quarrel, startSession(quarrel, { most: 40 }, { seed: 9 }), 0.5, 9))
    for (let tens = 0; tens < 4; tens++) {
      const group = list.filter((id) => Math.floor(Number(id.slice(5)) / 10) === tens)
      if (group.includes(`item ${tens * 10}`)) expect(group).toHaveLength(1)
    }
    expect(list.length).toBeGreaterThan(4)
  })
})

describe('trial items', () => {
  const tried = openBank([
    ...items,
    ...['x', 'y', 'z'].map((id) => ({ id, parameters: { a: 1, b: [0] }, area: 'area 1', trial: true })),
  ])

  test('are mixed in, after the first item, and do not count', () => {
    const places = new Set<number>()
    for (let seed = 0; seed < 50; seed++) {
      const session = take(tried, startSession(tried, { ...precise, least: 8, trials: 2 }, { seed }), 0, seed)
      const list = asked(session)
      expect(list.filter((id) => 'xyz'.includes(id))).toHaveLength(2)
      for (const [n, id] of list.entries()) if ('xyz'.includes(id)) places.add(n)
      const scored = session.answers.filter(({ item }) => !'xyz'.includes(item))
      expect(posteriorOf(tried, session.answers)).toEqual(posteriorOf(tried, scored))
    }
    expect(places.has(0)).toBe(false)
    expect(places.size).toBeGreaterThan(5)
  })

  test('whoever gets one, gets the same scored items as without', () => {
    const scored = (trials: number) =>
      asked(take(tried, startSession(tried, { most: 12, trials }, { seed: 4 }), 0, 4)).filter(
        (id) => !'xyz'.includes(id),
      )
    expect(scored(2)).toEqual(scored(0))
  })

  test('none unless asked for', () => {
    expect(asked(take(tried, startSession(tried, { most: 43 }, { seed: 4 }), 0, 4))).toHaveLength(40)
  })
})

describe('exposure', () => {
  test('no item goes beyond the limit, and more items are used', () => {
    const run = (exposure: number | undefined) => {
      const given: Record<string, number> = {}
      for (let n = 0; n < 300; n++) {
        const settings = { most: 8, ...(exposure === undefined ? {} : { exposure }) }
        const use: Exposure = { tests: n, given }
        const session = take(bank, startSession(bank, settings, { seed: n, exposure: use }), 2 * chance(n, 0, 0) - 1, n)
        for (const id of asked(session)) given[id] = (given[id] ?? 0) + 1
      }
      return Object.values(given)
    }
    expect(Math.max(...run(undefined))).toBe(300)
    expect(Math.max(...run(0.4))).toBeLessThanOrEqual(121)
    expect(run(0.4).length).toBeGreaterThan(run(undefined).length)
  })

  test('tests begun at the same time do not begin with the same item', () => {
    const firsts = new Set<string>()
    for (let seed = 0; seed < 40; seed++) {
      const first = next(bank, startSession(bank, { most: 5, exposure: 0.5 }, { seed }))
      if (first.status === 'item') firsts.add(first.item)
    }
    expect(firsts.size).toBeGreaterThan(3)
  })
})

test('an answer that cannot count leaves the test as it is', () => {
  const session = answered(bank, startSession(bank, precise, { seed: 1 }), { item: 'item 2', category: 1 })
  expect(answered(bank, session, { item: 'item 2', category: 0 })).toBe(session)
  expect(answered(bank, session, { item: 'nowhere', category: 0 })).toBe(session)
  expect(answered(bank, session, { item: 'item 4', category: 2 })).toBe(session)
  expect(answered(bank, session, { item: 'item 3', category: 3 }).answers).toHaveLength(2)
})

test('an item that has left the bank since is passed over; the test goes on', () => {
  const session = take(bank, startSession(bank, { most: 6 }, { seed: 1 }), 0, 1, 3)
  const smaller = openBank(items.filter(({ id }) => id !== session.answers[0]!.item))
  expect(next(smaller, session).status).toBe('item')
})

test('a bank says which items it refuses', () => {
  const { items: kept, refused } = openBank([
    { id: 'a', parameters: { a: 1, b: [0] } },
    { id: 'a', parameters: { a: 1, b: [1] } },
    { id: 'b', parameters: { a: -1, b: [0] } },
  ])
  expect(kept.map(({ id }) => id)).toEqual(['a'])
  expect(refused).toEqual([
    { item: 'a', problem: 'duplicate' },
    { item: 'b', problem: 'discrimination-out-of-range' },
  ])
})
