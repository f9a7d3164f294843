import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import type { ItemDocument } from './contract/item-document.ts'

let node: TestNode
const as: Record<string, Client> = {}
const ids: Record<string, string> = {}

const people = [
  { login: 'able', section: '0101' },
  { login: 'weak', section: '0101' },
  { login: 'idle', section: '0101' },
  { login: 'twin', section: '0102' },
  { login: 'slow', section: '0102' },
  { login: 'boss', section: '0101', head: true },
  { login: 'office', section: '0103', roles: ['dx-office' as const] },
  { login: 'guest', section: '0103', roles: ['expert' as const] },
]

beforeAll(async () => {
  node = await startTestNode()
  for (const person of people) {
    ids[person.login] = (await createPerson(node, { name: `${person.login}さん`, ...person })).personId
    as[person.login] = await node.as(person.login)
  }
  await node.owner.query("update person set employment = 'guest' where id = $1", [ids.guest])
})
afterAll(() => node?.stop())

const documentOf = async (stem: string): Promise<ItemDocument> =>
  (await node.owner.query("select document from item_version where document->>'stem' = $1", [stem])).rows[0].document

const start = async (client: Client, subject: string) => (await client.assessment.start({ id: newId(), subject })).id

/** Answers to the end: always rightly, always wrongly, or "I do not know". */
async function takeAll(client: Client, subject: string, how: 'right' | 'wrong' | 'unknown') {
  const id = await start(client, subject)
  const asked: string[] = []
  for (;;) {
    const { question } = await client.assessment.get({ id })
    if (!question) return { id, asked }
    asked.push(question.stem)
    const { answer, options, kind } = await documentOf(question.stem)
    const wrong =
      kind === 'order' ? options.map(({ key }) => key) : [options.find(({ key }) => !answer.includes(key))!.key]
    const given = how === 'right' ? answer : how === 'wrong' ? wrong : []
    await client.assessment.answer({ id, turn: question.turn, given })
  }
}

const levelOf = async (login: string, skill: string) => {
  const { areas } = await as[login]!.profile.get({})
  return areas.flatMap(({ skills }) => skills).find((one) => one.skill === skill)!
}

test('what can be taken: areas and skills of the framework in use, with the items there are', async () => {
  const { areas, invitations } = await as.able!.assessment.offer()
  const service = areas.find(({ subject }) => subject === 'service')!
  expect(service).toMatchObject({ items: 44, open: null, last: null, again: null })
  expect(service.minutes).toBeGreaterThanOrEqual(5)
  expect(service.minutes).toBeLessThanOrEqual(12)
  expect(service.skills).toHaveLength(4)
  for (const skill of service.skills) expect(skill.items).toBe(11)
  expect(invitations).toEqual([])
})

test('a question is shown without its key, level, difficulty or explanation', async () => {
  const id = await start(as.slow!, 'city-counter')
  const state = await as.slow!.assessment.get({ id })
  expect(Object.keys(state.question!).sort()).toEqual(['kind', 'material', 'options', 'stem', 'turn'])
  for (const option of state.question!.options) expect(Object.keys(option).sort()).toEqual(['key', 'text'])
  expect(JSON.stringify(state)).not.toContain((await documentOf(state.question!.stem)).explanation)
  expect(state).toMatchObject({ answered: 0, mayStop: false, subjectName: '窓口を変える' })
})

test('all right, all wrong, all unknown: three tests of one area end, differ as they should, and are evidence at once', async () => {
  const right = await takeAll(as.able!, 'service', 'right')
  const wrong = await takeAll(as.weak!, 'service', 'wrong')
  const unknown = await takeAll(as.idle!, 'service', 'unknown')
  for (const { id, asked } of [right, wrong, unknown]) {
    expect(asked.length, id).toBeGreaterThanOrEqual(8)
    expect(asked.length, id).toBeLessThanOrEqual(15)
    expect(new Set(asked).size).toBe(asked.length)
  }
  const result = await as.able!.assessment.result({ id: right.id })
  expect(result.skills).toHaveLength(4)
  for (const { code, mean, low, high, items, now, level } of result.skills) {
    expect(items, code).toBeGreaterThanOrEqual(1)
    expect(low!).toBeLessThan(mean!)
    expect(mean!).toBeLessThan(high!)
    expect(now).not.toBe('')
    expect(level).toBeGreaterThanOrEqual(2)
    const [above, below, none] = [await levelOf('able', code), await levelOf('weak', code), await levelOf('idle', code)]
    expect(above).toMatchObject({ state: 'known', rows: 1 })
    expect(above.mean! - below.mean!).toBeGreaterThan(1)
    expect(none.mean!).toBeLessThan(1)
  }
  expect(result.lessons).toEqual([])
  const lessons = (await as.weak!.assessment.result({ id: wrong.id })).lessons
  expect(lessons.length).toBe(wrong.asked.length)
  for (const { explanation } of lessons) expect(explanation.length).toBeGreaterThan(10)
  const { rows } = await as.able!.evidence.list({})
  expect(rows.map(({ kind }) => kind)).toEqual(Array.from({ length: rows.length }, () => 'test'))
  expect(rows[0]).toMatchObject({ note: 'スキル診断「届ける」', link: `/assessments/${right.id}/result` })
})

test('a test goes on where it was, on another screen, with the same question', async () => {
  const id = await start(as.twin!, 'service')
  const first = await as.twin!.assessment.get({ id })
  expect(await as.twin!.assessment.get({ id })).toEqual(first)
  expect(await start(as.twin!, 'service')).toBe(id)
  const { areas } = await as.twin!.assessment.offer()
  expect(areas.find(({ subject }) => subject === 'service')!.open).toMatchObject({ id, answered: 0 })
  const second = await as.twin!.assessment.answer({ id, turn: 1, given: [] })
  expect(second).toMatchObject({ answered: 1, question: { turn: 2 } })
  expect(second.question!.stem).not.toBe(first.question!.stem)
  expect(await as.twin!.assessment.get({ id })).toEqual(second)
})

test('two tabs: the same answer twice counts once, another one to a question that is past does not count', async () => {
  const { areas } = await as.twin!.assessment.offer()
  const { id } = areas.find(({ subject }) => subject === 'service')!.open!
  const now = await as.twin!.assessment.get({ id })
  const key = now.question!.options[0]!.key
  const given = now.question!.kind === 'order' ? now.question!.options.map((option) => option.key) : [key]
  const [one, other] = await Promise.all([
    as.twin!.assessment.answer({ id, turn: 2, given }),
    as.twin!.assessment.answer({ id, turn: 2, given }),
  ])
  expect(one).toEqual(other)
  expect(one.answered).toBe(2)
  await expect(as.twin!.assessment.answer({ id, turn: 2, given: [] })).rejects.toMatchObject({
    data: { reason: 'other-turn' },
  })
  await expect(as.twin!.assessment.answer({ id, turn: 9, given: [] })).rejects.toMatchObject({
    data: { reason: 'other-turn' },
  })
  for (const wrong of [['z'], [key, key], ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']])
    await expect(as.twin!.assessment.answer({ id, turn: 3, given: wrong })).rejects.toMatchObject({
      data: { reason: 'not-an-answer' },
    })
  expect((await as.twin!.assessment.get({ id })).answered).toBe(2)
})

test('stopped early it is a result still, the less sure; an ended test takes no answer', async () => {
  const { areas } = await as.twin!.assessment.offer()
  const { id } = areas.find(({ subject }) => subject === 'service')!.open!
  await expect(as.twin!.assessment.result({ id })).rejects.toMatchObject({ data: { reason: 'open' } })
  await as.twin!.assessment.stop({ id })
  expect(await as.twin!.assessment.get({ id })).toMatchObject({ question: null, certainty: 1 })
  expect(await as.twin!.assessment.result({ id })).toMatchObject({ end: 'stopped', answered: 2 })
  const over = { data: { reason: 'over' } }
  await expect(as.twin!.assessment.answer({ id, turn: 3, given: [] })).rejects.toMatchObject(over)
  await expect(as.twin!.assessment.stop({ id })).rejects.toMatchObject(over)
})

test('a finished subject rests before it is taken again; then other items are asked', async () => {
  await expect(start(as.able!, 'service')).rejects.toMatchObject({ data: { reason: 'too-soon' } })
  const before = await node.owner.query(
    `update assessment set started_at = started_at - interval '40 days', ended_at = ended_at - interval '40 days'
     where person_id = $1 returning id`,
    [ids.able],
  )
  const seen = await node.owner.query('select code from assessment_answer where assessment_id = $1', [
    before.rows[0].id,
  ])
  const { id } = await takeAll(as.able!, 'service', 'unknown')
  const asked = await node.owner.query('select code from assessment_answer where assessment_id = $1', [id])
  const both = asked.rows.filter(({ code }) => seen.rows.some((one) => one.code === code))
  expect(both).toEqual([])
})

test('one begun too long ago ends with what was answered; nothing more counts', async () => {
  const { areas } = await as.slow!.assessment.offer()
  const { id } = areas.flatMap(({ skills }) => skills).find(({ subject }) => subject === 'city-counter')!.open!
  await node.owner.query("update assessment set started_at = started_at - interval '15 days' where id = $1", [id])
  await expect(as.slow!.assessment.answer({ id, turn: 1, given: [] })).rejects.toMatchObject({
    data: { reason: 'expired' },
  })
  const fresh = await start(as.slow!, 'city-counter')
  expect(fresh).not.toBe(id)
  expect(await as.slow!.assessment.result({ id })).toMatchObject({ end: 'expired', answered: 0 })
})

test('nobody sees, answers or ends another’s test; guests take none', async () => {
  const id = await start(as.boss!, 'city-user')
  for (const other of [as.office!, as.weak!]) {
    const missing = { data: { reason: 'not-found' } }
    await expect(other.assessment.get({ id })).rejects.toMatchObject(missing)
    await expect(other.assessment.answer({ id, turn: 1, given: [] })).rejects.toMatchObject(missing)
    await expect(other.assessment.stop({ id })).rejects.toMatchObject(missing)
    await expect(other.assessment.result({ id })).rejects.toMatchObject(missing)
  }
  await expect(as.guest!.assessment.offer()).rejects.toMatchObject({ status: 403 })
  await expect(start(as.guest!, 'service')).rejects.toMatchObject({ status: 403 })
})

test('what cannot be tested: an unknown subject, a skill without items', async () => {
  await expect(start(as.boss!, 'no-such')).rejects.toMatchObject({ data: { reason: 'no-subject' } })
  await node.owner.query("update item set state = 'retired' where skill = 'city-inclusive'")
  await expect(start(as.boss!, 'city-inclusive')).rejects.toMatchObject({ data: { reason: 'no-items' } })
  await node.owner.query("update item set state = 'active' where skill = 'city-inclusive'")
})

test('an item retired while a test is under way: the test goes on', async () => {
  const id = await start(as.boss!, 'city-procedure')
  const { question } = await as.boss!.assessment.get({ id })
  await node.owner.query("update item set state = 'retired' where skill = 'city-procedure'")
  const after = await as.boss!.assessment.answer({ id, turn: question!.turn, given: [] })
  expect(after.question).toBeNull()
  expect(await as.boss!.assessment.result({ id })).toMatchObject({ end: 'exhausted' })
  await node.owner.query("update item set state = 'active' where skill = 'city-procedure'")
})

test('trial items are mixed in, never scored, and are no evidence', async () => {
  await node.owner.query("update item set state = 'trial' where code in ('city-counter-01', 'city-counter-02')")
  await takeAll(as.weak!, 'city-counter', 'unknown')
  const { rows } = await node.owner.query(
    `select w.trial, count(*)::integer as n from assessment_answer w join assessment a on a.id = w.assessment_id
     where a.person_id = $1 and a.subject = 'city-counter' group by w.trial order by w.trial`,
    [ids.weak],
  )
  expect(rows.map(({ trial }) => trial)).toEqual([false, true])
  expect(rows[1].n).toBe(1)
  await node.owner.query("update item set state = 'active' where state = 'trial'")
})

test('a head invites the people of the section, the office anybody; they are told, and no longer once they took it', async () => {
  const call = { subject: 'city-user', words: '来月の研修の前に受けてください。' }
  await expect(as.boss!.assessment.invite({ ...call, personIds: [ids.idle!, ids.twin!] })).rejects.toMatchObject({
    data: { reason: 'not-your-people' },
  })
  await expect(as.weak!.assessment.invite({ ...call, personIds: [ids.idle!] })).rejects.toMatchObject({ status: 403 })
  expect(await as.boss!.assessment.invite({ ...call, personIds: [ids.idle!] })).toEqual({ invited: 1 })
  expect(await as.office!.assessment.invite({ ...call, personIds: [ids.twin!, newId()] })).toEqual({ invited: 1 })
  expect((await as.idle!.assessment.offer()).invitations).toMatchObject([
    { subject: 'city-user', by: 'bossさん', words: call.words },
  ])
  expect((await as.idle!.notice.list({})).notices).toMatchObject([{ kind: 'invited', actorName: 'bossさん' }])
  await takeAll(as.idle!, 'city-user', 'unknown')
  expect((await as.idle!.assessment.offer()).invitations).toEqual([])
})
