import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { analyse, mergeAnalyses } from './analyse.ts'
import { normaliseText } from './normalise.ts'
import { termHash, titleKey, wordKey } from './term.ts'
import { loadTokenizer } from './tokenizer.ts'
import { frequencyIn } from './vector.ts'
import { wordForm, wordsOf } from './words.ts'

beforeAll(loadTokenizer)

const forms = (text: string) =>
  [...wordsOf(normaliseText(text))].filter(({ weight }) => weight > 0).map(({ form }) => form)

describe('words', () => {
  test.each([
    ['申込み', '申し込み', '申込', '申し込む'],
    ['引継ぎ', '引き継ぎ', '引継', '引き継ぐ'],
    ['取組', '取り組み', '取り組む'],
    ['サーバー', 'サーバ', 'ｻｰﾊﾞｰ'],
    ['ゴミ', 'ごみ'],
    ['ＥＸＣＥＬ', 'excel', 'Excel'],
  ])('%s is written in other ways too', (word, ...others) => {
    for (const other of others) expect(forms(other)).toEqual(forms(word))
  })

  test('words that differ stay apart', () => {
    expect(wordForm('行う', true)).not.toBe(wordForm('行く', true))
    expect(wordForm('粗大ごみ')).toBe('粗大ごみ')
    expect(wordForm('キー')).toBe('きー')
  })

  test('compounds give their parts; particles and auxiliaries nothing', () => {
    expect(forms('国民健康保険証を紛失しました')).toEqual(['国民', '健康', '保険', '証', '紛失'])
  })

  test('each word knows its place', () => {
    const text = 'ごみの出し方とごみ袋'
    for (const { surface, at } of wordsOf(text)) expect(text.slice(at, at + surface.length)).toBe(surface)
  })
})

describe('analyse', () => {
  const entry = (fields: Parameters<typeof analyse>[0], key: string) => {
    const { vector } = analyse(fields)
    return vector.frequencies[vector.hashes.indexOf(termHash(key))] ?? 0
  }

  test('counts a term in each field, to fifteen', () => {
    const bits = entry({ title: '契約', body: '契約の契約', alias: Array(20).fill('契約') }, wordKey('契約'))
    expect([0, 1, 2, 3].map((field) => frequencyIn(field, bits))).toEqual([1, 2, 0, 15])
  })

  test('lengths count words; the index holds every term of the vector, and title terms once more', () => {
    const { index, vector } = analyse({ title: '契約の変更', answer: '契約書を作り直します' })
    expect(vector.lengths[0]).toBe(2)
    expect(vector.lengths[1]).toBe(0)
    const indexed = new Set(index)
    expect([...vector.hashes].every((hash) => indexed.has(hash))).toBe(true)
    expect(indexed.has(termHash(titleKey(wordKey('契約'))))).toBe(true)
    expect(indexed.has(termHash(titleKey(wordKey('書'))))).toBe(false)
  })

  test('empty, huge and broken texts', () => {
    expect(analyse({}).index).toHaveLength(0)
    expect(analyse({ title: '', body: '。。。' }).vector.hashes).toHaveLength(0)
    expect(analyse({ body: '予算'.repeat(20_000) }).vector.lengths[1]).toBeGreaterThan(10_000)
    expect(analyse({ body: '\ud800予算\udc00\u0000' }).index).toContain(termHash(wordKey('予算')))
  })

  test('a document merged of parts is the document analysed as a whole', () => {
    const part = fc.array(
      fc.constantFrom('契約', 'の', 'ごみ', '袋', '。', 'サーバー', 'ABC', '申し込み', 'を', '見る'),
      {
        maxLength: 12,
      },
    )
    const fields = fc.record({ title: part, body: part, answer: part, alias: part })
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const texts = (given: typeof a) =>
          Object.entries(given).map(([field, words]) => [field, words.join('')] as const)
        const whole = Object.fromEntries(texts(a).map(([field, text], i) => [field, [text, texts(b)[i]![1]]]))
        const merged = mergeAnalyses(analyse(Object.fromEntries(texts(a))), analyse(Object.fromEntries(texts(b))))
        expect(merged).toEqual(analyse(whole))
      }),
      { numRuns: 60 },
    )
  })
})
