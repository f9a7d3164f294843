import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { termHash } from './term.ts'
import { count, mergeVectors, packVector, unpackVector, type Vector, vectorOf } from './vector.ts'

const vector = fc
  .tuple(
    fc.dictionary(fc.string(), fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 4, maxLength: 4 })),
    fc.array(fc.nat(30_000), { minLength: 4, maxLength: 4 }),
  )
  .map(([terms, lengths]): Vector => {
    const counts = new Map<number, number>()
    for (const [key, times] of Object.entries(terms))
      times.forEach((n, field) => {
        count(counts, termHash(key), field, n)
      })
    return vectorOf(counts, lengths)
  })

describe('vectors', () => {
  test('what is packed is unpacked, from any slice of a buffer', () => {
    fc.assert(
      fc.property(vector, fc.nat(7), (given, offset) => {
        const packed = packVector(given)
        expect(packed.length).toBeLessThan(8 + 6 * given.hashes.length + 4)
        const buffer = new Uint8Array(packed.length + offset)
        buffer.set(packed, offset)
        expect(unpackVector(buffer.subarray(offset))).toEqual(given)
      }),
    )
  })

  test('merging does not ask for order', () => {
    fc.assert(
      fc.property(vector, vector, vector, (a, b, c) => {
        expect(mergeVectors(a, b)).toEqual(mergeVectors(b, a))
        expect(mergeVectors(mergeVectors(a, b), c)).toEqual(mergeVectors(a, mergeVectors(b, c)))
      }),
    )
  })

  test('hashes are sorted and frequencies stop at fifteen', () => {
    const a = vectorOf(new Map([[5, 0x000c]]), [1, 0, 0, 0])
    const b = vectorOf(
      new Map([
        [5, 0x1009],
        [-7, 0x0010],
      ]),
      [2, 3, 0, 70_000],
    )
    const { hashes, frequencies, lengths } = mergeVectors(a, b)
    expect([...hashes]).toEqual([-7, 5])
    expect([...frequencies]).toEqual([0x0010, 0x100f])
    expect([...lengths]).toEqual([3, 3, 0, 65_535])
  })
})

test('hashes never change: what is stored depends on them', () => {
  expect([termHash(''), termHash('w:契約'), termHash('g:引継'), termHash('t:w:契約')]).toMatchInlineSnapshot(`
    [
      0,
      101072222,
      -738815856,
      326161356,
    ]
  `)
})

test('hashes of half a million short keys hardly ever meet', () => {
  const seen = new Set<number>()
  const keys = 500_000
  for (let i = 0; i < keys; i++)
    seen.add(termHash(`g:${String.fromCharCode(0x4e00 + (i % 700), 0x4e00 + Math.floor(i / 700))}`))
  // By chance 29 pairs would (n²/2 over 2³²).
  expect(keys - seen.size).toBeLessThan(60)
})
