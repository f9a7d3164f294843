import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
let asker: Client
let reader: Client

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'asker', section: '0101' })
  await createPerson(node, { login: 'reader', section: '0102' })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  asker = await node.as('asker')
  reader = await node.as('reader')
})
afterAll(() => node?.stop())

const ask = async (title: string) => {
  const id = newId()
  await asker.topic.create({ id, kind: 'question', title, body: '手順を教えてください。', tags: [] })
  return id
}
const standingOf = async (id: string): Promise<number> =>
  (await node.owner.query('select standing from search_document where id = $1', [id])).rows[0].standing

test('what solved a doubt stands higher, and is found by the words that were typed', async () => {
  const id = await ask('有給休暇の申請')
  expect(await standingOf(id)).toBe(0)
  await reader.resolution.create({ topicId: id, query: 'ねんきゅうの取り方', place: 'suggest' })
  const once = await standingOf(id)
  expect(once).toBeGreaterThan(0)
  const { hits } = await reader.search.suggest({ text: 'ねんきゅうの取り方' })
  expect(hits.map((hit) => hit.id)).toEqual([id])
  await reader.resolution.create({ topicId: id, query: 'ねんきゅうの取り方', place: 'suggest' })
  expect(await standingOf(id), 'the same person on the same day counts once').toBe(once)
})

test('saying so of one’s own question is recorded and raises nothing', async () => {
  const id = await ask('出張旅費の精算')
  await asker.resolution.create({ topicId: id, query: '旅費精算', place: 'topic' })
  expect(await standingOf(id)).toBe(0)
})
