import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openBank } from './bank.ts'
import type { Answer, Item } from './item.ts'
import { interval, posteriorOf, quantile } from './posterior.ts'
import { type Method, score } from './score.ts'

const methods: Method[] = ['EAP', 'MAP', 'WLE', 'ML']

/** LSAT section 7 (Bock & Lieberman 1970): slopes and intercepts as mirt 1.45.1 estimates them. */
const lsat7 = openBank(
  [
    [0.987546283713253, 1.85585585080374],
    [1.0808371923589, 0.807969599623998],
    [1.70747595547467, 1.80520519782571],
    [0.764990074837549, 0.485999803817568],
    [0.735672848388292, 1.85445764637371],
  ].map(([a, d], i) => ({ id: `${i + 1}`, parameters: { a: a!, b: [-d! / a!] } })),
)
const pattern = (bits: string): Answer[] => [...bits].map((bit, i) => ({ item: `${i + 1}`, category: Number(bit) }))

describe('scores of LSAT 7 as mirt 1.45.1 gives them', () => {
  const published: Record<string, Record<string, [number, number]>> = {
    EAP: {
      '00000': [-1.86978355, 0.6926997],
      '00110': [-0.75292573, 0.67265764],
      '10000': [-1.41369938, 0.66950281],
      '10101': [-0.30339996, 0.70040699],
      '11111': [0.72718488, 0.80093207],
    },
    MAP: {
      '00000': [-1.81638838, 0.67498973],
      '00110': [-0.78244647, 0.64490793],
      '10000': [-1.38932629, 0.64388087],
      '10101': [-0.36540244, 0.67872507],
      '11111': [0.63815106, 0.80353289],
    },
    WLE: {
      '00000': [-4.13707088, 1.88791581],
      '00110': [-1.26902777, 0.73202515],
      '10000': [-2.30637301, 1.02052018],
      '10101': [-0.76168243, 0.7422198],
      '11111': [1.08818773, 1.61941275],
    },
    ML: { '00110': [-1.32215393, 0.8352406], '10000': [-2.70720681, 1.20243987], '10101': [-0.65477984, 0.86173006] },
  }
  test.each(methods)('%s', (method) => {
    for (const [bits, [theta, standardError]] of Object.entries(published[method]!)) {
      const found = score(lsat7, pattern(bits), method)
      if (found.status !== 'ok') throw new Error(bits)
      expect(found.theta).toBeCloseTo(theta, 5)
      expect(found.standardError).toBeCloseTo(standardError, 3)
    }
    expect.hasAssertions()
  })
})

describe('patterns at the edge', () => {
  test('all wrong and all right have no likeliest ability, but a mean, a top and a weighted likelihood', () => {
    expect(score(lsat7, pattern('00000'), 'ML').status).toBe('unbounded-below')
    expect(score(lsat7, pattern('11111'), 'ML').status).toBe('unbounded-above')
    for (const method of ['EAP', 'MAP', 'WLE'] as const) {
      expect(score(lsat7, pattern('00000'), method)).toMatchObject({ status: 'ok', counted: 5 })
      expect(score(lsat7, pattern('11111'), method)).toMatchObject({ status: 'ok', counted: 5 })
    }
  })

  test('no answer at all leaves the population: mean 0, standard deviation 1', () => {
    expect(score(lsat7, [], 'ML')).toEqual({ status: 'no-answers', ignored: 0 })
    expect(score(lsat7, [], 'WLE')).toEqual({ status: 'no-answers', ignored: 0 })
    for (const method of ['EAP', 'MAP'] as const) {
      const found = score(lsat7, [], method)
      if (found.status !== 'ok') throw new Error(method)
      expect(found.theta).toBeCloseTo(0, 9)
      expect(found.standardError).toBeCloseTo(1, 6)
    }
  })

  test('an empty bank', () => {
    expect(score(openBank([]), pattern('01'), 'EAP')).toMatchObject({ status: 'ok', counted: 0, ignored: 2 })
  })

  test('what cannot count is ignored: unknown items, impossible categories, second answers, trial items', () => {
    const bank = openBank([
      { id: '1', parameters: { a: 1, b: [0] } },
      { id: 'trial', parameters: { a: 2, b: [0] }, trial: true },
    ])
    const answers: Answer[] = [
      { item: '1', category: 1 },
      { item: '1', category: 0 },
      { item: 'gone', category: 1 },
      { item: 'trial', category: 1 },
    ]
    const bad = [2, -1, 0.5, Number.NaN].map((category) => ({ item: '1', category }))
    expect(score(bank, [...bad, ...answers])).toMatchObject({ counted: 1, ignored: 7 })
    expect(score(bank, [...bad, ...answers])).toMatchObject({
      theta: (score(bank, [{ item: '1', category: 1 }]) as { theta: number }).theta,
    })
  })

  test('the hard solved and the easy missed, with guessing: every method answers, and finitely', () => {
    const bank = openBank(
      Array.from({ length: 12 }, (_, i) => ({ id: `${i}`, parameters: { a: 3, b: [i - 6], c: 0.25 } })),
    )
    const reversed = Array.from({ length: 12 }, (_, i) => ({ item: `${i}`, category: i < 6 ? 0 : 1 }))
    for (const method of methods) {
      const found = score(bank, reversed, method)
      if (found.status !== 'ok') expect(found.status).toBe('unbounded-below')
      else expect(Number.isFinite(found.theta) && found.standardError > 0).toBe(true)
    }
  })

  test('500 answers do not underflow', () => {
    const items = Array.from({ length: 500 }, (_, i) => ({ id: `${i}`, parameters: { a: 4, b: [(i % 9) - 4] } }))
    const bank = openBank(items)
    const found = score(
      bank,
      items.map(({ id }, i) => ({ item: id, category: i % 2 })),
    )
    expect(found).toMatchObject({ status: 'ok', counted: 500 })
    expect((found as { standardError: number }).standardError).toBeGreaterThan(0)
  })
})

const anyItems = fc.array(
  fc.record({
    a: fc.double({ min: 0.2, max: 4, noNaN: true }),
    b: fc.double({ min: -4, max: 4, noNaN: true }),
    c: fc.constantFrom(0, 0.2),
    category: fc.constantFrom(0, 1),
  }),
  { maxLength: 30 },
)
const asBank = (given: readonly { a: number; b: number; c: number }[]) =>
  openBank(given.map(({ a, b, c }, i): Item => ({ id: `${i}`, parameters: { a, b: [b], c } })))

describe('what must hold of any answers', () => {
  test('the order does not matter, to the last digit', () => {
    fc.assert(
      fc.property(anyItems, fc.nat(), (given, turn) => {
        const bank = asBank(given)
        const answers = given.map(({ category }, i) => ({ item: `${i}`, category }))
        const cut = given.length ? turn % given.length : 0
        const turned = [...answers.slice(cut), ...answers.slice(0, cut)].reverse()
        for (const method of methods) expect(score(bank, turned, method)).toEqual(score(bank, answers, method))
      }),
    )
  })

  test('EAP stays within the nodes, its error at most the population’s spread, its interval around it', () => {
    fc.assert(
      fc.property(anyItems, (given) => {
        const found = score(
          asBank(given),
          given.map(({ category }, i) => ({ item: `${i}`, category })),
        )
        if (found.status !== 'ok') throw new Error(found.status)
        expect(Math.abs(found.theta)).toBeLessThan(6)
        expect(found.standardError).toBeGreaterThan(0)
        expect(found.interval[0]).toBeLessThan(found.theta)
        expect(found.interval[1]).toBeGreaterThan(found.theta)
      }),
    )
  })

  test('one more right answer instead of a wrong one never lowers the score', () => {
    fc.assert(
      fc.property(anyItems, fc.nat(), (given, which) => {
        fc.pre(given.length > 0)
        const place = which % given.length
        const with_ = (category: number) =>
          score(
            asBank(given),
            given.map((one, i) => ({ item: `${i}`, category: i === place ? category : one.category })),
          ) as { theta: number }
        expect(with_(1).theta).toBeGreaterThanOrEqual(with_(0).theta)
      }),
    )
  })
})

test('quantiles of the bare population are those of the normal distribution', () => {
  const posterior = posteriorOf(openBank([]), [])
  for (const [share, value] of [
    [0.025, -1.959964],
    [0.25, -0.67449],
    [0.5, 0],
    [0.9, 1.281552],
  ] as const)
    expect(quantile(posterior, share)).toBeCloseTo(value, 4)
  expect(interval(posterior, 0.95)[1]).toBeCloseTo(1.959964, 4)
})

test('the likelihood of the answers is that of an exhaustive sum', () => {
  let total = 0
  for (let bits = 0; bits < 32; bits++)
    total += Math.exp(posteriorOf(lsat7, pattern(bits.toString(2).padStart(5, '0'))).logLikelihood)
  expect(total).toBeCloseTo(1, 8)
})
