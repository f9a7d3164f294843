import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { atomOf } from './messages/feed.ts'

let node: TestNode
let asker: Client
let colleague: Client
let sectionId: string

beforeAll(async () => {
  node = await startTestNode()
  sectionId = (await createPerson(node, { login: 'asker', name: '質問 する子', section: '0101' })).sectionId
  await createPerson(node, { login: 'colleague', section: '0102' })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  asker = await node.as('asker')
  colleague = await node.as('colleague')
})
afterAll(() => node?.stop())

const ask = (title: string, more: object = {}) =>
  asker.topic.create({ id: newId(), kind: 'question', title, body: '**本文**です', tags: [], ...more })

test('a feed shows its owner the newest topics they may see, by kind and tag, and no name kept back', async () => {
  await ask('最初の質問', { tags: ['電子 申請'] })
  await ask('アイデア', { kind: 'idea' })
  await ask('課内だけ', { audience: sectionId })
  await ask('匿名の質問', { anonymous: true })
  const { url } = await colleague.feed.create({})
  const response = await fetch(url)
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  const text = await response.text()
  const titles = (xml: string) => [...xml.matchAll(/<entry>.*?<title>(.*?)<\/title>/g)].map((match) => match[1])
  expect(titles(text)).toEqual(['【質問】匿名の質問', '【アイデア】アイデア', '【質問】最初の質問'])
  expect(text.match(/<name>質問 する子<\/name>/g)).toHaveLength(2)
  expect(text).not.toContain(new URL(url).searchParams.get('token'))
  expect(titles(await (await fetch(`${url}&kind=idea`)).text())).toEqual(['【アイデア】アイデア'])
  expect(titles(await (await fetch(`${url}&tag=${encodeURIComponent('電子申請')}`)).text())).toEqual([
    '【質問】最初の質問',
  ])
  const same = await fetch(url, { headers: { 'if-none-match': response.headers.get('etag')! } })
  expect(same.status).toBe(304)
  const own = await asker.feed.create({})
  expect(titles(await (await fetch(own.url)).text())).toContain('【質問】課内だけ')
})

test('without a token, with a wrong, replaced or stopped one, and for another purpose, nothing is given', async () => {
  const first = await colleague.feed.create({})
  const second = await colleague.feed.create({})
  expect((await fetch(first.url)).status).toBe(401)
  expect((await fetch(second.url)).status).toBe(200)
  expect((await colleague.feed.get({})).feed?.lastUsedAt).toBeInstanceOf(Date)
  const token = new URL(second.url).searchParams.get('token')!
  expect((await fetch(`${node.url}/api/v1/topics`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  expect((await fetch(`${node.url}/events`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  await colleague.feed.remove({})
  expect((await colleague.feed.get({})).feed).toBeNull()
  for (const address of [second.url, `${node.url}/feeds/topics.xml`, `${node.url}/feeds/topics.xml?token=1.x`])
    expect((await fetch(address)).status).toBe(401)
  await expect(node.anyone.feed.create({})).rejects.toMatchObject({ status: 401 })
  const { url } = await colleague.feed.create({})
  expect((await fetch(`${url}&kind=nonsense`)).status).toBe(400)
})

test('whatever is written, the feed stays XML', () => {
  const at = new Date('2026-11-24T00:00:00Z')
  const entry = (title: string, html: string) => ({
    id: newId(),
    kind: 'question',
    title,
    html,
    author: title,
    tags: [html],
    created_at: at,
    updated_at: at,
  })
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, html) => {
      const text = atomOf({
        origin: 'http://x',
        self: 'http://x/?a&b',
        title,
        updated: at,
        entries: [entry(title, html)],
      })
      // Characters of XML 1.0 (production 2), and no markup that is not ours.
      expect(text).toMatch(/^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u)
      const plain = text.replace(
        /<\/?(feed|id|title|updated|link|entry|published|author|name|category|content)( [\w:]+="[^"<>]*")*\/?>|<\?xml [^?]*\?>/g,
        '',
      )
      expect(plain).not.toMatch(/[<>]/)
      expect(text.replace(/&(amp|lt|gt|quot);/g, '')).not.toContain('&')
    }),
    {
      examples: [
        ['\u0000\u0008\u001f]]>', '<script>&\uD800'],
        ['\uFFFE', '"><x y="'],
      ],
    },
  )
})

test('who has yet to choose their own password reads neither feed nor events', async () => {
  const { url } = await colleague.feed.create({})
  const { cookie } = await node.as('colleague')
  await node.owner.query("update account set must_change = true where login = 'colleague'")
  const statuses = [await fetch(url), await fetch(`${node.url}/events`, { headers: { cookie } })].map(
    ({ status }) => status,
  )
  await node.owner.query("update account set must_change = false where login = 'colleague'")
  expect(statuses).toEqual([403, 403])
  expect((await fetch(url)).status).toBe(200)
})
