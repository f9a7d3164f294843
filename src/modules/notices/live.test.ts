import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { EventReader } from '#app/testing/event-reader'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { startNodeProcess } from '#app/testing/node-process'
import { newId } from '#kernel/id'
import { applicationPool } from '#server/db/pool'
import { type Db, transaction } from '#server/db/transaction'
import { publish } from './public.ts'
import { sweepEvents } from './store/live.ts'

let node: TestNode
let asker: Client & { cookie: string }
let colleague: Client & { cookie: string }
let sectionId: string
const readers: EventReader[] = []

beforeAll(async () => {
  node = await startTestNode()
  sectionId = (await createPerson(node, { login: 'asker', section: '0101' })).sectionId
  await createPerson(node, { login: 'colleague', section: '0102' })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  asker = await node.as('asker')
  colleague = await node.as('colleague')
})
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close()
})
afterAll(() => node?.stop())

async function listen(who: { cookie: string }, query = '', url = node.url) {
  const reader = new EventReader()
  readers.push(reader)
  expect(await reader.connect(url, who.cookie, query)).toBe(200)
  await reader.until(({ events }) => events.length > 0)
  return reader
}

const ask = async (more: object = {}) => {
  const form = { id: newId(), kind: 'question' as const, title: '実況の試し', body: '本文です', tags: [], ...more }
  return (await asker.topic.create(form)).id
}

async function asSystem(work: (db: Db) => Promise<void>) {
  const pool = applicationPool(node.ownerUrl, 1)
  await transaction(pool, { bodyId: node.bodyId }, work)
  await pool.end()
}

/** Publishes as a change of the system would, and waits until every reader has had what came before it. */
let marks = 0
async function mark(reading: EventReader[]) {
  marks += 1
  const number = marks
  await asSystem((db) => publish(db, node.bodyId, 'body', 'mark', { number }))
  for (const reader of reading)
    await reader.until(({ live }) => live.some(({ kind, payload }) => kind === 'mark' && payload['number'] === number))
}

test('nobody listens without a session', async () => {
  expect(await new EventReader().connect(node.url, '')).toBe(401)
})

test('a reader gets their own notices, their body’s events and those of topics on screen; nobody else’s', async () => {
  const topic = await ask()
  const [own, other, looking] = await Promise.all([
    listen(asker),
    listen(colleague),
    listen(colleague, `?topics=${topic}`),
  ])
  await colleague.answer.create({ topicId: topic, id: newId(), body: '回答です' })
  await mark([own, other, looking])
  const kinds = (reader: EventReader) => reader.live.map(({ kind }) => kind).filter((kind) => kind !== 'mark')
  expect(kinds(own)).toEqual(['notice'])
  expect(kinds(other)).toEqual([])
  expect(kinds(looking)).toEqual(['answer.created'])
})

test('what is addressed to another section reaches nobody outside it, even when its number is known', async () => {
  const own = await listen(asker)
  const other = await listen(colleague)
  const topic = await ask({ audience: sectionId })
  const guessing = await listen(colleague, `?topics=${topic}`)
  await asker.topic.edit({ id: topic, title: '課内だけ', body: '直しました', revision: 1 })
  await mark([own, other, guessing])
  expect(own.live.map(({ kind }) => kind)).toContain('topic.created')
  expect(JSON.stringify([other.live, guessing.live])).not.toContain(topic)
})

test('a transaction that writes for long holds back nobody else’s events, and its own come when it commits', async () => {
  const reader = await listen(asker)
  // Of this database as of any other of the server: transaction numbers are the server's.
  const other = new URL(node.ownerUrl)
  other.pathname = '/postgres'
  const [long, elsewhere] = [new pg.Client(node.ownerUrl), new pg.Client(other.href)]
  await Promise.all([long.connect(), elsewhere.connect()])
  try {
    await elsewhere.query('begin')
    await elsewhere.query('select pg_current_xact_id()')
    await long.query('begin')
    await long.query("insert into live_event (body_id, channel, kind, payload) values ($1, 'body', 'early', '{}')", [
      node.bodyId,
    ])
    await mark([reader])
    expect(reader.live.map(({ kind }) => kind)).toEqual(['mark'])
    // Its own notification is never sent, as when only the other transaction had published.
    await long.query('commit')
    await mark([reader])
    expect(reader.live.map(({ kind }) => kind)).toEqual(['mark', 'early', 'mark'])
  } finally {
    await Promise.all([long.end(), elsewhere.end()])
  }
})

test('a browser cut off anywhere resumes without loss or doubles, while a transaction is still writing', async () => {
  const reader = await listen(colleague)
  const long = new pg.Client(node.ownerUrl)
  await long.connect()
  try {
    const insert = "insert into live_event (body_id, channel, kind, payload) values ($1, 'body', 'early', '{}')"
    await long.query('begin')
    await long.query(insert, [node.bodyId])
    for (const kind of ['one', 'two', 'three']) await asSystem((db) => publish(db, node.bodyId, 'body', kind, {}))
    await mark([reader])
    await long.query('commit')
    await mark([reader])
  } finally {
    await long.end()
  }
  const all = reader.live.map(({ seq }) => seq)
  const byNumber = (a: number, b: number) => a - b
  expect(new Set(all).size).toBe(6)
  for (const [i, { id }] of reader.events.entries()) {
    const back = new EventReader()
    readers.push(back)
    back.lastId = id
    await back.connect(node.url, colleague.cookie)
    await back.until(({ events }) => events.some(({ kind }) => kind === 'beat'))
    const before = reader.events.slice(0, i + 1).flatMap(({ kind, data }) => (kind === 'live' ? data : []))
    expect(back.live.map(({ seq }) => seq).sort(byNumber)).toEqual(all.slice(before.length).sort(byNumber))
    back.close()
  }
})

test('a change on one node reaches a browser on another; killed, the browser resumes without loss or doubles', async () => {
  const second = await startNodeProcess(node.ownerUrl)
  const reader = await listen(colleague, '', second.url)
  const made: string[] = [await ask(), await ask()]
  await mark([reader])
  await second.kill('SIGKILL')
  await reader.ended
  made.push(await ask(), await ask())
  expect(await reader.connect(node.url, colleague.cookie)).toBe(200)
  made.push(await ask())
  await mark([reader])
  const seen = reader.live.filter(({ kind }) => kind === 'topic.created').map(({ payload }) => payload['id'])
  expect(seen).toEqual(made)
})

test('a node that stops sends its browsers away at once', async () => {
  const second = await startNodeProcess(node.ownerUrl)
  const reader = await listen(colleague, '', second.url)
  await second.kill('SIGTERM')
  await reader.ended
  expect(reader.events.at(-1)?.kind).toBe('moved')
})

test('lost notifications are made up for by the clock, and the connection comes back', async () => {
  const reader = await listen(asker)
  const lost = await node.owner.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'banso-live' and datname = current_database()",
  )
  expect(lost.rowCount).toBeGreaterThan(0)
  await mark([reader])
  for (;;) {
    const { rowCount } = await node.owner.query(
      "select from pg_stat_activity where application_name = 'banso-live' and datname = current_database() and query like 'listen%'",
    )
    if (rowCount) break
  }
  await mark([reader])
})

test('a position that is too old, or of another database, is told to begin anew', async () => {
  const yesterday = Math.floor(Date.now() / 1000) - 86_400
  for (const lastId of [`${yesterday}-1:1:`, `${yesterday + 86_400}-1:999999999999:`, 'nonsense']) {
    const reader = new EventReader()
    readers.push(reader)
    reader.lastId = lastId
    await reader.connect(node.url, asker.cookie)
    await reader.until(({ events }) => events.some(({ kind }) => kind === 'beat'))
    expect(reader.events[0]?.kind).toBe('reset')
    await mark([reader])
    expect(reader.live).toHaveLength(1)
  }
})

test('one person holds eight streams at most, and a closed one makes room', async () => {
  await createPerson(node, { login: 'many' })
  const many = await node.as('many')
  const open = await Promise.all(Array.from({ length: 8 }, () => listen(many)))
  expect(await new EventReader().connect(node.url, many.cookie)).toBe(503)
  open[0]!.close()
  const next = new EventReader()
  readers.push(next)
  while ((await next.connect(node.url, many.cookie)) !== 200);
})

test('events older than a day are swept, newer ones stay', async () => {
  await node.owner.query(
    "insert into live_event (body_id, channel, kind, payload, at) values ($1, 'body', 'old', '{}', now() - interval '25 hours')",
    [node.bodyId],
  )
  await asSystem((db) => sweepEvents(db, node.bodyId))
  const { rows } = await node.owner.query(
    "select count(*) filter (where kind = 'old') as old, count(*) as n from live_event",
  )
  expect(rows[0].old).toBe(0)
  expect(rows[0].n).toBeGreaterThan(0)
})
