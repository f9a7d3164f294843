import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openBank } from '#engines/irt/bank'
import { probability } from '#engines/irt/curves'
import { problemOf } from '#engines/irt/item'
import type { ItemDocument } from '../contract/item-document.ts'
import { shownLevel, testedLevel } from './estimate.ts'
import { categoryOf, isAnswer } from './mark.ts'
import { assumedParameters } from './parameters.ts'
import { certaintyOf, leftOut, settingsFor } from './plan.ts'

const documentOf = (
  kind: ItemDocument['kind'],
  answer: string[],
  scores: readonly (number | undefined)[] = [undefined, undefined, undefined, undefined],
  b = 0,
): ItemDocument => ({
  level: 2,
  kind,
  stem: '問い',
  options: scores.map((score, at) => ({
    ...{ key: 'abcd'[at]!, text: `選択肢${at}`, rationale: '解説' },
    ...(score === undefined ? {} : { score }),
  })),
  answer,
  explanation: '説明',
  basis: '根拠',
  difficulty: { b, reason: '理由' },
  seconds: 40,
})

describe('marking', () => {
  test('one right answer; all right ones and no more; the one order; points by rank; "I do not know" is the lowest', () => {
    expect(['a', 'b'].map((key) => categoryOf(documentOf('single', ['b']), [key]))).toEqual([0, 1])
    const several = documentOf('multiple', ['a', 'c'])
    expect([['c', 'a'], ['a'], ['a', 'b', 'c']].map((given) => categoryOf(several, given))).toEqual([1, 0, 0])
    const order = documentOf('order', ['c', 'a', 'd', 'b'])
    expect(
      [
        ['c', 'a', 'd', 'b'],
        ['a', 'c', 'd', 'b'],
      ].map((given) => categoryOf(order, given)),
    ).toEqual([1, 0])
    const judged = documentOf('judgement', ['b'], [0, 3, 1, 1])
    expect(['a', 'b', 'c', 'd'].map((key) => categoryOf(judged, [key]))).toEqual([0, 2, 1, 1])
    for (const document of [several, order, judged]) expect(categoryOf(document, [])).toBe(0)
  })

  test('what is no answer: a key that is none, a key twice, an order that leaves one out, two where one is asked', () => {
    expect(isAnswer(documentOf('single', ['a']), ['a', 'b'])).toBe(false)
    expect(isAnswer(documentOf('single', ['a']), ['z'])).toBe(false)
    expect(isAnswer(documentOf('multiple', ['a', 'b']), ['a', 'a'])).toBe(false)
    expect(isAnswer(documentOf('order', ['b', 'a', 'c', 'd']), ['a', 'b', 'c'])).toBe(false)
    for (const kind of ['single', 'multiple', 'order', 'judgement', 'spot'] as const)
      expect(isAnswer(documentOf(kind, ['b', 'a', 'c', 'd']), [])).toBe(true)
  })
})

const difficulties = fc.double({ min: -3, max: 3, noNaN: true })

test('argued parameters are ones the engine takes, and at the argued ability half get it right, guessing included', () => {
  fc.assert(
    fc.property(fc.constantFrom('single', 'multiple', 'order', 'spot'), difficulties, (kind, b) => {
      const parameters = assumedParameters(documentOf(kind as 'single', ['a'], undefined, b))
      expect(problemOf(parameters)).toBeUndefined()
      expect(probability(parameters, 1, b)).toBeCloseTo(0.5, 9)
    }),
  )
  fc.assert(
    fc.property(difficulties, fc.constantFrom([0, 1, 2, 3], [0, 3, 1, 1], [2, 0, 3, 0]), (b, scores) => {
      const parameters = assumedParameters(documentOf('judgement', ['a'], scores, b))
      expect(problemOf(parameters)).toBeUndefined()
      expect(probability(parameters, parameters.b.length, b)).toBeCloseTo(0.5, 9)
    }),
  )
})

describe('from answers to a level', () => {
  const bank = openBank([-1.5, -0.5, 0, 0.5, 1.5].map((b, i) => ({ id: `${i}`, parameters: { a: 1.2, b: [b] } })))
  const answers = (bits: string) => [...bits].map((bit, i) => ({ item: `${i}`, category: Number(bit) }))

  test('together with the prior it is the posterior again: precision-weighted', () => {
    for (const bits of ['11100', '10000', '01010', '11111', '00000']) {
      const own = shownLevel(bank, answers(bits))!
      const whole = testedLevel(bank, answers(bits))
      const [precision, prior] = [1 / own.error ** 2, 1]
      const mean = (own.level * precision + 1.3 * prior) / (precision + prior)
      if (own.level > 0 && own.level < 4) expect(mean).toBeCloseTo(whole.mean, 5)
      expect(whole.low).toBeLessThanOrEqual(whole.mean)
      expect(whole.high).toBeGreaterThanOrEqual(whole.mean)
    }
  })

  test('no answer says nothing; levels stay between 0 and 4; a right answer more never lowers the level', () => {
    expect(shownLevel(bank, [])).toBeUndefined()
    const patterns = Array.from({ length: 32 }, (_, n) => n.toString(2).padStart(5, '0'))
    for (const bits of patterns) {
      const { level } = shownLevel(bank, answers(bits))!
      expect(level).toBeGreaterThanOrEqual(0)
      expect(level).toBeLessThanOrEqual(4)
      const zero = bits.indexOf('0')
      if (zero < 0) continue
      const better = `${bits.slice(0, zero)}1${bits.slice(zero + 1)}`
      expect(shownLevel(bank, answers(better))!.level).toBeGreaterThanOrEqual(level)
    }
  })
})

describe('how a test goes', () => {
  test('an area takes longer than a skill; trial items are at most one', () => {
    const area = settingsFor(['a', 'b', 'c', 'd'], 5)
    const skill = settingsFor(['a'], 0)
    expect(area.most).toBeGreaterThan(skill.most)
    expect([area.trials, skill.trials]).toEqual([1, 0])
    expect(Object.keys(area.areas!)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('of what was seen the latest is left out, and enough is left to ask', () => {
    const seen = ['z', 'y', 'x', 'w']
    const settings = settingsFor(['a'], 0) // 8 at most: 12 must stay
    expect(leftOut(seen, 44, settings)).toEqual(seen)
    expect(leftOut(seen, 14, settings)).toEqual(['z', 'y'])
    expect(leftOut(seen, 11, settings)).toEqual([])
  })

  test('certainty grows to 1 with precision or with length, and never leaves 0 to 1', () => {
    const settings = settingsFor(['a'], 0)
    expect(certaintyOf(settings, 1, 0)).toBe(0)
    expect(certaintyOf(settings, settings.standardError!, 5)).toBe(1)
    expect(certaintyOf(settings, 0.9, settings.most)).toBe(1)
    expect(certaintyOf(settings, 0.7, 2)).toBeGreaterThan(certaintyOf(settings, 0.8, 2))
    expect(certaintyOf(settings, 1.2, 0)).toBe(0)
  })
})
