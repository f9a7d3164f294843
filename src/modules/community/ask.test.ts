import type { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { addWorkingHours } from '#kernel/working-time'
import { readConfig } from '#server/config'
import { applicationPool } from '#server/db/pool'
import { communityJobs } from './jobs.ts'

let node: TestNode
let pool: Pool
const clients: Record<string, Client> = {}
const ids: Record<string, string> = {}

const people = [
  { login: 'asker', section: '0101' },
  { login: 'expert', section: '0102' },
  { login: 'second', section: '0103' },
  { login: 'third', section: '0103' },
  { login: 'hidden', section: '0104' },
  { login: 'head', section: '0101', head: true },
  { login: 'dx', section: '0105', roles: ['dx-office' as const] },
  { login: 'park', section: '0106' },
]

beforeAll(async () => {
  node = await startTestNode()
  pool = applicationPool(node.ownerUrl, 3)
  for (const person of people)
    ids[person.login] = (await createPerson(node, { name: `${person.login}さん`, ...person })).personId
  await node.owner.query("update section_period set duties = '公園の遊具、街路樹の管理' where name = '第0106課'")
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person',
  )
  for (const { login } of people) clients[login] = await node.as(login)
  // Three people have answered like questions; the fourth did so without their name.
  for (const [login, anonymous] of [
    ['expert', false],
    ['second', false],
    ['third', false],
    ['hidden', true],
  ] as const) {
    const { id } = await ask('dx', {
      title: `電子申請フォームの公開手順（${login}）`,
      body: '電子申請のフォームを公開する手順を知りたい。',
    })
    const answer = { topicId: id, id: newId(), body: '管理画面から公開の日を決めます。', anonymous }
    await clients[login]!.answer.create(answer)
    if (login === 'expert') await clients.dx!.answer.accept({ id: answer.id, accepted: true })
  }
})
afterAll(async () => {
  await pool?.end()
  await node?.stop()
})

const ask = (login: string, more: object = {}) =>
  clients[login]!.topic.create({
    id: newId(),
    kind: 'question',
    title: '電子申請フォームを公開する手順',
    body: '電子申請のフォームを初めて公開します。手順を教えてください。',
    ...more,
  })

const run = (task: string, payload: Record<string, unknown> = {}) =>
  communityJobs.tasks[task]!({ bodyId: node.bodyId, ...payload }, { pool, config: readConfig({}) })

/** Lets the next step's time come, as the database tells it, and runs its job. */
async function passTime(topicId: string) {
  await node.owner.query(
    "update routing set next_at = now() - interval '1 minute' where topic_id = $1 and next_at is not null",
    [topicId],
  )
  await run('ask.route', { topicId })
}

async function asksOf(topicId: string) {
  const { rows } = await node.owner.query<{ person_id: string; step: string; state: string }>(
    'select person_id, step, state from ask where topic_id = $1 order by asked_at, id',
    [topicId],
  )
  const name = (id: string) => Object.keys(ids).find((login) => ids[login] === id)!
  return rows.map(({ person_id, step, state }) => `${name(person_id)} ${step} ${state}`).sort()
}

const free = () =>
  node.owner.query(
    "update ask set asked_at = asked_at - interval '8 days', state = case state when 'asked' then 'expired' else state end",
  )

test('an unanswered question goes to the two best people after four working hours, once', async () => {
  const { id } = await ask('asker')
  const { rows } = await node.owner.query(
    `select r.next_at, t.created_at, j.run_at from routing r join topic t on t.id = r.topic_id
       join graphile_worker.jobs j on j.key = 'ask.route:' || r.body_id || ':' || r.topic_id where r.topic_id = $1`,
    [id],
  )
  expect(rows[0].next_at).toEqual(addWorkingHours(rows[0].created_at, 4))
  expect(rows[0].run_at).toEqual(rows[0].next_at)

  await run('ask.route', { topicId: id }) // too early: nothing
  expect(await asksOf(id)).toEqual([])
  await passTime(id)
  const first = await asksOf(id)
  expect(first).toHaveLength(2)
  expect(first).toContain('expert people asked') // the only accepted answer
  expect(first.join()).not.toContain('asker')
  await run('ask.route', { topicId: id }) // the job again, as after a crash
  expect(await asksOf(id)).toEqual(first)
  const told = await node.owner.query(
    "select count(*)::int as n from notice where subject_id = $1 and kind = 'asked'",
    [id],
  )
  expect(told.rows[0].n).toBe(2)

  const { asks, openCount } = await clients.expert!.ask.list({})
  expect(openCount).toBe(1)
  expect(asks[0]).toMatchObject({ topic: { id }, step: 'people', state: 'asked' })
  expect(asks[0]!.reasons[0]!.source).toBe('answers')
  expect(asks[0]!.reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)

  await clients.expert!.answer.create({ topicId: id, id: newId(), body: '公開の前に下見の画面で確かめます。' })
  const ended = await asksOf(id)
  expect(ended).toContain('expert people answered')
  expect(ended.filter((line) => line.endsWith('withdrawn'))).toHaveLength(1)
  await passTime(id)
  expect(await asksOf(id)).toEqual(ended) // an answer stops it
  expect((await clients.expert!.ask.list({ open: false })).asks[0]).toMatchObject({ state: 'answered' })
  await free()
})

test('declining asks the next person at once; twice is once, and another’s ask cannot be touched', async () => {
  const { id } = await ask('asker')
  await passTime(id)
  const before = await asksOf(id)
  const mine = (await clients.expert!.ask.list({})).asks.find(({ topic }) => topic.id === id)!
  await expect(clients.park!.ask.decline({ id: mine.id })).rejects.toMatchObject({ status: 404 })
  expect(await clients.expert!.ask.decline({ id: mine.id, reason: '担当を離れました' })).toEqual({ state: 'declined' })
  expect(await clients.expert!.ask.decline({ id: mine.id })).toEqual({ state: 'declined' })
  const after = await asksOf(id)
  expect(after).toHaveLength(before.length + 1)
  expect(after).toContain('expert people declined')
  expect(after.filter((line) => line.endsWith('asked'))).toHaveLength(2)
  await clients.second!.answer.create({ topicId: id, id: newId(), body: '手引きの三章にあります。' })
  const withdrawn = await node.owner.query(
    "select id, person_id from ask where topic_id = $1 and state = 'withdrawn'",
    [id],
  )
  for (const row of withdrawn.rows) {
    const login = Object.keys(ids).find((name) => ids[name] === row.person_id)!
    await expect(clients[login]!.ask.decline({ id: row.id })).rejects.toMatchObject({
      status: 409,
      data: { reason: 'ended' },
    })
  }
  await free()
})

test('it climbs to the head, the DX section and the adviser’s mark; the asker sees counts, moderators names', async () => {
  const { id } = await ask('asker', { title: '街路樹の剪定を頼みたい', body: '街路樹の剪定の頼み方が分かりません。' })
  await passTime(id)
  expect(await asksOf(id)).toEqual(['park people asked']) // its section's duties
  await passTime(id)
  expect(await asksOf(id)).toContain('head leader asked')
  await passTime(id)
  expect(await asksOf(id)).toEqual(['dx dx-office asked', 'head leader asked', 'park people asked'])
  expect(await clients.asker!.ask.forTopic({ topicId: id })).toMatchObject({
    step: 'dx-office',
    nextStep: 'adviser',
    counts: { asked: 3, waiting: 3, declined: 0 },
    people: null,
  })
  await passTime(id)
  const seen = await clients.dx!.ask.forTopic({ topicId: id })
  expect(seen).toMatchObject({ step: 'adviser', nextAt: null, nextStep: null })
  expect(seen.people?.map(({ name }) => name).sort()).toEqual(['dxさん', 'headさん', 'parkさん'])
  await expect(clients.park!.ask.forTopic({ topicId: id })).rejects.toMatchObject({
    status: 403,
    data: { reason: 'not-asker' },
  })
  const { rows } = await node.owner.query(
    "select count(*)::int as n from notice where subject_id = $1 and kind = 'escalated' and person_id = $2",
    [id, ids.dx],
  )
  expect(rows[0].n).toBe(2) // asked at their step, told at the adviser's
  await free()
})

test('nobody at a step: it is passed over at once; an anonymous asker’s own head is not asked', async () => {
  const { id } = await ask('asker', { title: 'とんぼの飼い方', body: 'やごの餌。', anonymous: true })
  await passTime(id)
  expect(await asksOf(id)).toEqual(['dx dx-office asked'])
  await free()
})

test('a question for one section asks only those who may read it', async () => {
  const { rows } = await node.owner.query("select id from section where code = '0101'")
  const { id } = await ask('asker', { audience: rows[0].id })
  await passTime(id)
  expect(await asksOf(id)).toEqual(['head leader asked'])
  await free()
})

test('will, cap and absence are respected; who answered anonymously is never shown', async () => {
  const text = '電子申請フォームを公開する手順'
  const found = async () => (await clients.asker!.ask.candidates({ text, limit: 10 })).people.map(({ id }) => id)
  const all = await found()
  expect(all).toEqual(expect.arrayContaining([ids.expert, ids.second, ids.third]))
  expect(all).not.toContain(ids.hidden)
  expect(all).not.toContain(ids.asker)
  const profile = { willing: true, weeklyCap: 3, awayUntil: null, interests: [] }
  await clients.expert!.helper.set({ ...profile, willing: false })
  await clients.second!.helper.set({ ...profile, weeklyCap: 0 })
  await clients.third!.helper.set({ ...profile, awayUntil: '2099-03-31' })
  expect(await found()).not.toEqual(expect.arrayContaining([ids.expert]))
  const left = await found()
  for (const login of ['expert', 'second', 'third']) expect(left).not.toContain(ids[login])
  const { id } = await ask('asker')
  await passTime(id)
  // The system may choose who answered anonymously; neither their list nor the moderators' says why.
  expect(await asksOf(id)).toEqual(['hidden people asked'])
  await clients.hidden!.answer.create({ topicId: id, id: newId(), body: '匿名の回答です。', anonymous: true })
  const moderators = await clients.dx!.ask.forTopic({ topicId: id })
  expect(moderators.people).toMatchObject([{ state: 'withdrawn' }])
  for (const login of ['expert', 'second', 'third']) await clients[login]!.helper.set(profile)
  await free()
})

test('declared interests bring questions; the profile is the person’s own', async () => {
  await clients.park!.helper.set({
    willing: true,
    weeklyCap: 5,
    awayUntil: null,
    interests: ['ドローン', 'ﾄﾞﾛｰﾝ', '測量'],
  })
  expect(await clients.park!.helper.get()).toMatchObject({
    weeklyCap: 5,
    interests: [{ name: 'ドローン' }, { name: '測量' }],
  })
  const { people: found } = await clients.asker!.ask.candidates({ text: 'ドローンで測量したい' })
  expect(found[0]).toMatchObject({
    id: ids.park,
    reasons: [{ source: 'interest', share: 1, details: ['ドローン', '測量'] }],
  })
  expect((await clients.asker!.helper.get()).interests).toEqual([])
  await expect(
    clients.park!.helper.set({ willing: true, weeklyCap: 51, awayUntil: null, interests: [] }),
  ).rejects.toMatchObject({ status: 400 })
})

test('nobody is asked beyond the cap, even by questions that come at the same moment', async () => {
  await free()
  await clients.park!.helper.set({ willing: true, weeklyCap: 1, awayUntil: null, interests: [] })
  const topics = await Promise.all(
    [1, 2, 3].map((n) => ask('asker', { title: `街路樹の剪定 その${n}`, body: '街路樹' })),
  )
  await Promise.all(topics.map(({ id }) => passTime(id)))
  const { rows } = await node.owner.query(
    "select count(*)::int as n from ask where person_id = $1 and asked_at > now() - interval '7 days'",
    [ids.park],
  )
  expect(rows[0].n).toBe(1)
})

test('the sweep frees people and wakes questions whose job was lost', async () => {
  await free()
  const { id } = await ask('asker')
  await node.owner.query('delete from graphile_worker._private_jobs')
  await passTime(id)
  await node.owner.query("update ask set due_at = now() - interval '1 minute' where topic_id = $1", [id])
  await node.owner.query("update routing set next_at = now() - interval '1 minute' where topic_id = $1", [id])
  await run('ask.sweep')
  expect((await asksOf(id)).every((line) => line.endsWith('expired'))).toBe(true)
  const { rows } = await node.owner.query(
    "select count(*)::int as n from graphile_worker.jobs where key like '%' || $1 and run_at <= now()",
    [id],
  )
  expect(rows[0].n).toBe(1)
})

test('a closed question asks nobody; opened again it goes on', async () => {
  const { id } = await ask('asker')
  await clients.asker!.topic.close({ id, closed: true })
  await passTime(id)
  expect(await asksOf(id)).toEqual([])
  await clients.asker!.topic.close({ id, closed: false })
  await passTime(id)
  expect((await asksOf(id)).length).toBeGreaterThan(0)
})

test('rules of routing are the DX section’s to change, and must be in order', async () => {
  const { rules, preset } = await clients.park!.routing.get()
  expect(rules).toEqual(preset)
  await expect(clients.park!.routing.set({ rules })).rejects.toMatchObject({ status: 403 })
  const wrong = { ...rules, hours: { ...rules.hours, people: 50 } }
  await expect(clients.dx!.routing.set({ rules: wrong })).rejects.toMatchObject({ status: 400 })
  await clients.dx!.routing.set({ rules: { ...rules, hours: { ...rules.hours, people: 1 }, opens: '09:00' } })
  const { id } = await ask('asker')
  const { rows } = await node.owner.query(
    'select r.next_at, t.created_at from routing r join topic t on t.id = r.topic_id where t.id = $1',
    [id],
  )
  expect(rows[0].next_at).toEqual(addWorkingHours(rows[0].created_at, 1, { opens: '09:00', closes: '17:15' }))
})

test('a node’s own worker runs the job when its time comes', async () => {
  const working = await startTestNode({ BANSO_JOBS: '1' })
  try {
    const { personId } = await createPerson(working, { login: 'dx', section: '0105', roles: ['dx-office'] })
    await createPerson(working, { login: 'asker' })
    await working.owner.query(
      'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person',
    )
    const client = await working.as('asker')
    const { id } = await client.topic.create({
      id: newId(),
      kind: 'problem',
      title: '届け先のない困りごと',
      body: '困っています。',
    })
    await working.owner.query("update routing set next_at = now() - interval '1 minute'")
    await working.owner.query(
      "update graphile_worker._private_jobs set run_at = now() - interval '1 second' where key like 'ask.route:%'",
    )
    const asked = async () =>
      (await working.owner.query('select person_id, step from ask where topic_id = $1', [id])).rows
    await expect.poll(asked, { timeout: 15_000 }).toEqual([{ person_id: personId, step: 'dx-office' }])
  } finally {
    await working.stop()
  }
}, 30_000)
