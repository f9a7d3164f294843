import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
let writer: Client
let head: Client
let neighbour: Client
let third: Client
let moderator: Client
let guest: Client
const sections: Record<string, string> = {}

beforeAll(async () => {
  node = await startTestNode()
  const people = [
    { login: 'writer', name: '書 く子', section: '0101' },
    { login: 'head', name: '課 長子', section: '0101', head: true },
    { login: 'neighbour', name: '隣 課男', section: '0102' },
    { login: 'third', name: '三 課男', section: '0103' },
    { login: 'moderator', name: '見守 り子', section: '0104', roles: ['dx-office' as const] },
    { login: 'guest', name: '外部 者', section: '0105', roles: ['expert' as const] },
  ]
  for (const person of people) sections[person.login] = (await createPerson(node, person)).sectionId
  await node.owner.query("update person set employment = 'guest' where name = '外部 者'")
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  writer = await node.as('writer')
  head = await node.as('head')
  neighbour = await node.as('neighbour')
  third = await node.as('third')
  moderator = await node.as('moderator')
  guest = await node.as('guest')
})
afterAll(() => node?.stop())

const card = (more: object = {}) => ({
  id: newId(),
  title: '窓口の待ち人数を配信する',
  problem: '待合が混み、電話で混み具合を聞かれていました。',
  steps: ['発券機の人数を書き出す', '5分おきに公開する'],
  effect: '問い合わせの電話が減りました。',
  axis: 'service' as const,
  hoursSaved: 120,
  measured: '電話の件数に1件3分を掛けた',
  cautions: '',
  tags: ['窓口'],
  ...more,
})

async function solved(as: Client, more: object = {}) {
  const { id } = await as.topic.create({
    id: newId(),
    kind: 'question',
    title: '会議室の予約表が重なります',
    body: '**二重予約**がよく起きます。',
    axis: 'workstyle',
    tags: ['予約'],
    ...more,
  })
  const body = '次のとおりです。\n\n1. 共有の予約表を作る\n2. **入力規則**で重なりを止める\n'
  const { id: answerId } = await as.answer.create({ topicId: id, id: newId(), body })
  return { id, answerId }
}

test('a solved question becomes a card that points back to it, and is found by its steps', async () => {
  const { id: originId, answerId } = await solved(writer)
  await expect(neighbour.practice.outline({ topicId: originId })).rejects.toMatchObject({ status: 409 })
  await expect(neighbour.practice.create(card({ originId }))).rejects.toMatchObject({ status: 409 })
  await writer.answer.accept({ id: answerId, accepted: true })
  const outline = await neighbour.practice.outline({ topicId: originId })
  expect(outline).toMatchObject({
    title: '会議室の予約表が重なります',
    problem: '二重予約がよく起きます。',
    steps: ['共有の予約表を作る', '入力規則で重なりを止める'],
    axis: 'workstyle',
    tags: ['予約'],
  })
  const { id } = await neighbour.practice.create(card({ ...outline, originId, id: newId() }))
  const topic = await third.topic.get({ id })
  expect(topic).toMatchObject({
    kind: 'practice',
    practice: { originId, hoursSaved: 120 },
    author: { name: '隣 課男' },
  })
  expect(await third.practice.linked({ topicId: originId })).toMatchObject({
    practices: [{ id }],
    may: { create: true, edit: false },
  })
  expect(await third.practice.linked({ topicId: id })).toMatchObject({
    origin: { id: originId },
    may: { create: false },
  })
  const { hits } = await third.search.suggest({ text: '入力規則 重なり' })
  expect(hits.map((hit) => hit.id)).toContain(id)
  // Who wrote the answer is told that it became a card, once; others are not.
  const carded = async (as: Client) =>
    (await as.notice.list({})).notices.filter(({ kind, topicId }) => kind === 'carded' && topicId === id)
  expect(await carded(writer)).toHaveLength(1)
  expect(await carded(third)).toEqual([])
})

test('what was said to one section stays there as a card', async () => {
  const { id: originId, answerId } = await solved(writer, {
    audience: sections['writer']!,
    title: '課内だけの相談です',
  })
  await writer.answer.accept({ id: answerId, accepted: true })
  const { id } = await head.practice.create(card({ originId, title: '課内だけの事例' }))
  await expect(neighbour.topic.get({ id })).rejects.toMatchObject({ status: 404 })
  await expect(neighbour.practice.linked({ topicId: originId })).rejects.toMatchObject({ status: 404 })
  await expect(neighbour.adoption.list({ topicId: id })).rejects.toMatchObject({ status: 404 })
  await expect(neighbour.practice.create(card({ originId }))).rejects.toMatchObject({ status: 404 })
  expect((await neighbour.practice.list({ limit: 100 })).practices.map((line) => line.id)).not.toContain(id)
})

test('a second send makes one card; a card without steps, or hours without their measure, is refused', async () => {
  const form = card({ title: '二度押しの事例' })
  await writer.practice.create(form)
  expect(await writer.practice.create(form)).toEqual({ id: form.id })
  await expect(neighbour.practice.create(form)).rejects.toMatchObject({ status: 409 })
  for (const wrong of [{ steps: [] }, { steps: [' '] }, { measured: '' }, { hoursSaved: -1 }, { title: '' }])
    await expect(writer.practice.create(card(wrong)), JSON.stringify(wrong)).rejects.toMatchObject({ status: 400 })
  await expect(guest.practice.list({})).rejects.toMatchObject({ status: 403 })
})

test('writer, head and moderator edit; a stale edit is refused with the newer wording; the older is kept', async () => {
  const { id } = await writer.practice.create(card({ title: '直す事例' }))
  const again = (revision: number, more: object = {}) => ({ ...card({ title: '直した事例', ...more }), id, revision })
  await expect(neighbour.practice.edit(again(1))).rejects.toMatchObject({ status: 403 })
  await expect(writer.topic.edit({ id, revision: 1, title: '抜け道', body: '本文' })).rejects.toMatchObject({
    status: 400,
  })
  await head.practice.edit(again(1, { hoursSaved: null, measured: '', steps: ['一つにまとめた'] }))
  await expect(writer.practice.edit(again(1))).rejects.toMatchObject({
    status: 409,
    data: { reason: 'stale', facts: { revision: 2, body: expect.stringContaining('一つにまとめた') } },
  })
  await moderator.practice.edit(again(2))
  const { revisions } = await third.topic.history({ topicId: id, subjectKind: 'topic', subjectId: id })
  expect(revisions.map(({ number }) => number)).toEqual([2, 1])
  expect(revisions[0]?.body).toContain('未計測')
  expect((await third.topic.get({ id })).practice).toMatchObject({ hoursSaved: 120, steps: card().steps })
})

test('sections adopt; what was not measured is counted apart; author and followers are told once', async () => {
  const { id: topicId } = await writer.practice.create(card({ title: '広げる事例', hoursSaved: null, measured: '' }))
  const record = (sectionId: string, more: object = {}) => ({ topicId, sectionId, adoptedOn: '2026-04-01', ...more })
  const mine = sections['neighbour']!
  await expect(third.adoption.set(record(mine))).rejects.toMatchObject({ status: 403 })
  await expect(writer.adoption.set(record(sections['writer']!))).rejects.toMatchObject({
    status: 400,
    data: { reason: 'own' },
  })
  await expect(neighbour.adoption.set(record(mine, { adoptedOn: '2999-01-01' }))).rejects.toMatchObject({ status: 400 })
  await expect(neighbour.adoption.set(record(mine, { adoptedOn: 'きのう' }))).rejects.toMatchObject({ status: 400 })
  await expect(neighbour.adoption.set(record(mine, { hoursSaved: 5 }))).rejects.toMatchObject({ status: 400 })
  expect((await neighbour.adoption.list({ topicId })).open).toMatchObject([{ id: mine }])

  await third.follow.set({ subjectKind: 'topic', subjectId: topicId, following: true })
  expect(await neighbour.adoption.set(record(mine))).toEqual({ added: true })
  expect(await neighbour.adoption.set(record(mine, { hoursSaved: 30.5, measured: '日報' }))).toEqual({ added: false })
  await third.adoption.set(record(sections['third']!, { note: '様式を少し直した' }))
  const { adoptions, totals, open } = await writer.adoption.list({ topicId })
  expect(adoptions.find(({ section }) => section.id === mine)).toMatchObject({ hoursSaved: 30.5, mayChange: false })
  expect(adoptions.find(({ section }) => section.id !== mine)).toMatchObject({
    hoursSaved: null,
    note: '様式を少し直した',
  })
  expect({ totals, open }).toEqual({ totals: { hoursSaved: 30.5, measured: 1, unmeasured: 1 }, open: [] })
  const told = async (as: Client) =>
    (await as.notice.list({})).notices.filter(({ kind, title }) => kind === 'adopted' && title === '広げる事例')
  expect(await told(writer)).toHaveLength(2)
  expect(await told(third)).toHaveLength(1)

  const { practices } = await third.practice.list({ order: 'adopted', limit: 1 })
  expect(practices[0]).toMatchObject({
    id: topicId,
    sections: 2,
    hoursSaved: 30.5,
    measured: 1,
    unmeasured: 2,
    adoptedByMine: true,
  })
  const mineOnly = await third.practice.list({ mine: true })
  expect(mineOnly.practices.map(({ id }) => id)).toEqual([topicId])

  await expect(writer.adoption.remove({ topicId, sectionId: mine })).rejects.toMatchObject({ status: 403 })
  expect(await neighbour.adoption.remove({ topicId, sectionId: mine })).toEqual({ removed: true })
  expect(await moderator.adoption.remove({ topicId, sectionId: sections['third']! })).toEqual({ removed: true })
  expect((await writer.adoption.list({ topicId })).totals).toEqual({ hoursSaved: null, measured: 0, unmeasured: 0 })
})

test('the list is filtered, sorted and paged; totals add up to the axes', async () => {
  const { id } = await writer.practice.create(
    card({ title: '行政の事例', axis: 'administration', hoursSaved: 9000, tags: ['決裁'] }),
  )
  await neighbour.adoption.set({ topicId: id, sectionId: sections['neighbour']!, adoptedOn: '2025-10-01' })
  const ids = async (filter: object) => (await third.practice.list(filter)).practices.map((line) => line.id)
  expect(await ids({ axis: 'administration' })).toEqual([id])
  expect((await ids({ order: 'hours' }))[0]).toBe(id)
  expect((await ids({ order: 'new' }))[0]).toBe(id)
  expect(await ids({ section: sections['neighbour']! })).toContain(id)
  const { tags } = await third.tag.list({ containing: '裁' })
  expect(await ids({ tag: tags[0]!.id })).toEqual([id])
  const all = await third.practice.list({ limit: 100 })
  const pages = [await ids({ limit: 2, page: 1 }), await ids({ limit: 2, page: 2 })]
  expect(pages.flat()).toEqual(all.practices.slice(0, 4).map((line) => line.id))
  expect(all.total).toBe(all.practices.length)
  const totals = await third.practice.totals()
  expect(totals).toMatchObject({ practices: all.total, adoptions: 1, sections: 1 })
  const sum = totals.axes.reduce((hours, axis) => hours + (axis.hoursSaved ?? 0), 0)
  expect(totals.hoursSaved).toBe(sum)
  expect(totals.measured + totals.unmeasured).toBe(totals.practices + totals.adoptions)
})
