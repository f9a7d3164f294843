import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { readSheet } from '#server/sheet/read'

let node: TestNode
let moderator: Client
let asker: Client

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'moderator', roles: ['dx-office'] })
  const { sectionId } = await createPerson(node, { login: 'asker', name: '匿名野 隠子', section: '0101' })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  moderator = await node.as('moderator')
  asker = await node.as('asker')
  const ask = async (title: string, more: object, answer?: string) => {
    const id = newId()
    await asker.topic.create({ id, kind: 'question', title, body: '詳しい事情', tags: ['旅費'], ...more })
    if (!answer) return
    const answerId = newId()
    await moderator.answer.create({ topicId: id, id: answerId, body: answer })
    await asker.answer.accept({ id: answerId, accepted: true })
  }
  await ask('出張の旅費は', {}, '様式3で申請します。\n**領収書**を添えます。')
  await ask('=HYPERLINK("http://example.invalid")', { anonymous: true, tags: [] }, '+81 から始まる回答')
  await ask('課の中だけの質問', { audience: sectionId }, '課の中だけの回答')
  await ask('まだ答えがない質問', {})
})
afterAll(() => node?.stop())

const bytesOf = ({ base64 }: { base64: string }) => new Uint8Array(Buffer.from(base64, 'base64'))

test('the list is in the shape an import reads: taken in again, every question keeps its answer', async () => {
  const exported = await moderator.faq.export({ format: 'csv-utf8' })
  expect(exported).toMatchObject({ rows: 2, missing: [] })
  const file = new File([bytesOf(exported)], exported.name)
  expect(await moderator.faq.apply({ file, source: '書き出した一覧' })).toEqual({ added: 2, updated: 0, unchanged: 0 })
  const { rows } = await node.owner.query(
    `select t.title, a.body from topic t join answer a on a.topic_id = t.id where t.source is not null order by t.source_key`,
  )
  expect(rows[0]).toEqual({ title: '出張の旅費は', body: '様式3で申請します。\n**領収書**を添えます。' })
  await node.owner.query("update topic set hidden_at = now() where source = '書き出した一覧'")
})

test('nobody is named, nothing for one section goes out, and no cell becomes a formula', async () => {
  const exported = await moderator.faq.export({ format: 'csv-utf8' })
  const text = Buffer.from(exported.base64, 'base64').toString()
  expect(text).not.toContain('匿名野')
  expect(text).not.toContain('課の中だけ')
  const { header, rows } = await readSheet(bytesOf(exported))
  const formula = rows.find(({ cells }) => cells[1]!.includes('HYPERLINK'))!
  expect(text).toContain(`"'=HYPERLINK`)
  expect(text).toContain(`'+81 から始まる回答`)
  expect(formula.cells[header.indexOf('課')], 'an anonymous topic does not say its section').toBe('')
})

test('Excel and JSON lines hold the same; with everything, what has no answer too', async () => {
  const { header, rows } = await readSheet(bytesOf(await moderator.faq.export({ format: 'xlsx', only: 'all' })))
  expect(header.slice(0, 4)).toEqual(['番号', '質問', '回答', 'タグ'])
  const lines = Buffer.from((await moderator.faq.export({ format: 'jsonl', only: 'all' })).base64, 'base64')
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows.map(({ cells }) => cells[1])).toEqual(lines.map(({ question }) => question))
  expect(lines.find(({ question }) => question === 'まだ答えがない質問')).toMatchObject({ answer: '', answers: [] })
})

test('only moderators take it out, and that they did is in the audit', async () => {
  await expect(asker.faq.export({ format: 'xlsx' })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  const { rows } = await node.owner.query(
    "select payload::jsonb as entry from audit_entry where payload like '%faq.export%' order by seq limit 1",
  )
  expect(rows[0].entry.detail).toMatchObject({ format: 'csv-utf8', only: 'solved', rows: 2 })
})
