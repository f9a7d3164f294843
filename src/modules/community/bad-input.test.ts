import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { call } from '#app/testing/probe'
import { everythingPosted, expectRefused, refusedCall } from '#app/testing/refused'
import { newId } from '#kernel/id'

let node: TestNode
let writer: Client & { cookie: string }
let office: Client & { cookie: string }
let topicId: string
let answerId: string
let commentId: string

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'writer', section: '0101' })
  await createPerson(node, { login: 'office', section: '0102', roles: ['dx-office'] })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person',
  )
  writer = await node.as('writer')
  office = await node.as('office')
  topicId = (await writer.topic.create(form())).id
  answerId = (await writer.answer.create({ topicId, id: newId(), body: '元の回答' })).id
  commentId = (await writer.comment.create({ topicId, id: newId(), body: '元のコメント' })).id
})
beforeEach(() => node.owner.query('delete from rate_window'))
afterAll(() => node?.stop())

const form = (more: object = {}) => ({
  id: newId(),
  kind: 'question' as const,
  title: '元の件名',
  body: '元の本文',
  tags: ['元のタグ'],
  ...more,
})

const card = (more: object = {}) => ({
  id: newId(),
  title: '元の事例',
  problem: '元の困りごと',
  steps: ['元の手順'],
  effect: '元の効果',
  axis: 'service' as const,
  ...more,
})

const send = (who: { cookie: string }, name: string, input: object) => refusedCall(node.url, who, name, input)
const everything = () => everythingPosted(node)

const everyPost = (text: string): [string, object][] => [
  ['topic.create', form({ body: text })],
  ['topic.create', form({ title: text })],
  ['topic.create', form({ tags: [text] })],
  ['topic.edit', { id: topicId, title: text, body: text, tags: [], revision: 1 }],
  ['answer.create', { topicId, id: newId(), body: text }],
  ['answer.edit', { id: answerId, body: text, revision: 1 }],
  ['comment.create', { topicId, id: newId(), body: text }],
  ['comment.edit', { id: commentId, body: text, revision: 1 }],
  ...['title', 'problem', 'effect'].map((field): [string, object] => ['practice.create', card({ [field]: text })]),
  ['practice.create', card({ steps: ['一覧を開く', text] })],
  ['practice.create', card({ tags: [text] })],
]

describe('texts that cannot stand are refused in words, and leave nothing behind', () => {
  test.each([
    ['nothing', ''],
    ['blanks of every width', ' \t\n　\u200b'],
    ['NUL', 'あ\u0000い'],
    ['a control character', 'あ\u001b[31mい'],
    ['half a character', 'あ\ud842い'],
    ['the other half', '\udfb7あ'],
    ['one character too many', 'あ'.repeat(20_001)],
    ['ten megabytes', 'あ'.repeat(3_500_000)],
  ])('%s', async (_, text) => {
    const before = await everything()
    for (const [name, input] of everyPost(text)) expectRefused(await send(writer, name, input), 400, name)
    expect(await everything()).toEqual(before)
  })

  test('more than the server reads at all is said to be too large', async () => {
    const before = await everything()
    const input = { json: form({ body: 'a'.repeat(51 * 2 ** 20) }) }
    const response = await fetch(`${node.url}/rpc/topic/create`, {
      method: 'POST',
      headers: { cookie: writer.cookie, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    })
    expect(response.status).toBe(413)
    expect(await response.text()).toContain('大きすぎます（上限 50 MB）')
    expect(await everything()).toEqual(before)
  })

  test.each([['{"json":'], ['[]'], ['"text"'], ['{"json":{"id":[]}}'], ['']])('a broken request: %s', async (body) => {
    const before = await everything()
    const headers = { cookie: writer.cookie, 'content-type': 'application/json' }
    const response = await fetch(`${node.url}/rpc/topic/create`, { method: 'POST', headers, body })
    expect(response.status).toBe(400)
    expect(await response.text()).toMatch(/"title":"(入力に誤りがあります|送られた内容を読み取れませんでした)/)
    expect(await everything()).toEqual(before)
  })
})

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="https://evil.example"></iframe>',
  '<a href="#" onclick="alert(1)">押す</a>',
  '<form action="https://evil.example"><input></form>',
  '[押す](javascript:alert(1))',
  '[押す](JaVaScRiPt&colon;alert(1))',
  '[押す](\u0001javascript:alert(1))'.replace('\u0001', '&#1;'),
  '[押す](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[押す](vbscript:msgbox)',
  '![絵](javascript:alert(1))',
  '![絵](https://evil.example/pixel.png)',
  '![絵](//evil.example/pixel.png)',
  '<javascript:alert(1)>',
  '[押す][x]\n\n[x]: javascript:alert(1)',
  '```html\n<script>alert(1)</script>\n```',
  '<style>body{display:none}</style>',
]

test('script, handlers, foreign images and dangerous links do nothing wherever they are written', async () => {
  const hostile =
    /<(script|img|svg|iframe|form|input|style)|\son\w+\s*=\s*["'a]|(href|src)\s*=\s*"\s*(javascript|data|vbscript)/i
  for (const attack of attacks) {
    const { id } = await writer.topic.create(form({ title: `題 ${attack}`.replace(/\n/g, ' '), body: `文 ${attack}` }))
    await writer.answer.create({ topicId: id, id: newId(), body: `文 ${attack}` })
    await writer.comment.create({ topicId: id, id: newId(), body: `文 ${attack}` })
    const topic = await office.topic.get({ id })
    for (const { html } of [topic, ...topic.answers, ...topic.comments]) expect(html).not.toMatch(hostile)
    expect((await office.topic.preview({ body: attack })).html).not.toMatch(hostile)
    const text = attack.replace(/\n/g, ' ')
    const told = { title: text, problem: attack, steps: [text], effect: text, measured: text, cautions: text }
    const practice = await writer.practice.create(card(told))
    expect((await office.topic.get({ id: practice.id })).html).not.toMatch(hostile) // the rest of a card is text
    expect(topic.title).toBe(`題 ${attack}`.replace(/\n/g, ' ')) // a title is text, shown as it was written
    await node.owner.query('delete from rate_window')
  }
  const { url } = await office.feed.create({})
  const feed = await (await fetch(url)).text()
  expect(feed).not.toMatch(/<script|<img/)
})

test('a tag of markup is one tag with that name', async () => {
  const name = '<b onclick=x>太字</b>'
  const { id } = await writer.topic.create(form({ tags: [name] }))
  expect((await office.topic.get({ id })).tags.map((tag) => tag.name)).toEqual([name])
})

test('signs that turn the writing round are left out: they are never meant, and disguise what is written', async () => {
  const { id } = await writer.topic.create(form({ title: '見積\u202efdp.exe', body: '\u202aC:\\共有\\手順.txt\u2066' }))
  expect(await office.topic.get({ id })).toMatchObject({ title: '見積fdp.exe', body: 'C:\\共有\\手順.txt' })
  expectRefused(await send(writer, 'topic.create', form({ title: '\u202e\u202c' })), 400, 'title')
})

test('files and an audience that are not there stop a post as a whole', async () => {
  const before = await everything()
  const files = await send(writer, 'topic.create', form({ attachments: [newId()] }))
  expectRefused(files, files.status, 'attachments')
  expect(files.reason).toBe('attachment')
  const audience = await send(writer, 'topic.create', form({ audience: newId() }))
  expect(audience.reason).toBe('audience')
  expect(await everything()).toEqual(before)
})

test('a change begun on an older wording keeps nothing half done and gives the newer one', async () => {
  const { id } = await writer.topic.create(form())
  const answer = (await writer.answer.create({ topicId: id, id: newId(), body: '回答' })).id
  const comment = (await writer.comment.create({ topicId: id, id: newId(), body: 'コメント' })).id
  await writer.topic.edit({ id, title: '新しい件名', body: '新しい本文', tags: ['新しいタグ'], revision: 1 })
  await writer.answer.edit({ id: answer, body: '新しい本文', revision: 1 })
  await writer.comment.edit({ id: comment, body: '新しい本文', revision: 1 })
  const before = await everything()
  for (const revision of [1, 0, -1, 3, 2 ** 31 - 1]) {
    const stale: [string, object][] = [
      ['topic.edit', { id, title: '古い件名', body: '古い本文', tags: ['古いタグ'], revision }],
      ['answer.edit', { id: answer, body: '古い本文', revision }],
      ['comment.edit', { id: comment, body: '古い本文', revision }],
    ]
    for (const [name, input] of stale) {
      expectRefused(await send(writer, name, input), 409, name)
      const { text } = await call(node.url, writer, name, input)
      expect(JSON.parse(text).json.data.facts).toMatchObject({ revision: 2, body: '新しい本文' })
    }
  }
  expect(await everything()).toEqual(before)
})

test('the same form sent ten times at once, and once more, is one post, of every kind', async () => {
  const times = <T>(post: () => Promise<T>) =>
    Promise.all([...Array(10)].map(post)).then(async (posted) => [...posted, await post()])
  const topic = form({ title: '一度だけ' })
  expect(new Set((await times(() => writer.topic.create(topic))).map(({ id }) => id))).toEqual(new Set([topic.id]))
  const answer = { topicId: topic.id, id: newId(), body: '一度だけ' }
  await times(() => writer.answer.create(answer))
  const comment = { topicId: topic.id, id: newId(), body: '一度だけ' }
  await times(() => writer.comment.create(comment))
  const report = { id: newId(), subjectKind: 'topic', subjectId: topic.id, reason: 'wrong', note: '' } as const
  await times(() => office.report.create(report))
  const { answerCount, commentCount, answers, comments } = await office.topic.get({ id: topic.id })
  expect([answerCount, answers.length, commentCount, comments.length]).toEqual([1, 1, 1, 1])
  expect((await office.report.list({})).reports.filter(({ subjectId }) => subjectId === topic.id)).toHaveLength(1)
  expect((await office.search.run({ query: '一度だけ' })).total).toBe(1)
})

test('a clock that goes wrong at the writer’s changes neither time nor order', async () => {
  const past = await writer.topic.create(form({ id: newId(Date.parse('1971-01-01')), title: '遅れた時計' }))
  const future = await writer.topic.create(form({ id: newId(Date.parse('2199-01-01')), title: '進んだ時計' }))
  const now = await writer.topic.create(form({ title: '正しい時計' }))
  const { topics } = await office.topic.list({ order: 'new', limit: 3 })
  expect(topics.map(({ id }) => id)).toEqual([now.id, future.id, past.id])
  const { rows } = await node.owner.query(
    `select count(*)::integer as n from topic where created_at > now() - interval '1 hour' and created_at <= now() and id = any($1)`,
    [[past.id, future.id, now.id]],
  )
  expect(rows[0].n).toBe(3)
  const answers = [newId(Date.parse('2199-01-01')), newId(Date.parse('1971-01-01')), newId()]
  for (const id of answers) await office.answer.create({ topicId: now.id, id, body: '回答' })
  expect((await office.topic.get({ id: now.id })).answers.map(({ id }) => id)).toEqual(answers)
})
