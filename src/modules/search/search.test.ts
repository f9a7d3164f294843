import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
let asker: Client
let colleague: Client
let moderator: Client
let section: string

beforeAll(async () => {
  node = await startTestNode()
  section = (await createPerson(node, { login: 'asker', section: '0101' })).sectionId
  await createPerson(node, { login: 'colleague', section: '0202' })
  await createPerson(node, { login: 'moderator', section: '0303', roles: ['dx-office'] })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  asker = await node.as('asker')
  colleague = await node.as('colleague')
  moderator = await node.as('moderator')
})
afterAll(() => node?.stop())

const ask = async (title: string, more: object = {}) => {
  const id = newId()
  await asker.topic.create({ id, kind: 'question', title, body: '詳しい事情です。', tags: [], ...more })
  return id
}
const found = async (client: Client, query: string, more: object = {}) =>
  (await client.search.run({ query, ...more })).hits.map(({ id }) => id)
const text = (marks: readonly { text: string }[]) => marks.map((mark) => mark.text).join('')

test('what is only for a section, hidden or of another body is neither found nor counted', async () => {
  const open = await ask('駐輪場の利用登録')
  const own = await ask('駐輪場の利用登録（課内）', { audience: section })
  expect(await found(asker, '駐輪場')).toEqual(expect.arrayContaining([open, own]))
  expect(await colleague.search.run({ query: '駐輪場' })).toMatchObject({ hits: [{ id: open }], total: 1 })
  expect((await colleague.search.suggest({ text: '駐輪場の利用' })).hits.map(({ id }) => id)).toEqual([open])
  expect(await found(moderator, '駐輪場')).toEqual(expect.arrayContaining([open, own]))
  const other = await startTestNode()
  await createPerson(other, { login: 'stranger', section: '0101' })
  expect(await (await other.as('stranger')).search.run({ query: '駐輪場' })).toMatchObject({ hits: [], total: 0 })
  await other.stop()
})

test('filters by kind, state, tag and axis hold together with the words', async () => {
  const idea = await ask('庁内放送の改善', { kind: 'idea', axis: 'workstyle', tags: ['庁内放送'] })
  const question = await ask('庁内放送の原稿', { axis: 'service' })
  const answerId = newId()
  await colleague.answer.create({ topicId: question, id: answerId, body: '様式があります。' })
  await asker.answer.accept({ id: answerId, accepted: true })
  const tag = (await asker.topic.get({ id: idea })).tags[0]!.id
  expect(await found(asker, '庁内放送')).toHaveLength(2)
  expect(await found(asker, '庁内放送', { kind: 'idea' })).toEqual([idea])
  expect(await found(asker, '庁内放送', { solved: true })).toEqual([question])
  expect(await found(asker, '庁内放送', { solved: false })).toHaveLength(2)
  expect(await found(asker, '庁内放送', { tag })).toEqual([idea])
  expect(await found(asker, '庁内放送', { axis: 'service' })).toEqual([question])
  expect(await found(asker, '庁内放送', { since: new Date(Date.now() + 60_000) })).toEqual([])
})

test('over plain HTTP a filter that says false filters nothing', async () => {
  const id = await ask('文書保存箱の手配')
  const { cookie } = await node.as('colleague')
  const path = `/api/v1/search?query=${encodeURIComponent('文書保存箱')}&solved=false`
  const response = await fetch(node.url + path, { headers: { cookie } })
  expect(((await response.json()) as { hits: { id: string }[] }).hits.map((hit) => hit.id)).toEqual([id])
})

test('written otherwise it is found all the same: width, kana, okurigana, long vowels, synonyms, a slip of the finger', async () => {
  const server = await ask('サーバーの申し込み手順')
  for (const query of ['サーバ 申込', 'ｻｰﾊﾞｰ', 'さーばー', '申込み'])
    expect(await found(colleague, query), query).toContain(server)
  const slip = await colleague.search.run({ query: 'サーバーの申し込み手じゅん' })
  expect([...slip.hits, ...slip.related].map(({ id }) => id)).toContain(server)
  const words = ['ぴったりくん', '人事給与システム']
  const system = await ask('人事給与システムの操作')
  expect((await colleague.search.suggest({ text: 'ぴったりくん' })).hits).toEqual([])
  await moderator.synonym.save({ id: newId(), words })
  expect((await colleague.search.suggest({ text: 'ぴったりくん' })).hits.map(({ id }) => id)).toEqual([system])
  await expect(colleague.synonym.save({ id: newId(), words })).rejects.toMatchObject({ code: 'FORBIDDEN' })
})

test('a post is found by its new words at once, and no more by those it lost', async () => {
  const id = await ask('会議室の予約')
  expect(await found(colleague, '会議室の予約')).toEqual([id])
  await colleague.answer.create({ topicId: id, id: newId(), body: '庁舎管理の端末で黄蘗色の札を取ります。' })
  expect(await found(colleague, '黄蘗色')).toEqual([id])
  const { revision } = await asker.topic.get({ id })
  await asker.topic.edit({ id, title: '応接室の手配', body: '詳しい事情です。', tags: [], revision })
  expect(await found(colleague, '会議室の予約')).toEqual([])
  expect(await found(colleague, '応接室 黄蘗色')).toEqual([id])
  const { hits } = await colleague.search.suggest({ text: '応接室の手配' })
  expect(text(hits[0]!.title)).toBe('応接室の手配')
})

test('page by page every document comes once, and all of them', async () => {
  const rows = Array.from({ length: 130 }, (_, i) => `備品台帳の棚卸し その${i},台帳と現物を照らします。`)
  const file = new File([['質問,回答', ...rows].join('\n')], 'faq.csv')
  await moderator.faq.apply({ file, source: '棚卸し' })
  const stored = await node.owner.query("select id from topic where source = '棚卸し'")
  const ids = new Set(stored.rows.map(({ id }) => id))
  const seen: string[] = []
  for (let page = 1; ; page++) {
    const { hits, total } = await colleague.search.run({ query: '備品台帳 棚卸し', page, limit: 25 })
    expect(total).toBe(130)
    seen.push(...hits.map(({ id }) => id))
    if (hits.length < 25) break
  }
  expect(seen).toHaveLength(130)
  expect(new Set(seen)).toEqual(ids)
}, 60_000)

test('where nothing fits it says so', async () => {
  const nothing = await colleague.search.suggest({ text: 'ヴェロニカの朝食会' })
  expect(nothing).toEqual({ hits: [], confident: false })
  expect(await colleague.search.run({ query: 'ヴェロニカの朝食会' })).toMatchObject({ hits: [], total: 0, related: [] })
})

test('any text may be typed: nothing breaks, and what cannot be read is refused in words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (typed) => {
      const { hits } = await colleague.search.suggest({ text: typed })
      expect(hits.length).toBeLessThanOrEqual(5)
      await colleague.search.run({ query: typed })
    }),
    { numRuns: 60 },
  )
  for (const query of ['%_\\\'";--', '((((', '*', '\u0000', 'あ'.repeat(500)]) await colleague.search.run({ query })
  await expect(colleague.search.run({ query: 'あ'.repeat(501) })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  await expect(colleague.search.run({ query: '\ud800' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
}, 60_000)
