import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { highlight, marked, snippet } from './highlight.ts'
import { analyseQuery } from './query.ts'
import { citySynonyms } from './synonyms.ts'
import { loadTokenizer } from './tokenizer.ts'

beforeAll(loadTokenizer)

const city = () => [citySynonyms([['庁内ポータル', 'グループウェア']])]
const show = (marks: ReturnType<typeof marked>) => marks.map(({ text, match }) => (match ? `[${text}]` : text)).join('')
const lit = (text: string, asked: string) => show(marked(text, highlight(text, analyseQuery(asked, city()))))

describe('highlight', () => {
  test.each([
    ['契約', '契約書と契約の変更', '[契約]書と[契約]の変更'],
    ['ﾏｲﾅﾝﾊﾞｰ', 'マイナンバーの受付', '[マイナンバー]の受付'],
    ['マイナンバー', 'ﾏｲﾅﾝﾊﾞｰの受付', '[ﾏｲﾅﾝﾊﾞｰ]の受付'],
    ['ゴミ袋', '指定ごみ袋', '指定[ごみ袋]'],
    ['申込み', '申し込みと申込', '[申し込]みと[申込]'],
    ['excel', 'ＥＸＣＥＬとmsexcelとExcel2019', '[ＥＸＣＥＬ]とmsexcelと[Excel]2019'],
    ['税', '税の納税額', '[税]の納税額'],
    ['グループウェア', '庁内ポータルで', '[庁内ポータル]で'],
    ['a+(b', 'a+(bとは', '[a+(b]とは'],
  ])('%s in %s', (asked, text, expected) => expect(lit(text, asked)).toBe(expected))

  test('ranges are in order, apart and within the text; the stretches are the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 6 }), (text, asked) => {
        const ranges = highlight(text, analyseQuery(`${asked} 契約`))
        let at = 0
        for (const { from, to } of ranges) {
          expect(from).toBeGreaterThanOrEqual(at)
          expect(to).toBeGreaterThan(from)
          at = to
        }
        expect(at).toBeLessThanOrEqual(text.length)
        expect(
          marked(text, ranges)
            .map((mark) => mark.text)
            .join(''),
        ).toBe(text)
      }),
      { numRuns: 100 },
    )
  })
})

describe('snippet', () => {
  const long = `${'これは前置きです。'.repeat(30)}契約の変更には決裁が必要です。${'あとがきです。'.repeat(30)}契約`

  test('shows the window with the most different matches', () => {
    const text = show(snippet(long, analyseQuery('契約 決裁')))
    expect(text).toContain('[契約]の変更には[決裁]が必要')
    expect(text.startsWith('…') && text.endsWith('…')).toBe(true)
    expect(text.replace(/[[\]…]/g, '').length).toBeLessThanOrEqual(90)
  })

  test('a short text stays whole, a text without matches starts at its beginning', () => {
    expect(show(snippet('契約です。', analyseQuery('契約')))).toBe('[契約]です。')
    expect(show(snippet(long, analyseQuery('図書館')))).toMatch(/^これは前置きです。/)
  })

  test('never cuts a character in two', () => {
    const text = snippet('𠮷'.repeat(200), analyseQuery('契約'), 91)
      .map((mark) => mark.text)
      .join('')
    expect(text.isWellFormed()).toBe(true)
  })
})
