import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EventReader } from '#app/testing/event-reader'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { seenTopics } from '#modules/community/store/seen'
import { readConfig } from '#server/config'
import { applicationPool } from '#server/db/pool'
import { tokenOf } from '#server/http/security'
import { type Live, startLive } from '#server/live/live'
import { sessionCookie } from '#server/session'
import { liveSource } from './handlers/live-source.ts'
import { noticeRoutes } from './routes.ts'

let node: TestNode
let server: Server
let live: Live
let url: string
let pool: ReturnType<typeof applicationPool>

// The same route, asking after every sign of life whether the reader may still read.
beforeAll(async () => {
  node = await startTestNode()
  pool = applicationPool(node.ownerUrl, 3)
  live = startLive(node.ownerUrl, liveSource(pool))
  const [route] = noticeRoutes(seenTopics, { beatEvery: 20, beatsPerCheck: 1 })
  const config = readConfig({})
  server = createServer((request, response) => {
    const context = { pool, config, live, ...tokenOf(request, sessionCookie) }
    void route!.handle({ request, response, url: new URL(request.url!, 'http://node'), rest: '', context } as never)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await live?.stop()
  server?.closeAllConnections()
  server?.close()
  await pool?.end()
  await node?.stop()
})

const beats = (reader: EventReader) => reader.events.filter(({ kind }) => kind === 'beat').length

test('an open screen does not keep its session alive', async () => {
  await createPerson(node, { login: 'idle' })
  const { cookie } = await node.as('idle')
  await node.owner.query("update session set last_seen_at = now() - interval '10 minutes'")
  const before = (await node.owner.query('select last_seen_at from session')).rows
  const reader = new EventReader()
  await reader.connect(url, cookie)
  await reader.until((one) => beats(one) > 3)
  expect((await node.owner.query('select last_seen_at from session')).rows).toEqual(before)
  // It runs out under the open stream.
  await node.owner.query("update session set last_seen_at = now() - interval '61 minutes'")
  await reader.ended
  expect(reader.events.at(-1)?.kind).toBe('signed-out')
})

test('the stream of somebody who leaves or signs out ends', async () => {
  const { personId } = await createPerson(node, { login: 'leaver' })
  for (const end of [
    () => node.owner.query("update person set left_on = '2020-01-01' where id = $1", [personId]),
    () => node.owner.query('delete from session where person_id = $1', [personId]),
  ]) {
    const { cookie } = await node.as('leaver')
    const reader = new EventReader()
    await reader.connect(url, cookie)
    await reader.until((one) => beats(one) > 0)
    await end()
    await reader.ended
    expect(reader.events.at(-1)?.kind).toBe('signed-out')
    await node.owner.query('update person set left_on = null where id = $1', [personId])
  }
})
