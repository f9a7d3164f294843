import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { dateInJapan } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { readConfig } from '#server/config'
import { applicationPool } from '#server/db/pool'
import { inBody } from '#server/operations'
import { askToVerify, lowerAged } from './handlers/verification.ts'
import { communityJobs } from './jobs.ts'

let node: TestNode
let pool: Pool
let asker: Client
let owner: Client
let colleague: Client
let head: Client
let moderator: Client

beforeAll(async () => {
  node = await startTestNode()
  pool = applicationPool(node.ownerUrl, 3)
  await createPerson(node, { login: 'asker', name: '質問 する子', section: '0101' })
  await createPerson(node, { login: 'owner', name: '回答 する夫', section: '0102' })
  await createPerson(node, { login: 'colleague', name: '同僚 男', section: '0104' })
  await createPerson(node, { login: 'leaver', name: '退職 する夫', section: '0102' })
  await createPerson(node, { login: 'head', name: '課 長子', section: '0102', head: true })
  await createPerson(node, { login: 'moderator', name: '見守 り子', section: '0103', roles: ['dx-office'] })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  asker = await node.as('asker')
  owner = await node.as('owner')
  colleague = await node.as('colleague')
  head = await node.as('head')
  moderator = await node.as('moderator')
})
afterAll(async () => {
  await pool?.end()
  await node?.stop()
})

/** An accepted answer whose day was the last of March 2020. */
async function aged(title: string, more: object = {}, by = owner) {
  const { id: topicId } = await asker.topic.create({ id: newId(), kind: 'question', title, body: '本文です。' })
  const { id } = await by.answer.create({ topicId, id: newId(), body: '回答です。', ...more })
  await asker.answer.accept({ id, accepted: true })
  await node.owner.query("update answer set verify_by = '2020-03-31' where id = $1", [id])
  return { topicId, id }
}
const ask = (today: string) => inBody(pool, node.bodyId, (db) => askToVerify(db, node.bodyId, today))
const dueOf = async (as: Client) => (await as.verification.due({ limit: 100 })).answers
const toldOf = async (as: Client) =>
  (await as.notice.list({ limit: 100 })).notices.filter(({ kind }) => kind === 'verify').map(({ title }) => title)
const stateOf = async (id: string) =>
  (await node.owner.query('select verify_step, verify_asked_on from answer where id = $1', [id])).rows[0]

test('the owner is asked, then the head, then the moderators, each after ten working days; a second run asks nobody', async () => {
  const { id, topicId } = await aged('手順の質問')
  await ask('2020-03-31') // the day itself is not past
  expect(await toldOf(owner)).toEqual([])
  await Promise.all([ask('2020-04-01'), ask('2020-04-01')]) // two nodes at once
  await ask('2020-04-01')
  expect(await toldOf(owner)).toEqual(['手順の質問'])
  expect(await dueOf(owner)).toMatchObject([
    { id, mine: true, step: 'owner', topic: { id: topicId }, verifyBy: '2020-03-31' },
  ])
  expect(await dueOf(head)).toEqual([])
  await ask('2020-04-14') // nine working days later
  expect(await toldOf(head)).toEqual([])
  await ask('2020-04-15')
  expect(await toldOf(head)).toEqual(['手順の質問'])
  expect(await dueOf(head)).toMatchObject([{ id, mine: false, step: 'leader' }])
  expect(await dueOf(owner)).toMatchObject([{ id }])
  await ask('2020-04-28') // nine, and the 29th is a holiday
  expect(await toldOf(moderator)).toEqual([])
  await ask('2020-04-30')
  expect(await toldOf(moderator)).toEqual(['手順の質問'])
  expect(await dueOf(moderator)).toMatchObject([{ id, step: 'dx-office' }])
  await ask('2021-05-06')
  expect([await toldOf(owner), await toldOf(head), await toldOf(moderator)].map((told) => told.length)).toEqual([
    1, 1, 1,
  ])

  await expect(colleague.answer.verify({ id })).rejects.toMatchObject({ status: 403 })
  const { verifyBy } = await head.answer.verify({ id })
  expect(verifyBy > dateInJapan(new Date())).toBe(true)
  expect([await dueOf(owner), await dueOf(head), await dueOf(moderator)]).toEqual([[], [], []])
  // When the new day has passed, it begins with the owner again.
  await node.owner.query("update answer set verify_by = '2022-03-31' where id = $1", [id])
  await ask('2022-04-01')
  expect(await stateOf(id)).toMatchObject({ verify_step: 'owner', verify_asked_on: '2022-04-01' })
  await owner.answer.verify({ id })
})

test('several answers make one notice', async () => {
  const { id } = await aged('多い一つめ')
  const { id: second } = await aged('多い二つめ')
  await ask('2020-04-01')
  expect((await toldOf(owner))[0]).toBe('多い一つめ ほか1件')
  expect((await owner.verification.due({ limit: 1 })).total).toBe(2)
  const { next } = await owner.verification.due({ limit: 1 })
  expect((await owner.verification.due({ limit: 1, after: next })).answers).toMatchObject([{ id: second }])
  // Writing it anew is looking at it.
  await owner.answer.edit({ id, revision: 1, body: '書き直しました。' })
  expect((await dueOf(owner)).map((due) => due.id)).toEqual([second])
  await owner.answer.verify({ id: second })
})

test('an anonymous answer is never shown to the head of its section', async () => {
  const { id } = await aged('名前を伏せた回答', { anonymous: true })
  await ask('2020-04-01')
  await ask('2020-05-01')
  expect(await stateOf(id)).toMatchObject({ verify_step: 'dx-office' })
  expect(await dueOf(head)).toEqual([])
  expect(await dueOf(moderator)).toMatchObject([{ id, author: null, mine: false }])
  await moderator.answer.verify({ id })
})

test('who has left is passed over', async () => {
  const { id } = await aged('退職した人の回答', {}, await node.as('leaver'))
  await node.owner.query("update person set left_on = '2020-03-31' where name = '退職 する夫'")
  await ask('2020-04-01')
  expect(await stateOf(id)).toMatchObject({ verify_step: 'leader' })
  expect(await dueOf(head)).toMatchObject([{ id }])
  await head.answer.verify({ id })
})

test('what has aged sinks in the search, once, and rises again when confirmed', async () => {
  const { id, topicId } = await aged('沈む回答')
  const standing = async () =>
    (await node.owner.query('select standing, xmin from search_document where id = $1', [topicId])).rows[0]
  const before = await standing()
  const lower = () => inBody(pool, node.bodyId, (db) => lowerAged(db, node.bodyId, dateInJapan(new Date())))
  await lower()
  const sunk = await standing()
  expect(sunk.standing).toBeCloseTo(before.standing / 2)
  await lower()
  expect(await standing()).toEqual(sunk) // not even written again
  await owner.answer.verify({ id })
  expect((await standing()).standing).toBeCloseTo(before.standing)
})

test('the clock runs the whole: a repeated job changes nothing', async () => {
  const { id } = await aged('時計の試し')
  const run = () => communityJobs.tasks['answer.verify']!({}, { pool, config: readConfig({}) })
  await run()
  const once = await stateOf(id)
  await run()
  expect(await stateOf(id)).toEqual(once)
  await owner.answer.verify({ id })
})

test('the interval is a setting of the body, changed by moderators alone', async () => {
  const rules = { months: 6, waitDays: 5 }
  await expect(owner.verification.set({ rules })).rejects.toMatchObject({ status: 403 })
  await expect(moderator.verification.set({ rules: { months: 0, waitDays: 5 } })).rejects.toMatchObject({ status: 400 })
  await moderator.verification.set({ rules })
  expect(await owner.verification.get()).toEqual({ rules, preset: { months: 12, waitDays: 10 } })
  const { id } = await aged('半年ごと')
  const { verifyBy } = await owner.answer.verify({ id })
  const months = (Date.parse(verifyBy) - Date.now()) / (30.44 * 86_400_000)
  expect(Math.round(months)).toBe(6)
})
