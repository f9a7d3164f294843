import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { analyse } from './analyse.ts'
import { gramsOf, requiredTerms } from './grams.ts'
import { normaliseText } from './normalise.ts'
import { termHash } from './term.ts'
import { loadTokenizer } from './tokenizer.ts'

beforeAll(loadTokenizer)

const required = (word: string) => requiredTerms(normaliseText(word)).sort()

describe('terms required of what contains a word', () => {
  test.each([
    ['引継ぎ', ['g:引継', 'g:継ぎ']],
    ['税', ['g:税']],
    ['見直し', ['g:直し', 'g:見直']],
    ['ごみ', ['g:ごみ']],
    ['Excel', ['g:ce', 'g:el', 'g:ex', 'g:xc']],
    // the long vowel at the end may be there or not
    ['サーバー', ['g:さー', 'g:ーば']],
    ['サーバー室', ['g:さー', 'g:ーば', 'g:室']],
    // the commonest pairs of hiragana are not indexed: such a word cannot be looked up
    ['です', []],
    ['。', []],
  ])('%s', (word, terms) => expect(required(word)).toEqual(terms))

  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom(...'避難所見直し引継ぎサーバーごみ袋ゴミ出し方申し込みABC３６協定ﾊﾟｽﾜｰﾄﾞ々ヶー。、　𠮷髙です・-'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 3 }),
      ),
      { minLength: 1, maxLength: 60 },
    )
    .map((parts) => parts.join(''))

  test('every document has all terms required of any run it contains', () => {
    fc.assert(
      fc.property(
        text,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('title', 'body', 'answer', 'alias'),
        (text, a, b, field) => {
          const normal = normaliseText(text)
          const from = a % (normal.length + 1)
          const to = from + (b % (normal.length + 1 - from))
          const index = new Set(analyse({ [field]: text }).index)
          for (const word of normal.slice(from, to).split(' '))
            expect(requiredTerms(word).filter((key) => !index.has(termHash(key)))).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })

  test('a document with 「サーバ」 has what 「サーバー」 requires, and the other way about', () => {
    for (const [document, word] of [
      ['ファイルサーバの移行', 'サーバー'],
      ['ファイルサーバーの移行', 'サーバ'],
      ['サーバ室の鍵', 'サーバー室'],
    ] as const) {
      const grams = new Set([...gramsOf(normaliseText(document))].map((gram) => `g:${gram.text}`))
      expect(required(word).every((key) => grams.has(key))).toBe(true)
    }
  })
})
