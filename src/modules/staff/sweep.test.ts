import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { readConfig } from '#server/config'
import { applicationPool } from '#server/db/pool'
import { staffJobs } from './jobs.ts'

let node: TestNode
let pool: ReturnType<typeof applicationPool>
let person: Client

beforeAll(async () => {
  node = await startTestNode()
  pool = applicationPool(node.ownerUrl, 2)
  await createPerson(node, { login: 'sato' })
  for (const end of ["expires_at = now() - interval '1 second'", "last_seen_at = now() - interval '25 hours'"]) {
    await node.as('sato')
    await node.owner.query(
      `update session set ${end} where last_seen_at > now() - interval '1 hour' and expires_at > now()`,
    )
  }
  person = await node.as('sato')
  await node.owner.query(
    "insert into rate_window values ($1, 'past', now() - interval '25 hours', 1), ($1, 'now', now(), 1)",
    [node.bodyId],
  )
})
afterAll(async () => {
  await pool?.end()
  await node?.stop()
})

test('the sweep removes sessions and rate windows that are over, and leaves the living', async () => {
  const count = async () => (await node.owner.query('select count(*) as n from session')).rows[0].n
  expect(Number(await count())).toBe(3)
  await staffJobs.tasks['session.sweep']!({}, { pool, config: readConfig({}) })
  expect(Number(await count())).toBe(1)
  await expect(person.topic.list({})).resolves.toMatchObject({ topics: [] })
  const { rows } = await node.owner.query("select key from rate_window where key in ('past', 'now')")
  expect(rows).toEqual([{ key: 'now' }])
})
