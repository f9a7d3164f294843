import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
let writer: Client
let moderator: Client

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'writer', name: '書 く子', section: '0101' })
  await createPerson(node, { login: 'moderator', name: '見守 り子', section: '0103', roles: ['dx-office'] })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  writer = await node.as('writer')
  moderator = await node.as('moderator')
})
afterAll(() => node?.stop())

const post = async (title: string, tags: string[]) =>
  (await writer.topic.create({ id: newId(), kind: 'question', title, body: '本文です。', tags })).id

const idOf = async (name: string) => {
  const { tags } = await writer.tag.list({ starting: name })
  return tags.find((tag) => tag.name === name)!.id
}

test('tags are found by their beginning and by any part, with their counts, and followed', async () => {
  await post('一つめ', ['電子申請', '窓口'])
  await post('二つめ', ['電子申請'])
  expect((await writer.tag.list({ containing: '申請' })).tags).toMatchObject([{ name: '電子申請', topicCount: 2 }])
  expect((await writer.tag.list({ starting: '申請' })).tags).toEqual([])
  const id = await idOf('電子申請')
  await writer.follow.set({ subjectKind: 'tag', subjectId: id, following: true })
  expect(await writer.tag.get({ id })).toMatchObject({ following: true, followerCount: 1, may: { manage: false } })
  expect((await writer.tag.list({ following: true })).tags.map((tag) => tag.id)).toEqual([id])
  expect(await moderator.tag.get({ id })).toMatchObject({ following: false, followerCount: 1, may: { manage: true } })
  await expect(writer.tag.get({ id: newId() })).rejects.toMatchObject({ status: 404 })
})

test('moderators rename a tag, never to the name of another', async () => {
  await post('三つめ', ['えくせる', 'マクロ'])
  const id = await idOf('えくせる')
  await expect(writer.tag.rename({ id, name: '表計算' })).rejects.toMatchObject({ status: 403 })
  await expect(moderator.tag.rename({ id, name: 'マ クロ' })).rejects.toMatchObject({
    status: 409,
    data: { reason: 'taken' },
  })
  expect(await moderator.tag.rename({ id, name: 'Ｅｘｃｅｌ' })).toEqual({ name: 'Ｅｘｃｅｌ' })
  expect(await moderator.tag.rename({ id, name: 'Excel' })).toEqual({ name: 'Excel' })
  expect((await writer.tag.list({ starting: 'ｅｘ' })).tags).toMatchObject([{ id, name: 'Excel' }])
})

test('merging moves topics, followers and interests, counts each once, and the search follows', async () => {
  const only = await post('配線の質問', ['LAN配線'])
  const both = await post('両方の質問', ['LAN配線', 'ネットワーク'])
  const [from, into] = [await idOf('LAN配線'), await idOf('ネットワーク')]
  await writer.follow.set({ subjectKind: 'tag', subjectId: from, following: true })
  await writer.helper.set({ willing: true, weeklyCap: 3, awayUntil: null, interests: ['LAN配線', 'ネットワーク'] })
  await expect(writer.tag.merge({ id: from, into })).rejects.toMatchObject({ status: 403 })
  await expect(moderator.tag.merge({ id: from, into: from })).rejects.toMatchObject({ status: 400 })
  await expect(moderator.tag.merge({ id: from, into: newId() })).rejects.toMatchObject({ status: 404 })
  expect(await moderator.tag.merge({ id: from, into })).toEqual({ topics: 2 })
  await expect(writer.tag.get({ id: from })).rejects.toMatchObject({ status: 404 })
  expect(await writer.tag.get({ id: into })).toMatchObject({ topicCount: 2, following: true, followerCount: 1 })
  const { topics } = await writer.topic.list({ tag: into })
  expect(topics.map(({ id }) => id).toSorted()).toEqual([only, both].toSorted())
  expect((await writer.helper.get()).interests.map(({ name }) => name)).toEqual(['ネットワーク'])
  const { rows } = await node.owner.query('select tag_ids from search_document where id = any($1)', [[only, both]])
  expect(rows.map((row) => row.tag_ids)).toEqual([[into], [into]])
})
