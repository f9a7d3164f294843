import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { applicationPool } from '#server/db/pool'
import { inBody } from '#server/operations'
import { notify } from './public.ts'

let node: TestNode
let reader: Client
let other: Client
const people: Record<string, string> = {}

beforeAll(async () => {
  node = await startTestNode()
  for (const login of ['reader', 'other']) people[login] = (await createPerson(node, { login })).personId
  reader = await node.as('reader')
  other = await node.as('other')
})
beforeEach(() => node.owner.query('delete from notice; delete from notice_preference'))
afterAll(() => node?.stop())

async function tell(logins: string[], title: string, kind = 'answered') {
  const pool = applicationPool(node.ownerUrl, 1)
  const telling = { kind, subjectKind: 'topic' as const, subjectId: newId(), title, actorName: '' }
  await inBody(pool, node.bodyId, (db) =>
    notify(
      db,
      node.bodyId,
      logins.map((login) => people[login]!),
      telling,
    ),
  )
  await pool.end()
  return telling.subjectId
}

test('one sees one’s own notices page by page, newest first, and what they lead to', async () => {
  for (const n of [1, 2, 3, 4, 5]) await tell(['reader'], `題${n}`)
  const topicId = await tell(['other'], '他人の')
  const titles: string[] = []
  let cursor: string | undefined
  do {
    const page = await reader.notice.list({ limit: 2, ...(cursor ? { cursor } : {}) })
    titles.push(...page.notices.map(({ title }) => title))
    cursor = page.next
  } while (cursor)
  expect(titles).toEqual(['題5', '題4', '題3', '題2', '題1'])
  expect((await other.notice.list({})).notices).toMatchObject([{ title: '他人の', topicId, read: false }])
})

test('reading one, those up to one, and all', async () => {
  for (const n of [1, 2, 3]) await tell(['reader', 'other'], `題${n}`)
  expect(await reader.notice.count({})).toEqual({ unread: 3 })
  const { notices } = await reader.notice.list({})
  expect(await reader.notice.read({ id: notices[1]!.id })).toEqual({ unread: 2 })
  await tell(['reader'], 'その間に来たもの')
  expect(await reader.notice.read({ upTo: notices[0]!.id })).toEqual({ unread: 1 })
  expect((await reader.notice.list({ unread: true })).notices.map(({ title }) => title)).toEqual(['その間に来たもの'])
  expect(await reader.notice.read({})).toEqual({ unread: 0 })
  expect(await other.notice.count({})).toEqual({ unread: 3 })
})

test('another’s notice can be neither read nor known of', async () => {
  await tell(['reader'], '自分の')
  const { notices } = await reader.notice.list({})
  await expect(other.notice.read({ id: notices[0]!.id })).rejects.toMatchObject({ status: 404 })
  expect(await reader.notice.count({})).toEqual({ unread: 1 })
  for (const call of [
    () => node.anyone.notice.list({}),
    () => node.anyone.notice.count({}),
    () => node.anyone.preference.get({}),
  ])
    await expect(call()).rejects.toMatchObject({ status: 401 })
})

test('muted kinds are not told; what was done to one’s posts cannot be muted', async () => {
  await reader.preference.set({ mail: 'weekly', mutedKinds: ['answered'] })
  expect(await reader.preference.get({})).toMatchObject({ mail: 'weekly', mutedKinds: ['answered'] })
  expect(await other.preference.get({})).toMatchObject({ mail: 'daily', mutedKinds: [] })
  await tell(['reader', 'other'], '黙らせた')
  await tell(['reader'], '別の種類', 'mentioned')
  expect((await reader.notice.list({})).notices.map(({ title }) => title)).toEqual(['別の種類'])
  expect(await other.notice.count({})).toEqual({ unread: 1 })
  const unmutable = { mail: 'daily', mutedKinds: ['unmasked'] } as never
  await expect(reader.preference.set(unmutable)).rejects.toMatchObject({ status: 400 })
})

test('somebody named twice is told once', async () => {
  await tell(['reader', 'reader'], '一度')
  expect(await reader.notice.count({})).toEqual({ unread: 1 })
})
