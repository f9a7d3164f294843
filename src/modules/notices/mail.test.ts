import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { type ReceivedMail, type Receiver, startMailReceiver } from '#app/testing/receiver-process'
import { newId } from '#kernel/id'
import { communityDigest } from '#modules/community/handlers/digest'
import { type Config, readConfig } from '#server/config'
import { applicationPool } from '#server/db/pool'
import type { JobContext } from '#server/jobs'
import { planDigests, sendDigest } from './handlers/digest.ts'
import { beginsWorkingWeek, isWorkingDay } from './handlers/working-day.ts'

let node: TestNode
let receiver: Receiver<ReceivedMail>
let context: JobContext
const people: Record<string, string> = {}
/** 2026-11-24 is a Tuesday after a holiday on Monday: the first working day of its week. 07:30 in Japan. */
const tuesday = new Date('2026-11-23T22:30:00Z')
const wednesday = new Date('2026-11-24T22:30:00Z')

beforeAll(async () => {
  node = await startTestNode()
  receiver = await startMailReceiver()
  for (const login of ['reader', 'weekly', 'none', 'nomail', 'office']) {
    const roles = login === 'office' ? (['dx-office'] as const) : []
    people[login] = (await createPerson(node, { login, name: `𠮷野家 ${login}`, roles: [...roles] })).personId
    if (login !== 'nomail')
      await node.owner.query('update person set mail = $2 where id = $1', [people[login], `${login}@city.example`])
  }
  await (await node.as('weekly')).preference.set({ mail: 'weekly', mutedKinds: [] })
  await (await node.as('none')).preference.set({ mail: 'none', mutedKinds: [] })
  context = { pool: applicationPool(node.ownerUrl, 3), config: settings(receiver.port) }
})
beforeEach(async () => {
  receiver.received.length = 0
  await node.owner.query(
    'delete from digest; delete from notice; delete from topic; delete from graphile_worker._private_jobs',
  )
})
afterAll(async () => {
  await context?.pool.end()
  await receiver?.stop()
  await node?.stop()
})

const settings = (port: number | undefined): Config =>
  readConfig({ BANSO_URL: 'http://banso.example', ...(port ? { BANSO_SMTP_URL: `smtp://127.0.0.1:${port}` } : {}) })

const tell = (login: string, title: string, at = '2026-11-20') =>
  node.owner.query(
    `insert into notice (body_id, id, person_id, kind, subject_kind, subject_id, topic_id, title, actor_name, at)
     values ($1, $2, $3, 'answered', 'topic', $2, $2, $4, '回答 する夫', $5)`,
    [node.bodyId, newId(), people[login], title, at],
  )

/** Does what the queue would do with the planned mails. */
async function sendPlanned(): Promise<void> {
  const { rows } = await node.owner.query('delete from graphile_worker._private_jobs returning payload')
  for (const { payload } of rows) await sendDigest(payload, context, communityDigest)
}

async function run(now: Date): Promise<void> {
  await planDigests(context, now)
  await sendPlanned()
}

/** The header and the decoded parts of a mail. */
function read({ raw }: ReceivedMail) {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const header = (name: string) => decoded(new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '')
  const parts = [
    ...raw.matchAll(
      /Content-Type: text\/(plain|html)[\s\S]*?Content-Transfer-Encoding: base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/g,
    ),
  ]
  const part = (type: string) => Buffer.from(parts.find((one) => one[1] === type)![2]!, 'base64').toString()
  return { header, text: part('plain'), html: part('html') }
}

const decoded = (text: string) =>
  text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, words: string) =>
    how.toUpperCase() === 'B'
      ? Buffer.from(words, 'base64').toString()
      : Buffer.from(
          words
            .replace(/_/g, ' ')
            .replace(/=([0-9A-F]{2})/g, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        ).toString(),
  )

test('a mail tells what is unread, readable in every mail program, with links and a way to stop it', async () => {
  await tell('reader', '電子申請の<フォーム>を𠮷田さんから引き継ぐには?')
  await run(tuesday)
  await receiver.count(1)
  expect(receiver.received.map(({ to }) => to)).toEqual([['reader@city.example']])
  const raw = receiver.received[0]!.raw
  expect([...raw].every((character) => character.charCodeAt(0) < 128)).toBe(true)
  const { header, text, html } = read(receiver.received[0]!)
  expect(header('Subject')).toBe('【伴走】11月24日のお知らせ（未読1件）')
  expect(header('To')).toContain('𠮷野家 reader')
  expect(header('List-Unsubscribe')).toBe('<http://banso.example/settings/notices>')
  expect(header('Auto-Submitted')).toBe('auto-generated')
  expect(text).toContain('電子申請の<フォーム>を𠮷田さんから引き継ぐには?（回答 する夫 さん）')
  expect(text).toMatch(/http:\/\/banso\.example\/topics\/[0-9a-f-]{36}/)
  expect(html).toContain('電子申請の&lt;フォーム&gt;を')
  expect(html).not.toContain('<フォーム>')
})

test('a notice is mailed once: not on a second run, nor on the next day; what was read is not mailed', async () => {
  await tell('reader', '一度だけ')
  await run(tuesday)
  await run(tuesday)
  await run(wednesday)
  expect(receiver.received).toHaveLength(1)
  await tell('reader', '読んだもの')
  await (await node.as('reader')).notice.read({})
  await run(new Date('2026-11-25T22:30:00Z'))
  expect(receiver.received).toHaveLength(1)
})

test('two workers with the same mail send it once', async () => {
  await tell('reader', '取り合い')
  await planDigests(context, tuesday)
  const planned = { bodyId: node.bodyId, personId: people['reader']!, day: '2026-11-24' }
  await Promise.all([sendDigest(planned, context, communityDigest), sendDigest(planned, context, communityDigest)])
  expect(receiver.received).toHaveLength(1)
})

test('those who chose none, or have no address, get none; weekly ones only at the beginning of the week', async () => {
  for (const login of ['reader', 'weekly', 'none', 'nomail']) await tell(login, '全員へ')
  await run(wednesday)
  expect(receiver.received.map(({ to }) => to[0])).toEqual(['reader@city.example'])
  await run(new Date('2026-11-29T22:30:00Z'))
  expect(receiver.received.map(({ to }) => to[0])).toEqual(['reader@city.example', 'weekly@city.example'])
})

test('who turns mail off after it was planned gets none', async () => {
  await tell('reader', '止めた人')
  await planDigests(context, tuesday)
  const reader = await node.as('reader')
  await reader.preference.set({ mail: 'none', mutedKinds: [] })
  await sendPlanned()
  await reader.preference.set({ mail: 'daily', mutedKinds: [] })
  expect(receiver.received).toEqual([])
})

test('a refused connection loses nothing: the same mail goes out at the next try', async () => {
  await tell('reader', '失われない')
  const port = receiver.port
  await receiver.stop()
  await planDigests(context, tuesday)
  const planned = { bodyId: node.bodyId, personId: people['reader']!, day: '2026-11-24' }
  await expect(sendDigest(planned, context, communityDigest)).rejects.toMatchObject({ code: 'ESOCKET' })
  receiver = await startMailReceiver(port)
  await sendDigest(planned, context, communityDigest)
  await receiver.count(1)
  expect(read(receiver.received[0]!).text).toContain('失われない')
})

test('the DX section is told of questions without an answer, by nobody’s name and not those of one section', async () => {
  const insert = `insert into topic (body_id, id, kind, title, body, html, author_id, audience_id, created_at)
    values ($1, gen_random_uuid(), 'question', $2, '', '', $3, $4, now() - interval '3 days')`
  const { rows } = await node.owner.query('select id from section limit 1')
  await node.owner.query(insert, [node.bodyId, '待っている質問', people['reader'], null])
  await node.owner.query(insert, [node.bodyId, '課内の質問', people['reader'], rows[0].id])
  await run(tuesday)
  await receiver.count(1)
  expect(receiver.received.map(({ to }) => to[0])).toEqual(['office@city.example'])
  const { text } = read(receiver.received[0]!)
  expect(text).toContain('待っている質問')
  expect(text).not.toContain('課内の質問')
  expect(text).not.toContain('𠮷野家 reader')
})

test('without a mail server nothing is planned, and preferences say so', async () => {
  await tell('reader', '送られない')
  await planDigests({ ...context, config: settings(undefined) }, tuesday)
  const { rows } = await node.owner.query('select from digest')
  expect(rows).toEqual([])
  expect(await (await node.as('reader')).preference.get({})).toMatchObject({
    mailServer: false,
    address: 'reader@city.example',
  })
})

test('nothing on days the office is closed', async () => {
  expect(['2026-11-23', '2026-11-22', '2026-12-29', '2027-01-03', '2026-05-06'].map(isWorkingDay)).toEqual(
    Array(5).fill(false),
  )
  expect(['2026-11-24', '2026-12-28', '2027-01-04'].map(isWorkingDay)).toEqual([true, true, true])
  expect(['2026-11-24', '2026-11-25', '2026-11-30', '2026-11-23'].map(beginsWorkingWeek)).toEqual([
    true,
    false,
    true,
    false,
  ])
  await tell('reader', '休みの日')
  await run(new Date('2026-11-22T22:30:00Z'))
  expect(receiver.received).toEqual([])
})
