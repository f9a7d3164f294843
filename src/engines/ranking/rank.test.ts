import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parameters } from './parameters.ts'
import { analyseQuery, type Query, type QueryTerm, type TermClass } from './query.ts'
import { type Candidate, rank, type Statistics } from './rank.ts'
import { inverseFrequency } from './score.ts'
import { loadTokenizer } from './tokenizer.ts'
import { vectorOf } from './vector.ts'

const term = (hash: number, kind: TermClass = 'word', weight = 1): QueryTerm => ({
  key: `w:${hash}`,
  hash,
  titleHash: hash + 1000,
  kind,
  weight,
  word: `word ${hash}`,
})

const query = (terms: readonly QueryTerm[], alternatives: Query['alternatives'] = []): Query => ({
  text: '',
  parts: [],
  words: [],
  unfinished: [],
  terms,
  alternatives,
})

const statistics = (frequencies: Record<number, number>, documents = 100): Statistics => ({
  documents,
  averageLengths: [10, 20, 50, 1],
  documentsWith: (hash) => frequencies[hash] ?? 0,
})

type Frequencies = readonly [title: number, body: number, answer: number, alias: number]

const document = (
  id: string,
  terms: Record<number, Frequencies>,
  lengths: Frequencies = [10, 20, 50, 1],
  standing = 0,
): Candidate<string> => {
  const packed = Object.entries(terms).map(
    ([hash, times]) => [Number(hash), times.reduce((bits, n, field) => bits | (n << (4 * field)), 0)] as const,
  )
  return { id, vector: vectorOf(new Map(packed), lengths), standing }
}

const order = (...given: Parameters<typeof rank<string>>) => rank(...given).hits.map(({ id }) => id)

describe('the formula', () => {
  test('BM25F by hand (Robertson & Zaragoza 2009, section 3.5)', () => {
    const given = document('a', { 1: [1, 0, 2, 0] }, [5, 0, 100, 0])
    const { hits } = rank(query([term(1)]), statistics({ 1: 9 }), [given])
    const idf = Math.log(1 + (100 - 9 + 0.5) / (9 + 0.5))
    // title: weight 3, b 0.3, half the average length; answer: weight 1, b 0.6, twice the average length
    const frequency = (3 * 1) / (1 - 0.3 + 0.3 * 0.5) + (1 * 2) / (1 - 0.6 + 0.6 * 2)
    expect(hits[0]!.score).toBeCloseTo((idf * frequency) / (1.2 + frequency), 12)
  })

  test('rarity is positive and falls with every document that has the term', () => {
    const values = Array.from({ length: 101 }, (_, n) => inverseFrequency(100, n))
    expect(values.every((value) => value > 0)).toBe(true)
    for (let n = 1; n <= 100; n++) expect(values[n]!).toBeLessThan(values[n - 1]!)
    // statistics may lag behind the index
    expect(inverseFrequency(10, 12)).toBeGreaterThan(0)
  })

  test('words weigh more than grams, grams and synonyms as the parameters say', () => {
    const score = (kind: TermClass) => {
      const alternatives = kind === 'synonym' ? [{ word: 'word 1', text: '', terms: [0] }] : []
      return rank(query([term(1, kind)], alternatives), statistics({ 1: 5 }), [document('a', { 1: [1, 0, 0, 0] })])
        .hits[0]!.score
    }
    expect(score('gram') / score('word')).toBeCloseTo(parameters.classWeights.gram, 12)
    expect(score('synonym') / score('word')).toBeCloseTo(parameters.classWeights.synonym, 12)
  })
})

describe('what must hold of any ranking', () => {
  const frequencies = fc.tuple(fc.nat(15), fc.nat(15), fc.nat(15), fc.nat(15))
  const candidates = fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1 }),
      terms: fc.dictionary(fc.constantFrom('1', '2', '3', '-4'), frequencies),
      standing: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { selector: ({ id }) => id, maxLength: 12 },
  )
  const asked = query([term(1), term(2, 'gram'), term(-4)])
  const known = statistics({ 1: 3, 2: 40, [-4]: 12 })

  test('the order of candidates does not matter', () => {
    fc.assert(
      fc.property(candidates, fc.nat(), (given, turn) => {
        const documents = given.map(({ id, terms, standing }) => document(id, terms, [10, 20, 50, 1], standing))
        const turned = [...documents.slice(turn % 12), ...documents.slice(0, turn % 12)].reverse()
        expect(rank(asked, known, turned)).toEqual(rank(asked, known, documents))
      }),
    )
  })

  test('one more occurrence never lowers the score, in any field', () => {
    fc.assert(
      fc.property(frequencies, fc.nat(3), (times, field) => {
        fc.pre(times[field]! < 15)
        const more = times.map((n, f) => (f === field ? n + 1 : n)) as unknown as Frequencies
        const { hits } = rank(asked, known, [document('less', { 1: times }), document('more', { 1: more })])
        expect(hits[0]!.id).toBe('more')
      }),
    )
  })

  test('the rarer of two terms counts more', () => {
    expect(
      order(asked, known, [document('common', { '-4': [0, 1, 0, 0] }), document('rare', { 1: [0, 1, 0, 0] })]),
    ).toEqual(['rare', 'common'])
  })

  test('equal scores stand by id; documents without a score come last and give no reasons', () => {
    const { hits } = rank(asked, known, [
      document('c', {}),
      document('b', { 1: [1, 0, 0, 0] }),
      document('a', { 1: [1, 0, 0, 0] }),
    ])
    expect(hits.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(hits[2]).toEqual({ id: 'c', score: 0, reasons: [] })
  })

  test('a reason is what was typed, or a word of it, not a piece', async () => {
    await loadTokenizer()
    const reasonsFor = (text: string) => {
      const asked = analyseQuery(text)
      const whole = document('a', Object.fromEntries(asked.terms.map(({ hash }) => [hash, [1, 0, 0, 0]])))
      return rank(asked, statistics({}), [whole]).hits[0]!.reasons.map(({ word }) => word)
    }
    expect(reasonsFor('住民票')).toEqual(['住民票'])
    expect(reasonsFor('住民票 転出').sort()).toEqual(['住民票', '転出'])
    expect(reasonsFor('転出届を出すときに必要な書類について')).toContain('書類')
    expect(reasonsFor('転出届を出すときに必要な書類について')).not.toContain('類')
  })

  test('the shares of the reasons add up to one, strongest first', () => {
    const { reasons } = rank(asked, known, [document('a', { 1: [1, 0, 2, 0], 2: [3, 0, 0, 0], '-4': [0, 1, 0, 0] })])
      .hits[0]!
    expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(reasons.map(({ word }) => word)).toEqual(['word 1', 'word -4', 'word 2'])
  })
})

describe('standing', () => {
  test('lifts a score by a bounded share', () => {
    const at = (standing: number) =>
      rank(query([term(1)]), statistics({ 1: 5 }), [document('a', { 1: [1, 0, 0, 0] }, [10, 20, 50, 1], standing)])
        .hits[0]!.score
    expect(at(1) / at(0)).toBeCloseTo(1 + parameters.standingWeight, 12)
    expect(at(50)).toBe(at(1))
    expect(at(-3)).toBe(at(0))
  })
})

describe('synonyms', () => {
  const terms = [term(1), term(2, 'synonym'), term(3, 'synonym'), term(4, 'synonym')]
  const alternatives = [
    { word: 'word 1', text: '', terms: [1] },
    { word: 'word 1', text: '', terms: [2, 3] },
  ]
  const known = statistics({ 1: 5, 2: 5, 3: 5, 4: 5 })
  const score = (given: Record<number, Frequencies>) =>
    rank(query(terms, alternatives), known, [document('a', given)]).hits[0]!.score
  const once: Frequencies = [0, 1, 0, 0]

  test('of several for one word only the best counts', () => {
    expect(score({ 2: once, 3: once, 4: once })).toBeCloseTo(score({ 3: once, 4: once }), 12)
    expect(score({ 3: once, 4: once })).toBeCloseTo(2 * score({ 2: once }), 12)
  })

  test('one of several words counts only whole', () => {
    expect(score({ 3: once })).toBe(0)
    expect(score({ 3: once, 4: once })).toBeGreaterThan(0)
  })
})

describe('confidence', () => {
  test('nothing found is no match', () => {
    expect(rank(query([term(1)]), statistics({}), [])).toEqual({ hits: [], confidence: 0, confident: false })
    expect(rank(query([term(1)]), statistics({}), [document('a', {})]).confident).toBe(false)
  })

  test('a title of the same words is a match; one common word in a long text is none', () => {
    const known = statistics({ 1: 3, 2: 4, 3: 60 })
    const asked = query([term(1), term(2), term(3)])
    const others = Array.from({ length: 12 }, (_, i) => document(`other ${i}`, { 3: [0, 0, 1, 0] }))
    const same = document('same', { 1: [1, 0, 0, 0], 2: [1, 0, 0, 0], 3: [1, 0, 0, 0] }, [3, 0, 50, 0])
    expect(rank(asked, known, [...others, same])).toMatchObject({
      confident: true,
      hits: [{ id: 'same' }, ...others.map(() => ({}))],
    })
    expect(rank(asked, known, others).confident).toBe(false)
  })
})
