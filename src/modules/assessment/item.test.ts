import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import type { ItemDocument } from './contract/item-document.ts'

let node: TestNode
const as: Record<string, Client> = {}

beforeAll(async () => {
  node = await startTestNode()
  for (const login of ['writer', 'reader']) {
    await createPerson(node, { login, name: `${login}さん`, section: '0103', roles: ['dx-office'] })
    as[login] = await node.as(login)
  }
  await createPerson(node, { login: 'taro', section: '0101' })
  as.taro = await node.as('taro')
})
afterAll(() => node?.stop())

const options = ['正しい進め方', '速いが危ない進め方', '丁寧だが遠回りな進め方', '人に任せる進め方'].map(
  (text, at) => ({
    key: 'abcd'[at]!,
    text,
    rationale: `${text}を選ぶ人の考えです。確かめてから進めます。`,
  }),
)
const document: ItemDocument = {
  level: 2,
  kind: 'single',
  stem: '共有フォルダーの表を、別の係が使うことになりました。最初にすることはどれですか。',
  options,
  answer: ['a'],
  explanation: '渡す前に、列の意味と更新する人を決めておきます。',
  basis: '推論による。使う人が変わると前提が伝わらないため。',
  difficulty: { b: 0, reason: '経験があれば選べますが、急ぐと別の手順を選びがちです。' },
  seconds: 40,
}
const reason = (name: string) => ({ data: { reason: name } })
const item = (code: string) => as.writer!.item.get({ code })

test('what a writer brings is looked over by somebody else, then tried out, then counts', async () => {
  const { code } = await as.writer!.item.create({ skill: 'city-sheet', document })
  expect(code).toMatch(/^city-sheet-\d\d$/)
  expect(await item(code)).toMatchObject({ state: 'draft', version: 1, own: true, parameters: { calibrated: false } })
  const { revision } = await item(code)
  await as.writer!.item.submit({ code, revision })
  const waiting = (await item(code)).revision
  await expect(as.writer!.item.review({ code, revision: waiting, outcome: 'active' })).rejects.toMatchObject(
    reason('own-work'),
  )
  await expect(as.reader!.item.review({ code, revision: waiting, outcome: 'returned' })).rejects.toMatchObject(
    reason('say-why'),
  )
  await expect(as.reader!.item.review({ code, revision, outcome: 'trial' })).rejects.toMatchObject(reason('stale'))
  await as.reader!.item.review({ code, revision: waiting, outcome: 'returned', words: '選択肢cも正しく読めます。' })
  const back = await item(code)
  expect(back).toMatchObject({ state: 'draft', reviews: [{ outcome: 'returned', by: 'readerさん' }] })
  const better = { ...document, stem: `${document.stem}（渡す前に）` }
  expect(await as.writer!.item.save({ code, revision: back.revision, document: better })).toEqual({ version: 1 })
  await as.writer!.item.submit({ code, revision: (await item(code)).revision })
  await as.reader!.item.review({ code, revision: (await item(code)).revision, outcome: 'trial' })
  await as.writer!.item.place({ code, revision: (await item(code)).revision, state: 'active' })
  expect(await item(code)).toMatchObject({ state: 'active', version: 1, document: { stem: better.stem } })
})

test('a wording somebody answered stays; the new one is a version of its own and out of tests until looked over', async () => {
  const code = 'city-counter-01'
  const first = await item(code)
  const { id } = await as.taro!.assessment.start({ id: newId(), subject: 'city-counter' })
  await node.owner.query('update assessment set asked_code = $2, asked_version = 1 where id = $1', [id, code])
  await as.taro!.assessment.answer({ id, turn: 1, given: [] })
  expect(await item(code)).toMatchObject({ answered: true, statistics: { answers: 1, right: 0, unknown: 1 } })
  const { document: shipped } = first
  const { version } = await as.writer!.item.save({
    code,
    revision: first.revision,
    document: { ...shipped, stem: `${shipped.stem}（改）` },
  })
  expect(version).toBe(2)
  expect(await item(code)).toMatchObject({ state: 'draft', version: 2, answered: false })
  expect((await as.writer!.item.get({ code, version: 1 })).document.stem).toBe(shipped.stem)
  const now = await item(code)
  await expect(as.writer!.item.place({ code, revision: now.revision, state: 'active' })).rejects.toMatchObject(
    reason('not-reviewed'),
  )
})

test('retired with a reason it is asked no more, and can come back as it was', async () => {
  const code = 'city-counter-02'
  const { revision } = await item(code)
  await expect(as.writer!.item.place({ code, revision, state: 'retired' })).rejects.toMatchObject(reason('say-why'))
  await as.writer!.item.place({ code, revision, state: 'retired', reason: '制度が変わりました。' })
  expect(await item(code)).toMatchObject({ state: 'retired', reason: '制度が変わりました。' })
  await as.writer!.item.place({ code, revision: revision + 1, state: 'active' })
  expect(await item(code)).toMatchObject({ state: 'active', reason: '' })
})

test('trying an item marks it as a test would', async () => {
  const { items } = await as.writer!.item.list({ kind: 'judgement' })
  const { code } = items[0]!
  const { document: judged } = await item(code)
  expect(await as.writer!.item.try({ code, given: judged.answer })).toMatchObject({
    category: 2 + Number(new Set(judged.options.map(({ score }) => score)).size > 3),
  })
  expect(await as.writer!.item.try({ code, given: [] })).toMatchObject({ category: 0 })
  await expect(as.writer!.item.try({ code, given: ['h'] })).rejects.toMatchObject(reason('not-an-answer'))
})

test.each([
  ['no right answer', { answer: [] }],
  ['two right answers of one', { answer: ['a', 'b'] }],
  ['a key that is none', { answer: ['f'] }],
  ['the same option twice', { options: [...options.slice(0, 3), { ...options[0]!, key: 'd' }] }],
  ['steps already in order', { kind: 'order' as const, answer: ['a', 'b', 'c', 'd'] }],
  ['points missing', { kind: 'judgement' as const }],
  ['a danger to spot in nothing', { kind: 'spot' as const, answer: ['a', 'b'] }],
  ['an empty question', { stem: ' ' }],
  ['a level that is none', { level: 5 }],
  [
    'rows unlike their columns',
    { material: { form: 'table' as const, caption: '表', columns: ['A', 'B'], rows: [['1']] } },
  ],
])('%s is refused in words', async (_, wrong) => {
  const error = await as
    .writer!.item.create({ skill: 'city-sheet', document: { ...document, ...wrong } as ItemDocument })
    .catch((refused) => refused)
  expect(error).toMatchObject({ status: 400 })
  expect(error.data.issues[0].message).toMatch(/[ぁ-ん]/)
})

test('only the DX section sees keys or writes items', async () => {
  const { taro } = as
  for (const call of [
    taro!.item.list({}),
    taro!.item.get({ code: 'city-counter-03' }),
    taro!.item.create({ skill: 'city-sheet', document }),
    taro!.item.save({ code: 'city-counter-03', revision: 1, document }),
    taro!.item.place({ code: 'city-counter-03', revision: 1, state: 'retired', reason: '試し' }),
    taro!.item.try({ code: 'city-counter-03', given: [] }),
    taro!.calibration.report({}),
    taro!.calibration.run({ id: newId(), area: 'service' }),
  ].map((asked) =>
    asked.then(
      () => undefined,
      (error) => error,
    ),
  ))
    expect(await call).toMatchObject({ status: 403 })
  await expect(as.writer!.item.get({ code: 'no-such' })).rejects.toMatchObject(reason('not-found'))
  await expect(as.writer!.item.create({ skill: 'no-such', document })).rejects.toMatchObject(reason('no-skill'))
})
