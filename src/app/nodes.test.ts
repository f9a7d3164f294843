import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOf, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { readConfig } from '#server/config'
import { migrationSteps } from '#server/db/migrate'
import { applicationPool, ownerPool } from '#server/db/pool'
import { enqueue, type Jobs, startJobs } from '#server/jobs'
import { inBody } from '#server/operations'
import { clusterVariable } from '#server/testing/database'
import { type RunningNode, startNode } from './node.ts'

const quiet = { BANSO_PORT: '0', BANSO_HOST: '127.0.0.1', BANSO_LOG: 'silent', BANSO_JOBS: '0' }
let first: TestNode
let second: RunningNode

beforeAll(async () => {
  first = await startTestNode()
  second = await startNode(readConfig(quiet), first.ownerUrl, (_, response) => response.end())
  await createPerson(first, { login: 'walker' })
  await createPerson(first, { login: 'writer' })
  await first.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [first.bodyId],
  )
})
afterAll(async () => {
  await second?.stop()
  await first?.stop()
})

test('who signed in on one node is known on the other, and signed out on both at once', async () => {
  const { cookie } = await first.as('walker')
  const [here, there] = [clientOf(first.url, cookie), clientOf(second.url, cookie)]
  expect(await there.session.current()).toEqual(await here.session.current())
  await there.session.signOut()
  await expect(here.topic.list({})).rejects.toMatchObject({ status: 401 })
  await expect(there.topic.list({})).rejects.toMatchObject({ status: 401 })
})

test('a limit counts what a person did on all nodes', async () => {
  const { cookie } = await first.as('writer')
  const clients = [clientOf(first.url, cookie), clientOf(second.url, cookie)]
  const post = (i: number) =>
    clients[i % 2]!.topic.create({
      ...{
        id: newId(),
        kind: 'question',
        title: `上限の試し ${i} 件目です`,
        body: '二つのノードに交互に送ります。',
        tags: [],
      },
    })
  for (let i = 0; i < 20; i++) await post(i)
  for (const i of [20, 21]) await expect(post(i)).rejects.toMatchObject({ status: 503, data: { reason: 'too-many' } })
})

test('two processes that migrate an empty database at once: one does it, the other finds it done', async () => {
  const url = new URL(process.env[clusterVariable]!)
  const name = `banso_migrate_${randomBytes(4).toString('hex')}`
  await first.owner.query(`create database ${name} template template0 encoding 'UTF8' locale 'C'`)
  try {
    url.pathname = `/${name}`
    const run = () =>
      promisify(execFile)(process.execPath, ['--no-warnings', join(import.meta.dirname, 'cli.ts'), 'migrate'], {
        env: { ...process.env, DATABASE_URL: url.href },
      })
    const said = (await Promise.all([run(), run()])).map(({ stdout }) => stdout.trim()).sort()
    expect(said).toEqual(['すでに最新です。', expect.stringMatching(/^更新しました: 0001/)])
    const owner = new Pool({ connectionString: url.href, max: 1 })
    const { rows } = await owner.query('select name from migration order by name')
    await owner.end()
    expect(rows.map((row) => row.name)).toEqual((await migrationSteps()).map((step) => step.name))
  } finally {
    await first.owner.query(`drop database ${name} with (force)`)
  }
})

test('each of many jobs runs once, whichever node takes it', async () => {
  const config = readConfig({ ...quiet, BANSO_JOBS: '4' })
  const ran: { node: number; job: number }[] = []
  const countOn = (node: number): Jobs => ({
    tasks: { 'test.count': async ({ job }) => void ran.push({ node, job: job as number }) },
  })
  const pool = applicationPool(first.ownerUrl, 2)
  const owners = [ownerPool(first.ownerUrl, 6), ownerPool(first.ownerUrl, 6)]
  const runners = await Promise.all(owners.map((owner, node) => startJobs(owner, [countOn(node)], { pool, config })))
  try {
    await inBody(pool, first.bodyId, async (db) => {
      for (let job = 0; job < 100; job++) await enqueue(db, 'test.count', { job })
    })
    await expect.poll(() => new Set(ran.map(({ job }) => job)).size, { timeout: 20_000 }).toBe(100)
    expect(ran).toHaveLength(100)
    expect(new Set(ran.map(({ node }) => node))).toEqual(new Set([0, 1]))
  } finally {
    for (const runner of runners) await runner?.stop()
    for (const open of [pool, ...owners]) await open.end()
  }
})
