import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parameters } from './parameters.ts'
import { plan } from './plan.ts'
import type { Query, QueryTerm } from './query.ts'
import type { Statistics } from './rank.ts'

const term = (hash: number, kind: QueryTerm['kind'] = 'word'): QueryTerm => ({
  key: `w:${hash}`,
  hash,
  titleHash: hash + 1000,
  kind,
  weight: 1,
  word: `${hash}`,
})

const query = (terms: QueryTerm[], required: number[][] = [], unfinished: number[] = []): Query => ({
  text: '',
  parts: required.map((hashes) => ({ text: '', required: hashes, titleRequired: hashes.map((hash) => hash + 1000) })),
  words: [],
  unfinished,
  terms,
  alternatives: [],
})

const statistics = (frequencies: Record<number, number>, documents = 100_000): Statistics => ({
  documents,
  averageLengths: [10, 20, 50, 1],
  documentsWith: (hash) => frequencies[hash] ?? 0,
})

describe('plan', () => {
  test('rare words are fetched alone, also those the statistics do not know yet; other unknown terms are not', () => {
    const { any, all } = plan(query([term(1), term(2), term(3), term(4, 'gram')]), statistics({ 1: 40, 2: 7 }), 400)
    expect({ any: any.sort(), all }).toEqual({ any: [1, 2, 3], all: [] })
  })

  test('a frequent term is fetched by its titles', () => {
    expect(plan(query([term(1), term(2)]), statistics({ 1: 40, 2: 30_000, 1002: 90 }), 400).any.sort()).toEqual([
      1, 1002,
    ])
  })

  test('frequent terms are fetched together', () => {
    const { any, all } = plan(query([term(1), term(2)]), statistics({ 1: 3000, 2: 2500, 1001: 900, 1002: 800 }), 400)
    expect({ any, all }).toEqual({ any: [], all: [[2, 1]] })
  })

  test('threes where pairs are too many', () => {
    const often = { 1: 12_000, 2: 11_000, 3: 10_000 }
    const { all } = plan(query([term(1), term(2), term(3)]), statistics(often), 3000)
    expect(all.map((group) => group.length)).toEqual([3])
  })

  test('a single frequent term leaves something to fetch', () => {
    expect(plan(query([term(1)]), statistics({ 1: 90_000, 1001: 5000 }), 400)).toEqual({
      any: [1001],
      all: [],
      estimate: 5000,
    })
    expect(plan(query([term(1)]), statistics({ 1: 90_000 }), 400).any).toEqual([1])
  })

  test('what was typed is looked up as a whole first, and the unfinished word by its pairs', () => {
    const frequencies = { 11: 900, 12: 800, 21: 700, 22: 40 }
    const { all } = plan(
      query(
        [],
        [
          [11, 12],
          [21, 22],
        ],
        [21, 22],
      ),
      statistics(frequencies),
      400,
    )
    expect(all).toEqual([
      [22, 21, 12, 11],
      [22, 21],
    ])
  })

  test('a pair too frequent is fetched where one of the two stands in the title', () => {
    const often = { 1: 30_000, 2: 25_000, 1001: 1500, 1002: 810 }
    expect(plan(query([term(1), term(2)]), statistics(often), 750).all).toEqual([[1, 1002]])
  })

  test('no group that another one covers', () => {
    const { all } = plan(query([term(1), term(2), term(3)]), statistics({ 1: 5000, 2: 5000, 3: 5000 }), 4900)
    expect(all.map((group) => group.length)).toEqual([2, 2, 2])
  })

  test('an unknown word does not keep frequent ones from being fetched', () => {
    expect(plan(query([term(1), term(9)]), statistics({ 1: 90_000 }), 400).any).toEqual([9, 1])
  })

  test('no terms, nothing fetched', () => {
    expect(plan(query([]), statistics({}), 400)).toEqual({ any: [], all: [], estimate: 0 })
  })

  test('keeps to the budget and to the groups of the store, whenever there is a choice', () => {
    const terms = fc.uniqueArray(fc.record({ hash: fc.integer({ min: 1, max: 900 }), count: fc.nat(100_000) }), {
      selector: ({ hash }) => hash,
      maxLength: 25,
    })
    fc.assert(
      fc.property(terms, fc.integer({ min: 50, max: 1000 }), (given, budget) => {
        const known = statistics(Object.fromEntries(given.map(({ hash, count }) => [hash, count])))
        const made = plan(query(given.map(({ hash }) => term(hash))), known, budget)
        expect(made.all.length).toBeLessThanOrEqual(parameters.plan.mostGroups)
        expect(new Set(made.any).size).toBe(made.any.length)
        const fetching = made.any.filter((hash) => known.documentsWith(hash) > 0)
        if (made.estimate > budget) expect(fetching.length + made.all.length).toBe(1)
        if (given.some(({ count }) => count > 0)) expect(made.any.length + made.all.length).toBeGreaterThan(0)
        // the same terms in another order give the same plan
        const turned = plan(query(given.map(({ hash }) => term(hash)).reverse()), known, budget)
        expect(turned).toEqual(made)
      }),
    )
  })
})
