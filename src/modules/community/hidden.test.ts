import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringAttachment, pdf, readAttachment } from '#app/testing/attachment'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { probe } from '#app/testing/probe'
import { newId } from '#kernel/id'
import { applicationPool } from '#server/db/pool'
import { transaction } from '#server/db/transaction'
import { communityDigest } from './handlers/digest.ts'
import { climb } from './handlers/routing.ts'

let node: TestNode
let author: Client & { cookie: string }
let colleague: Client & { cookie: string }
let moderator: Client & { cookie: string }
let colleagueId: string

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'author', section: '0101' })
  colleagueId = (await createPerson(node, { login: 'colleague', section: '0101', head: true })).personId
  await createPerson(node, { login: 'moderator', section: '0303', roles: ['dx-office'] })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person',
  )
  author = await node.as('author')
  colleague = await node.as('colleague')
  moderator = await node.as('moderator')
})
afterAll(() => node?.stop())

const reason = '個人の情報が書かれています'
/** Words that stand in one post each, and nowhere else. */
const flowers = { topic: '紫陽花', body: '桔梗', answer: '撫子', comment: '竜胆', file: '女郎花', remark: '藤袴' }
const trees = { topic: '山茶花', body: '馬酔木', answer: '百日紅', comment: '沈丁花', file: '木蓮', remark: '連翹' }

const asSystem = async <T>(work: Parameters<typeof transaction<T>>[2]) => {
  const pool = applicationPool(node.ownerUrl, 1)
  try {
    return await transaction(pool, { bodyId: node.bodyId }, work)
  } finally {
    await pool.end()
  }
}

/** A question that reached the colleague in every way there is: followed, asked, answered, called by name. */
async function story(words: typeof flowers) {
  const [topicId, answerId, commentId, remarkId, practiceId] = [newId(), newId(), newId(), newId(), newId()]
  const { id: tagId } = (await colleague.tag.list({})).tags[0] ?? { id: undefined }
  if (tagId) await colleague.follow.set({ subjectKind: 'tag', subjectId: tagId, following: true })
  const file = await bringAttachment(node, author, pdf(words.topic), `${words.file}.pdf`)
  const mention = `[@課長](/people/${colleagueId})`
  await author.topic.create({
    ...{ id: topicId, kind: 'question', title: `${words.topic}の件`, body: `${words.body}です。${mention}` },
    ...{ tags: ['庭'], attachments: [file.id] },
  })
  for (let step = 0; step < 2; step += 1) await asSystem((db) => climb(db, node.bodyId, topicId, true))
  await colleague.follow.set({ subjectKind: 'topic', subjectId: topicId, following: true })
  await author.comment.create({ topicId, id: remarkId, body: `${words.remark}です。${mention}` })
  await author.answer.create({ topicId, id: answerId, body: `${words.answer}です。` })
  await author.comment.create({ topicId, answerId, id: commentId, body: `${words.comment}です。` })
  await author.answer.accept({ id: answerId, accepted: true })
  const card = { title: '庭の手入れ', problem: '迷う', steps: ['植える'], effect: '迷わない', axis: 'service' as const }
  await author.practice.create({ ...card, id: practiceId, originId: topicId })
  return { topicId, answerId, commentId, practiceId, file, words }
}

type Story = Awaited<ReturnType<typeof story>>

/** Everything the colleague is shown, by whatever way: what of it holds one of the words. */
async function whereShown({ topicId, answerId, commentId, practiceId, words }: Story, hidden: readonly string[]) {
  const history = (subjectKind: string, subjectId: string) => ({ topicId, subjectKind, subjectId })
  const answers = await probe(
    node.url,
    colleague,
    new Map([
      [topicId, '<topic>'],
      [practiceId, '<practice>'],
      [answerId, '<answer>'],
      [commentId, '<comment>'],
    ]),
    {
      'notice.list': [{ limit: 100 }],
      'search.run': Object.values(words).map((query) => ({ query })),
      'search.suggest': Object.values(words).map((text) => ({ text: `${text}です` })),
      'topic.list': [{}, { following: true }, { order: 'new' }],
      'topic.get': [{ id: topicId }, { id: practiceId }],
      'topic.history': [history('topic', topicId), history('answer', answerId), history('comment', commentId)],
      'topic.preview': [],
      'practice.linked': [{ topicId }, { topicId: practiceId }],
      'practice.outline': [{ topicId }],
      'ask.list': [{}, { open: false }],
      'ask.candidates': [{ text: '庭の花を植える' }],
      'moderation.ofTopic': [{ topicId }],
    },
  )
  answers.set('feed', await (await fetch((await colleague.feed.create({})).url)).text())
  const reader = { bodyId: node.bodyId, personId: colleagueId, day: '2026-11-24', rhythm: 'weekly' } as const
  answers.set('digest', JSON.stringify(await asSystem((db) => communityDigest(db, reader))))
  const shown = new RegExp(hidden.join('|'))
  return [...answers]
    .filter(([, text]) => shown.test(text.replace(/"reasons":\[[^\]]*\]/g, '')))
    .map(([asked]) => asked)
}

test('a topic taken down is nowhere to be found by colleagues, and everywhere again when it is back', async () => {
  const told = await story(flowers)
  const post = { subjectKind: 'topic', subjectId: told.topicId, reason } as const
  const before = await whereShown(told, Object.values(flowers))
  const ways = new Set(before.map((asked) => asked.split(' ')[0]))
  for (const way of [
    'topic.get',
    'topic.list',
    'topic.history',
    'search.run',
    'search.suggest',
    'notice.list',
    'ask.list',
    'feed',
  ])
    expect(ways).toContain(way)
  expect((await readAttachment(node, colleague, told.file.id)).status).toBe(200)

  await moderator.moderation.hide({ ...post, hidden: true })
  expect(await whereShown(told, Object.values(flowers))).toEqual([])
  expect((await readAttachment(node, colleague, told.file.id)).status).toBe(404)
  expect((await readAttachment(node, author, told.file.id)).status).toBe(200)
  expect((await author.notice.list({})).notices[0]).toMatchObject({ kind: 'moderated', title: `${flowers.topic}の件` })

  await moderator.moderation.hide({ ...post, hidden: false })
  expect(await whereShown(told, Object.values(flowers))).toEqual(before)
})

test('an answer taken down takes what was said to it along', async () => {
  const told = await story(trees)
  const post = { subjectKind: 'answer', subjectId: told.answerId, reason } as const
  const gone = [trees.answer, trees.comment]
  expect(await whereShown(told, gone)).not.toEqual([])
  await moderator.moderation.hide({ ...post, hidden: true })
  expect(await whereShown(told, gone)).toEqual([])
})

test('a hidden question is asked on to nobody', async () => {
  const id = newId()
  await author.topic.create({ id, kind: 'question', title: '芒の刈り取り', body: 'いつですか。', tags: [] })
  await moderator.moderation.hide({ subjectKind: 'topic', subjectId: id, hidden: true, reason })
  for (let step = 0; step < 4; step += 1) await asSystem((db) => climb(db, node.bodyId, id, true))
  const { rows } = await node.owner.query("select from ask where topic_id = $1 and state = 'asked'", [id])
  expect(rows).toHaveLength(0)
})
