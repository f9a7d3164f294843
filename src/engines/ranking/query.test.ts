import { beforeAll, describe, expect, test } from 'vitest'
import { analyse } from './analyse.ts'
import { analyseQuery } from './query.ts'
import { rank, type Statistics } from './rank.ts'
import { citySynonyms, loadSynonyms, type Synonyms } from './synonyms.ts'
import { termHash } from './term.ts'
import { loadTokenizer } from './tokenizer.ts'

let general: Synonyms
beforeAll(async () => {
  await loadTokenizer()
  general = await loadSynonyms()
})

const titles = [
  '情報セキュリティ研修の受講方法',
  'パスワードを忘れたとき',
  '粗大ごみの出し方',
  'パソコンの更新時期',
  '出張旅費の精算',
  '電子申請の様式を作る',
  '図書館の蔵書点検',
  '契約書のひな形',
  '国保の届出',
  'サーバ室の入退室',
  'PowerPointの共有',
  '会議室の予約',
]

function search(text: string, dictionaries: readonly Synonyms[] = []) {
  const documents = titles.map((title) => ({ id: title, ...analyse({ title }) }))
  const statistics: Statistics = {
    documents: titles.length,
    averageLengths: [4, 0, 0, 0],
    documentsWith: (hash) => documents.filter(({ index }) => index.includes(hash)).length,
  }
  const { hits } = rank(analyseQuery(text, dictionaries), statistics, documents)
  return hits.filter(({ score }) => score > 0).map(({ id }) => id)
}

describe('what people write', () => {
  test.each([
    // wrong and transposed characters: what is left of the pairs still finds the word
    ['セキリュティ', '情報セキュリティ研修の受講方法'],
    ['セキュリテイー', '情報セキュリティ研修の受講方法'],
    ['パスワド', 'パスワードを忘れたとき'],
    ['powerpiont', 'PowerPointの共有'],
    // other spellings
    ['ﾊﾟｽﾜｰﾄﾞ', 'パスワードを忘れたとき'],
    ['粗大ゴミ', '粗大ごみの出し方'],
    ['サーバー', 'サーバ室の入退室'],
    // still typing: the last word is not finished
    ['パスワ', 'パスワードを忘れたとき'],
    ['パスワード わす', 'パスワードを忘れたとき'],
    ['ひな', '契約書のひな形'],
    ['電子申', '電子申請の様式を作る'],
    ['pow', 'PowerPointの共有'],
    ['会', '会議室の予約'],
  ])('%s finds %s first', (text, title) => expect(search(text)[0]).toBe(title))

  test('what has nothing in common finds nothing', () => expect(search('ゆうれい')).toEqual([]))
})

describe('synonyms', () => {
  test('of the general dictionary', () => {
    expect(search('ＰＣ')).toEqual([])
    expect(search('国民健康保険', [general])[0]).toBe('国保の届出')
    expect(search('コンピューターの買い替え', [general])).toContain('パソコンの更新時期')
  })

  test('of the city, in both directions and for words of several parts', () => {
    const city = citySynonyms([
      ['旅費システム', '出張旅費'],
      ['本の棚卸し', '蔵書点検'],
    ])
    expect(search('旅費システム', [city])[0]).toBe('出張旅費の精算')
    expect(search('本の棚卸し', [city])[0]).toBe('図書館の蔵書点検')
  })

  test('come last among the terms and never repeat a word of the query', () => {
    const { terms } = analyseQuery('パソコンとＰＣの違い', [general])
    const kinds = terms.map(({ kind }) => kind)
    expect(kinds.lastIndexOf('word')).toBeLessThan(kinds.indexOf('synonym'))
    expect(terms.filter(({ key }) => key === 'w:pc')).toHaveLength(1)
  })
})

describe('weights', () => {
  const weight = (text: string, key: string) => analyseQuery(text).terms.find((term) => term.key === key)?.weight ?? 0

  test('words people ask with weigh little, a repeated word more', () => {
    expect(weight('契約の方法を教えてください', 'w:方法')).toBeLessThan(weight('契約の方法を教えてください', 'w:契約'))
    expect(weight('契約について、契約の変更は', 'w:契約')).toBeGreaterThan(weight('契約について', 'w:契約'))
    expect(weight('契約 '.repeat(50), 'w:契約')).toBe(2)
  })

  test('parts between spaces carry what each requires', () => {
    const { parts } = analyseQuery(' 避難所　見直し ')
    expect(parts.map(({ text }) => text)).toEqual(['避難所', '見直し'])
    expect(parts[0]!.required).toEqual(['g:避難', 'g:難所'].map(termHash))
  })

  test('every word of every part, however it is written; none where a part has no word', () => {
    const words = (text: string) => new Set(analyseQuery(text).words)
    expect(words('サーバ 申込')).toEqual(words('サーバーの 申し込み'))
    expect(words('サーバ 申込')).toEqual(new Set(['w:さーば', 'w:申込'].map(termHash)))
    expect(words('申込 です')).toEqual(new Set())
  })

  test('a name of the city’s own is looked up wherever it stands, though no tokenizer knows it', () => {
    const city = citySynonyms([['ぴったりくん', '人事給与システム']])
    const of = (text: string) => analyseQuery(text, [city]).alternatives.map((alternative) => alternative.text)
    expect(of('ぴったりくんの使い方')).toEqual(['人事給与システム'])
    expect(of('ピッタリクン')).toEqual(['人事給与システム'])
    expect(of('ぴったり合う')).toEqual([])
  })

  test('an empty query has no terms', () => {
    expect(analyseQuery(' 　')).toMatchObject({ text: '', parts: [], unfinished: [], terms: [], alternatives: [] })
  })
})
