import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'

let node: TestNode
let reader: Client
let sectionId: string
const people: string[] = []

/** Japan time. */
const at = (local: string) => `${local}:00+09:00`

beforeAll(async () => {
  node = await startTestNode()
  for (let i = 0; i < 7; i++) {
    const { personId } = await createPerson(node, { login: `p${i}`, section: '0101' })
    people.push(personId)
  }
  for (let i = 7; i < 10; i++) {
    const made = await createPerson(node, { login: `p${i}`, section: '0102' })
    people.push(made.personId)
    sectionId = made.sectionId
  }
  for (let i = 10; i < 15; i++) await createPerson(node, { login: `p${i}`, section: '0103' })
  reader = await node.as('p0')
})
afterAll(() => node?.stop())

interface Arranged {
  asker: number
  at: string
  answers?: [person: number, at: string, anonymous?: boolean][]
  solved?: string
  kind?: string
}

async function arrange({ asker, at: asked, answers = [], solved, kind = 'question' }: Arranged) {
  const id = newId()
  await node.owner.query(
    `insert into topic (body_id, id, kind, title, body, html, author_id, section_id, created_at, solved_at, answer_count, status)
     select $1, $2, $3, '題', '本文', '', $4, (select section_id from post where person_id = $4), $5, $6, $7, $8`,
    [
      node.bodyId,
      id,
      kind,
      people[asker],
      at(asked),
      solved ? at(solved) : null,
      answers.length,
      solved ? 'solved' : 'open',
    ],
  )
  for (const [person, when, anonymous = false] of answers) {
    await node.owner.query(
      `insert into answer (body_id, id, topic_id, author_id, section_id, body, html, anonymous, created_at)
       select $1, $2, $3, $4, (select section_id from post where person_id = $4), '回答', '', $6, $5`,
      [node.bodyId, newId(), id, people[person], at(when), anonymous],
    )
  }
  return id
}

const solvedAtOnce = (person: number, topicId: string, when: string, place = 'suggest') =>
  node.owner.query(
    'insert into resolution (body_id, id, person_id, topic_id, place, at) values ($1, $2, $3, $4, $5, $6)',
    [node.bodyId, newId(), people[person], topicId, place, at(when)],
  )

test('an empty community has no figures, which is not the same as bad ones', async () => {
  const { figures, lorenz, trend } = await reader.figures.get({ from: '2026-01-01', to: '2026-03-31' })
  expect(figures.firstAnswer).toMatchObject({ value: null, count: 0, open: 0, withheld: false })
  expect(figures.gini.value).toBeNull()
  expect(figures.helped).toMatchObject({ value: 0, count: 0 })
  expect(lorenz).toEqual([])
  expect(trend.map(({ month }) => month)).toEqual(['2026-01', '2026-02', '2026-03'])
})

test('figures by hand: working hours, shares, spread', async () => {
  // Friday 15:15 → Monday 9:30 is three working hours; a Golden Week between costs none.
  const first = await arrange({
    asker: 0,
    at: '2026-06-05T15:15',
    answers: [[1, '2026-06-08T09:30']],
    solved: '2026-06-08T10:30',
  })
  await arrange({
    asker: 1,
    at: '2026-05-01T16:15',
    answers: [[2, '2026-05-07T11:30', true]],
    solved: '2026-05-07T12:30',
  }) // 4 and 5
  await arrange({
    asker: 2,
    at: '2026-06-10T09:00',
    answers: [
      [2, '2026-06-10T09:10'],
      [3, '2026-06-10T11:00'],
    ],
  }) // 2: one's own is none
  await arrange({ asker: 3, at: '2026-06-10T09:00', answers: [[1, '2026-06-10T10:00']] }) // 1
  await arrange({
    asker: 4,
    at: '2026-06-10T09:00',
    answers: [
      [1, '2026-06-10T15:00'],
      [5, '2026-06-10T16:00'],
    ],
  }) // 6
  await arrange({ asker: 5, at: '2026-06-10T09:00' }) // still open
  await arrange({
    asker: 6,
    at: '2026-06-10T09:00',
    kind: 'idea',
    answers: [
      [4, '2026-06-10T10:00'],
      [0, '2026-06-10T10:00'],
    ],
  })
  await solvedAtOnce(7, first, '2026-06-20T10:00')
  await solvedAtOnce(8, first, '2026-06-20T10:00', 'search')
  await solvedAtOnce(9, first, '2026-06-20T10:00', 'topic')
  await solvedAtOnce(0, first, '2026-06-20T10:00') // one's own question
  await arrange({ asker: 0, at: '2026-07-01T00:00', answers: [[6, '2026-07-01T09:00']] }) // the period is over

  const { figures, lorenz, trend, section } = await reader.figures.get({ from: '2026-05-01', to: '2026-06-30' })
  expect(section).toBeNull()
  expect(figures.solvedAtOnce).toMatchObject({ value: 2 / 8, count: 8, withheld: false })
  expect(figures.firstAnswer).toMatchObject({ value: 3, count: 5, open: 1, unit: 'hours' })
  expect(figures.firstAnswer.definition).toContain('開庁時間')
  expect(figures.solution).toMatchObject({ value: null, count: null, withheld: true }) // two people
  expect(figures.helped).toMatchObject({ value: 8 / 15, count: 8 })
  expect(figures.askers).toMatchObject({ value: 6, count: 6 })
  expect(figures.answerers).toMatchObject({ value: 6, count: 8 }) // 3, 1, 1, 1, 1, 1
  expect(figures.top5.value).toBeCloseTo(7 / 8)
  expect(figures.gini.value).toBeCloseTo(5 / 24)
  expect(lorenz.at(-1)).toEqual({ people: 1, answers: 1 })
  expect(trend[0]).toMatchObject({ month: '2026-05', asked: null, withheld: true }) // one asker
  expect(trend[1]).toMatchObject({
    month: '2026-06',
    asked: 5,
    solvedAtOnce: 2 / 7,
    firstAnswer: null,
    withheld: false,
  })
})

test('a section of fewer than five is never broken out; a larger one counts its own askers and answerers', async () => {
  const small = await reader.figures.get({ from: '2026-05-01', to: '2026-06-30', section: sectionId })
  expect(small.section).toMatchObject({ id: sectionId, name: '第0102課' })
  for (const figure of Object.values(small.figures))
    expect(figure).toMatchObject({ value: null, count: null, withheld: true })
  expect(small.lorenz).toEqual([])
  expect(small.trend.every(({ withheld }) => withheld)).toBe(true)
  const { rows } = await node.owner.query("select id from section where code = '0101'")
  const large = await reader.figures.get({ from: '2026-05-01', to: '2026-06-30', section: rows[0].id })
  expect(large.figures.askers.value).toBe(6)
  expect(large.figures.solvedAtOnce).toMatchObject({ value: 0, count: 6 })
  await node.owner.query("update person set left_on = '2026-04-30' where name = any('{p10,p11,p12,p13,p14}')")
  const telling = await reader.figures.get({ from: '2026-05-01', to: '2026-06-30', section: rows[0].id })
  expect(telling.figures.askers, 'the city without it is three people').toMatchObject({ value: null, withheld: true })
})

test('a period is of whole months: one that ends a day earlier tells nothing more', async () => {
  const ends = async (from: string, to: string) => {
    const given = await reader.figures.get({ from, to })
    return [given.from, given.to]
  }
  expect(await ends('2026-05-02', '2026-06-29')).toEqual(['2026-05-01', '2026-06-30'])
  expect(await ends('2026-05-31', '2026-05-31')).toEqual(['2026-05-01', '2026-05-31'])
  const { to } = await reader.figures.get({})
  expect(to).toBe(new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10))
})

test('guests have no figures; wrong periods and unknown sections are refused in words', async () => {
  await createPerson(node, { login: 'guest', roles: ['expert'] })
  await node.owner.query("update person set employment = 'guest' where name = 'guest'")
  await expect((await node.as('guest')).figures.get({})).rejects.toMatchObject({ status: 403 })
  await expect(reader.figures.get({ from: '2026-07-01', to: '2026-06-30' })).rejects.toMatchObject({
    status: 400,
    data: { reason: 'period' },
  })
  await expect(reader.figures.get({ from: '2000-01-01', to: '2026-06-30' })).rejects.toMatchObject({
    data: { reason: 'period' },
  })
  await expect(reader.figures.get({ section: newId() })).rejects.toMatchObject({ status: 404 })
  const { from, to } = await reader.figures.get({ to: '2026-03-31' })
  expect([from, to]).toEqual(['2025-04-01', '2026-03-31'])
})
