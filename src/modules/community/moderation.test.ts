import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
let author: Client
let colleague: Client
let moderator: Client

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'author', name: '隠元 豆子', section: '0101' })
  await createPerson(node, { login: 'colleague', section: '0202' })
  await createPerson(node, { login: 'moderator', section: '0303', roles: ['dx-office'] })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  author = await node.as('author')
  colleague = await node.as('colleague')
  moderator = await node.as('moderator')
})
afterAll(() => node?.stop())

const ask = async (title: string, more: object = {}) => {
  const id = newId()
  await author.topic.create({ id, kind: 'question', title, body: '詳しい事情です。', tags: [], ...more })
  return id
}
const answer = async (by: Client, topicId: string, body: string) => {
  const id = newId()
  await by.answer.create({ topicId, id, body })
  return id
}
const reason = '利用のルールに反しています'
const missing = { status: 404 }
const kindsOf = async (client: Client) => (await client.notice.list({})).notices.map(({ kind }) => kind)

test('a reported post is taken down with a reason: hidden from colleagues everywhere, told to its author', async () => {
  const id = await ask('紫陽花園の鍵の番号は')
  const report = {
    id: newId(),
    subjectKind: 'topic',
    subjectId: id,
    reason: 'secret',
    note: '番号が書かれています',
  } as const
  await colleague.report.create(report)
  await colleague.report.create(report) // the same form sent twice
  await expect(colleague.report.create({ ...report, id: newId() })).rejects.toMatchObject({
    data: { reason: 'already' },
  })
  expect(await kindsOf(moderator)).toContain('reported')
  const { reports, total } = await moderator.report.list({})
  expect(total).toBe(1)
  expect(reports[0]).toMatchObject({ topicId: id, reason: 'secret', reporter: 'colleague', together: 1, hidden: false })

  await moderator.report.decide({ id: report.id, outcome: 'upheld', answer: reason })
  await expect(colleague.topic.get({ id })).rejects.toMatchObject(missing)
  expect((await colleague.search.run({ query: '紫陽花園' })).total).toBe(0)
  expect((await colleague.search.suggest({ text: '紫陽花園の鍵' })).hits).toEqual([])
  expect((await colleague.topic.list({})).topics.map((topic) => topic.id)).not.toContain(id)
  expect(await author.topic.get({ id })).toMatchObject({ hidden: true })
  expect(await kindsOf(author)).toContain('moderated')
  expect((await author.moderation.ofTopic({ topicId: id })).actions).toMatchObject([{ action: 'hide', reason }])
  expect(await kindsOf(colleague)).toContain('handled')
  expect((await moderator.report.list({})).total).toBe(0)
  expect((await moderator.report.list({ state: 'closed' })).reports[0]).toMatchObject({
    state: 'upheld',
    answer: reason,
  })
  const again = { id: report.id, outcome: 'dismissed', answer: reason } as const
  await expect(moderator.report.decide(again)).rejects.toMatchObject({ data: { reason: 'handled' } })

  await moderator.moderation.hide({
    subjectKind: 'topic',
    subjectId: id,
    hidden: false,
    reason: '番号を消してもらいました',
  })
  expect((await colleague.search.run({ query: '紫陽花園' })).total).toBe(1)
})

test('taking down the accepted answer leaves the question open and asked on; showing it again solves it', async () => {
  const id = await ask('霧島躑躅の植え替え')
  const answerId = await answer(colleague, id, '球根の深さは二十糎です。')
  await author.answer.accept({ id: answerId, accepted: true })
  expect(await author.topic.get({ id })).toMatchObject({ status: 'solved', answerCount: 1 })
  const post = { subjectKind: 'answer', subjectId: answerId } as const
  await moderator.moderation.hide({ ...post, hidden: true, reason })
  const { status, answers, answerCount } = await author.topic.get({ id })
  expect({ status, answers, answerCount }).toEqual({ status: 'open', answers: [], answerCount: 0 })
  expect((await author.search.run({ query: '球根の深さ' })).total).toBe(0)
  expect((await colleague.topic.get({ id })).answers, 'its author sees it, marked').toMatchObject([{ hidden: true }])
  await moderator.moderation.hide({ ...post, hidden: false, reason })
  expect(await author.topic.get({ id })).toMatchObject({ status: 'solved', answerCount: 1, acceptedCount: 1 })
})

test('a comment is hidden and counted out; a dismissed report changes nothing', async () => {
  const id = await ask('掲示板の鋲')
  const commentId = newId()
  await author.comment.create({ topicId: id, id: commentId, body: '画鋲は足りています' })
  const report = { id: newId(), subjectKind: 'comment', subjectId: commentId, reason: 'wrong' } as const
  await colleague.report.create(report)
  await moderator.report.decide({ id: report.id, outcome: 'dismissed', answer: '誤りではありませんでした' })
  expect(await colleague.topic.get({ id })).toMatchObject({ commentCount: 1 })
  await moderator.moderation.hide({ subjectKind: 'comment', subjectId: commentId, hidden: true, reason })
  expect(await colleague.topic.get({ id })).toMatchObject({ commentCount: 0, comments: [] })
})

test('who is behind an anonymous post is told to moderators only, with a reason, audited, and the author learns of it', async () => {
  const id = await ask('言いにくい質問', { anonymous: true })
  const post = { subjectKind: 'topic', subjectId: id } as const
  expect(await moderator.topic.get({ id })).toMatchObject({ author: null })
  await expect(colleague.moderation.unmask({ ...post, reason })).rejects.toMatchObject({ status: 403 })
  for (const empty of ['', '短い', '\u200b'.repeat(9)])
    await expect(moderator.moderation.unmask({ ...post, reason: empty })).rejects.toMatchObject({ status: 400 })
  const { author: found } = await moderator.moderation.unmask({ ...post, reason })
  expect(found).toMatchObject({ name: '隠元 豆子' })
  expect(await kindsOf(author)).toContain('unmasked')
  expect((await author.moderation.ofTopic({ topicId: id })).actions).toMatchObject([{ action: 'unmask', reason }])
  expect((await colleague.moderation.ofTopic({ topicId: id })).actions).toEqual([])
  const { rows } = await node.owner.query("select payload from audit_entry where payload like '%moderation.unmask%'")
  expect(rows).toHaveLength(1)
  expect(rows[0].payload).toContain(reason)
  const open = await ask('名乗っている質問')
  await expect(moderator.moderation.unmask({ ...post, subjectId: open, reason })).rejects.toMatchObject({
    data: { reason: 'not-anonymous' },
  })
})

test('who may not: colleagues neither hide, list nor decide; nobody reports their own or what they cannot see', async () => {
  const id = await ask('普通の質問')
  const post = { subjectKind: 'topic', subjectId: id } as const
  const forbidden = { status: 403 }
  await expect(colleague.moderation.hide({ ...post, hidden: true, reason })).rejects.toMatchObject(forbidden)
  await expect(colleague.report.list({})).rejects.toMatchObject(forbidden)
  await expect(colleague.report.decide({ id: newId(), outcome: 'upheld', answer: reason })).rejects.toMatchObject(
    forbidden,
  )
  const report = () => ({ ...post, id: newId(), reason: 'other' as const })
  await expect(author.report.create({ ...report(), note: '理由' })).rejects.toMatchObject({ data: { reason: 'own' } })
  await expect(colleague.report.create(report())).rejects.toMatchObject({ data: { reason: 'say-why' } })
  await expect(colleague.report.create({ ...report(), subjectId: newId() })).rejects.toMatchObject(missing)
  await moderator.moderation.hide({ ...post, hidden: true, reason })
  await expect(colleague.report.create({ ...report(), note: '理由' })).rejects.toMatchObject(missing)
  await expect(colleague.moderation.ofTopic({ topicId: id })).rejects.toMatchObject(missing)
})
