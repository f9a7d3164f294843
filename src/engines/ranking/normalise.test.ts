import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldKana, normalise, normaliseText } from './normalise.ts'

describe('normalise', () => {
  test.each([
    ['ＡＢＣ１２３', 'abc123'],
    ['ﾏｲﾅﾝﾊﾞｰｶｰﾄﾞ', 'マイナンバーカード'],
    ['㍻３０年', '平成30年'],
    ['03−1234‐5678', '03-1234-5678'],
    ['いすゞ、すゝめ', 'いすず、すすめ'],
    ['髙﨑　さん\r\n渡邊', '高崎 さん  渡辺'],
    ['茅ヶ崎\u200B市', '茅ヶ崎市'],
    ['葛\u{E0100}飾', '葛飾'],
    ['か\u3099', 'が'],
  ])('%s is %s', (original, normal) => expect(normaliseText(original)).toBe(normal))

  test('knows where each unit came from', () => {
    const original = '〇ﾊﾞｽ㍻'
    const { text, origins } = normalise(original)
    expect(text).toBe('〇バス平成')
    expect([...origins]).toEqual([0, 1, 3, 4, 4, 5])
  })

  test('origins never fall and end with the text, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (original) => {
        const { text, origins } = normalise(original)
        expect(origins).toHaveLength(text.length + 1)
        expect(origins.at(-1)).toBe(original.length)
        for (let i = 1; i < origins.length; i++) expect(origins[i]!).toBeGreaterThanOrEqual(origins[i - 1]!)
      }),
    )
  })

  test('lone surrogates and control characters do no harm', () => {
    expect(normaliseText('税\ud800金\u0000\u0007')).toBe('税\ufffd金')
  })
})

test('kana are folded unit by unit', () => {
  expect(foldKana('ゴミ・サーバー・ヴァ・茅ヶ崎')).toBe('ごみ・さーばー・ゔぁ・茅け崎')
})
