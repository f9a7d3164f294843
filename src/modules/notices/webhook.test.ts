import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { type ReceivedPost, type Receiver, startHttpReceiver } from '#app/testing/receiver-process'
import { newId } from '#kernel/id'
import { waitAfter } from './rules/backoff.ts'

let node: TestNode
let office: Client
let staff: Client
let receiver: Receiver<ReceivedPost> | undefined

beforeAll(async () => {
  node = await startTestNode({ BANSO_JOBS: '2', BANSO_WEBHOOK_LOCAL: 'true', BANSO_URL: 'http://banso.example' })
  await createPerson(node, { login: 'office', roles: ['dx-office'] })
  await createPerson(node, { login: 'staff', name: '質問 する子' })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  office = await node.as('office')
  staff = await node.as('staff')
})
afterEach(async () => {
  await receiver?.stop()
  receiver = undefined
  await node.owner.query('delete from webhook')
})
afterAll(() => node?.stop())

async function hook(statuses: number[], more: object = {}) {
  receiver = await startHttpReceiver(statuses)
  const url = `http://127.0.0.1:${receiver.port}/hook`
  const made = await office.webhook.create({ name: '庁内チャット', url, events: ['topic.created'], ...more })
  return { ...made, receiver }
}

const ask = (more: object = {}) =>
  staff.topic.create({ id: newId(), kind: 'question', title: '電子申請の直し方', body: '本文です', tags: [], ...more })

/** Makes every waiting try due now, as the clock would. */
const hurry = () => node.owner.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()')

async function settled(id: string, state: string) {
  for (;;) {
    const { deliveries } = await office.webhook.deliveries({ id })
    if (deliveries[0]?.state === state) return deliveries
  }
}

test('a subscribed event is posted with a signature the receiver can verify', async () => {
  const { id, secret, receiver } = await hook([204])
  const topic = await ask()
  await receiver.count(1)
  const { headers, body } = receiver.received[0]!
  expect(headers['x-banso-event']).toBe('topic.created')
  const expected = createHmac('sha256', secret).update(`${headers['x-banso-timestamp']}.${body}`).digest('hex')
  expect(headers['x-banso-signature']).toBe(`v1=${expected}`)
  expect(JSON.parse(body)).toMatchObject({
    id: headers['x-banso-delivery'],
    event: 'topic.created',
    url: `http://banso.example/topics/${topic.id}`,
    topic: { id: topic.id, title: '電子申請の直し方', author: '質問 する子' },
  })
  await settled(id, 'delivered')
})

test('refused at first, the same delivery is tried again under the same number until it is taken', async () => {
  const { id, receiver } = await hook([500, 503, 200])
  await ask()
  for (const n of [1, 2, 3]) {
    await receiver.count(n)
    if (n < 3)
      while (
        !(await office.webhook.deliveries({ id })).deliveries[0]?.nextAt ||
        (await office.webhook.deliveries({ id })).deliveries[0]!.attempts < n
      );
    await hurry()
    await node.owner.query('notify "jobs:insert", \'{}\'')
  }
  const [delivery] = await settled(id, 'delivered')
  expect(delivery?.attempts).toBe(3)
  expect(new Set(receiver.received.map(({ headers }) => headers['x-banso-delivery'])).size).toBe(1)
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
})

test('given up after the last try, it is shown as failed, and can be sent again by hand', async () => {
  const { id, receiver } = await hook([500])
  await ask()
  await receiver.count(1)
  while ((await office.webhook.deliveries({ id })).deliveries[0]?.lastError !== 'HTTP 500');
  await node.owner.query('update webhook_delivery set attempts = 7 where webhook_id = $1', [id])
  await hurry()
  await node.owner.query('notify "jobs:insert", \'{}\'')
  const [failed] = await settled(id, 'failed')
  expect(failed).toMatchObject({ attempts: 8, lastError: 'HTTP 500', nextAt: null })
  expect((await office.webhook.list({})).webhooks[0]).toMatchObject({ failed: 1 })
  await office.webhook.retry({ deliveryId: failed!.id })
  await receiver.count(3)
  await expect(office.webhook.retry({ deliveryId: newId() })).rejects.toMatchObject({ status: 404 })
})

test('a redirect is not followed', async () => {
  const { id, receiver } = await hook([302])
  await ask()
  while ((await office.webhook.deliveries({ id })).deliveries[0]?.lastError !== 'HTTP 302');
  expect(receiver.received.map(({ path }) => path)).toEqual(['/hook'])
})

test('a chat tool gets one sentence; an anonymous author and a section’s own topic are not told', async () => {
  const { receiver } = await hook([200], { format: 'text' })
  const { rows } = await node.owner.query('select id from section limit 1')
  await ask({ audience: rows[0].id, title: '課内の相談' })
  const { id } = await ask({ anonymous: true, title: '匿名の相談' })
  await receiver.count(1)
  expect(JSON.parse(receiver.received[0]!.body)).toEqual({
    text: `新しい質問：匿名の相談\nhttp://banso.example/topics/${id}`,
  })
  const { rows: made } = await node.owner.query('select payload from webhook_delivery')
  expect(made).toHaveLength(1)
  expect(JSON.stringify(made)).not.toContain('質問 する子')
})

test('nothing is sent of a change that is rolled back, and nothing by a webhook that rests', async () => {
  const { id, receiver } = await hook([200])
  await expect(ask({ attachments: [newId()] })).rejects.toMatchObject({ data: { reason: 'attachment' } })
  await office.webhook.update({ id, active: false })
  await ask()
  await office.webhook.update({ id, active: true })
  await office.webhook.test({ id })
  await receiver.count(1)
  expect(receiver.received.map(({ headers }) => headers['x-banso-event'])).toEqual(['test'])
})

test('the secret is shown once, and renewed on request', async () => {
  const { id, secret } = await hook([200])
  expect(JSON.stringify(await office.webhook.list({}))).not.toContain(secret)
  expect(await office.webhook.update({ id, name: '別の名' })).toEqual({})
  const renewed = await office.webhook.update({ id, newSecret: true })
  expect(renewed.secret).toMatch(/^whsec_/)
  expect(renewed.secret).not.toBe(secret)
})

test('others may neither see nor change webhooks; a bad address is refused', async () => {
  const { id } = await hook([200])
  const fields = { name: '別', url: 'http://192.0.2.1/', events: ['topic.created' as const] }
  for (const call of [
    () => staff.webhook.list({}),
    () => staff.webhook.create(fields),
    () => staff.webhook.update({ id, name: '別' }),
    () => staff.webhook.remove({ id }),
    () => staff.webhook.test({ id }),
    () => staff.webhook.deliveries({ id }),
    () => staff.webhook.retry({ deliveryId: newId() }),
  ])
    await expect(call()).rejects.toMatchObject({ status: 403 })
  for (const url of ['ftp://chat.example/', 'javascript:alert(1)', 'http://me:secret@chat.example/', '/hook'])
    await expect(office.webhook.create({ ...fields, url })).rejects.toMatchObject({ status: 400 })
  await office.webhook.remove({ id })
  await expect(office.webhook.remove({ id })).rejects.toMatchObject({ status: 404 })
})

test('tries are spread over about a day, ever farther apart', () => {
  const waits = Array.from({ length: 8 }, (_, n) => waitAfter(n + 1))
  expect(waits[7]).toBeUndefined()
  const given = waits.slice(0, 7) as number[]
  expect(given.toSorted((a, b) => a - b)).toEqual(given)
  const hours = given.reduce((sum, wait) => sum + wait, 0) / 3_600_000
  expect(hours).toBeGreaterThan(18)
  expect(hours).toBeLessThan(30)
})
