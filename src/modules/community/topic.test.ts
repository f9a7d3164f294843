import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
let asker: Client
let answerer: Client
let moderator: Client

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'asker', name: '質問 する子', section: '0101' })
  await createPerson(node, { login: 'answerer', name: '回答 する夫', section: '0102' })
  await createPerson(node, { login: 'moderator', name: '見守 り子', section: '0103', roles: ['dx-office'] })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  asker = await node.as('asker')
  answerer = await node.as('answerer')
  moderator = await node.as('moderator')
})
afterAll(() => node?.stop())

const question = (more: object = {}) => ({
  id: newId(),
  kind: 'question' as const,
  title: '電子申請の引継ぎはどうすればよいですか',
  body: '前任者が異動し、**電子申請**のフォームの引継ぎ資料がありません。',
  tags: ['電子申請'],
  ...more,
})

test('a question is asked, answered, accepted, and the next person finds it while typing', async () => {
  const { id } = await asker.topic.create(question())
  const { id: answerId } = await answerer.answer.create({
    topicId: id,
    id: newId(),
    body: '管理画面の「共有」から担当を替えます。',
  })
  await expect(answerer.answer.accept({ id: answerId, accepted: true })).rejects.toMatchObject({ status: 403 })
  await asker.answer.accept({ id: answerId, accepted: true })
  const topic = await answerer.topic.get({ id })
  expect(topic).toMatchObject({ status: 'solved', acceptedCount: 1, answers: [{ accepted: true, mine: true }] })
  expect(topic.author).toMatchObject({ name: '質問 する子' })
  const { hits } = await moderator.search.suggest({ text: '電子申請 引き継ぎ' })
  expect(hits[0]).toMatchObject({ id, solved: true })
  const { solvedCount } = await moderator.resolution.create({
    topicId: id,
    answerId,
    query: 'フォームの担当替え',
    place: 'suggest',
  })
  expect(solvedCount).toBe(1)
  const again = await moderator.search.suggest({ text: '担当替え' })
  expect(again.hits[0]?.id).toBe(id)
})

test('a second send of the same form makes no second topic', async () => {
  const form = question({ title: '二度押しの試し' })
  await asker.topic.create(form)
  expect(await asker.topic.create(form)).toEqual({ id: form.id })
  const { topics } = await asker.topic.list({})
  expect(topics.filter(({ title }) => title === form.title)).toHaveLength(1)
  await expect(answerer.topic.create(form)).rejects.toMatchObject({ status: 409, data: { reason: 'twice' } })
})

test('an anonymous author is unknown to colleagues and moderators, known to themselves', async () => {
  const { id } = await asker.topic.create(question({ anonymous: true, title: '名前を出したくない質問' }))
  expect((await answerer.topic.get({ id })).author).toBeNull()
  expect((await moderator.topic.get({ id })).author).toBeNull()
  expect((await asker.topic.get({ id })).author).toMatchObject({ name: '質問 する子' })
})

test('what is addressed to a section is not seen, listed, found or answered by others', async () => {
  const { rows } = await node.owner.query("select id from section where code = '0101'")
  const { id } = await asker.topic.create(question({ audience: rows[0].id, title: '課内だけの鹿威しの相談' }))
  await expect(answerer.topic.get({ id })).rejects.toMatchObject({ status: 404 })
  await expect(answerer.answer.create({ topicId: id, id: newId(), body: '回答' })).rejects.toMatchObject({
    status: 404,
  })
  expect((await answerer.topic.list({})).topics.map((topic) => topic.id)).not.toContain(id)
  expect((await answerer.search.run({ query: '鹿威し' })).hits).toEqual([])
  expect((await asker.search.run({ query: '鹿威し' })).hits[0]?.id).toBe(id)
  await expect(answerer.topic.create(question({ audience: rows[0].id }))).rejects.toMatchObject({
    data: { reason: 'audience' },
  })
})

test('an edit begun on an older wording is refused with the current one', async () => {
  const { id } = await asker.topic.create(question({ title: '書き直す話題' }))
  await asker.topic.edit({ id, title: '書き直した話題', body: '新しい本文', revision: 1 })
  await expect(asker.topic.edit({ id, title: '別の直し', body: '別の本文', revision: 1 })).rejects.toMatchObject({
    status: 409,
    data: { reason: 'stale', facts: { revision: 2, title: '書き直した話題', body: '新しい本文' } },
  })
  await expect(answerer.topic.edit({ id, title: '他人の直し', body: '本文', revision: 2 })).rejects.toMatchObject({
    status: 403,
  })
  const { revisions, current } = await answerer.topic.history({ topicId: id, subjectKind: 'topic', subjectId: id })
  expect(revisions).toMatchObject([{ number: 1, title: '書き直す話題' }])
  expect(current).toEqual({ revision: 2, body: '新しい本文' })
  const other = await asker.topic.create(question({}))
  const elsewhere = { topicId: other.id, subjectKind: 'topic', subjectId: id } as const
  await expect(answerer.topic.history(elsewhere)).rejects.toMatchObject({ status: 404 })
})

test('bad input is refused in words', async () => {
  await expect(asker.topic.create(question({ title: ' ' }))).rejects.toMatchObject({
    status: 400,
    data: { issues: [{ path: ['title'], message: '件名を入力してください。' }, {}] },
  })
  await expect(asker.topic.create(question({ body: `a\u0000b` }))).rejects.toMatchObject({ status: 400 })
  await expect(asker.topic.create(question({ body: 'あ'.repeat(20_001) }))).rejects.toMatchObject({ status: 400 })
  await expect(asker.topic.get({ id: newId() })).rejects.toMatchObject({ status: 404 })
})
