import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, Pool } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client as Api, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { verifyAudit } from '#server/audit'
import { backup } from '#server/backup/backup'
import { restore } from '#server/backup/restore'
import { tablesInOrder } from '#server/backup/tables'
import { transaction } from '#server/db/transaction'
import { createTestDatabase } from '#server/testing/database'

let node: TestNode
let sato: Api
let folder: string
const files = () => join(folder, 'files')
const question = (title: string) => ({
  id: newId(),
  kind: 'question' as const,
  title,
  body: '改行\nタブ\t円\\記号 \u2028 𠮷',
  tags: ['控え'],
})

beforeAll(async () => {
  node = await startTestNode()
  folder = await mkdtemp(join(tmpdir(), 'banso-backup-'))
  await createPerson(node, { login: 'sato', name: '佐藤 花子' })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person',
  )
  sato = await node.as('sato')
  for (let i = 0; i < 5; i++) await sato.topic.create(question(`控えの質問 ${i}`))
  await node.owner.query(`select graphile_worker.add_job('search.fold', '{"n":1}', run_at => now() + interval '1 day')`)
})
afterAll(async () => {
  await node?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Every table's rows in one hash each, as the owner sees them. */
async function contents(url: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const result: Record<string, string> = {}
  for (const { name } of await tablesInOrder(client)) {
    const { rows } = await client.query(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\n' order by t::text)), '') as hash from "${name}" t`,
    )
    result[name] = rows[0].hash
  }
  const { rows } = await client.query(
    "select count(*)::int as n from graphile_worker.jobs where task_identifier = 'search.fold'",
  )
  result['jobs'] = String(rows[0].n)
  await client.end()
  return result
}

test('what is restored into an empty database is what was there, and its audit chain holds', async () => {
  const target = join(folder, 'whole.banso')
  const before = await contents(node.ownerUrl)
  const summary = await backup(node.ownerUrl, target, files())
  const empty = await createTestDatabase()
  expect(await restore(empty.adminUrl, target, files())).toEqual(summary)
  expect(await contents(empty.adminUrl)).toEqual(before)
  const pool = new Pool({ connectionString: empty.adminUrl })
  expect(await transaction(pool, { bodyId: node.bodyId }, verifyAudit)).toMatchObject({ faults: [] })
  const added = await pool.query("insert into body (code, name) values ('990027', '浜風市') returning body_id")
  expect(added.rows[0].body_id).toBeGreaterThan(node.bodyId)
  await pool.end()
  await empty.drop()
})

test('a backup taken while people write is of one moment', async () => {
  const target = join(folder, 'busy.banso')
  let writing = true
  const writer = (async () => {
    for (let i = 0; writing; i++)
      await sato.answer
        .create({ topicId: (await sato.topic.list({})).topics[0]!.id, id: newId(), body: `回答 ${i}` })
        .catch(() => {})
  })()
  await backup(node.ownerUrl, target, files())
  writing = false
  await writer
  const empty = await createTestDatabase()
  await restore(empty.adminUrl, target, files())
  const pool = new Pool({ connectionString: empty.adminUrl })
  const { rows } = await pool.query(
    `select t.answer_count, (select count(*)::int from answer a where a.topic_id = t.id) as answers from topic t`,
  )
  expect(rows.filter(({ answer_count, answers }) => answer_count !== answers)).toEqual([])
  expect(await transaction(pool, { bodyId: node.bodyId }, verifyAudit)).toMatchObject({ faults: [] })
  await pool.end()
  await empty.drop()
})

test('a database in use, a foreign file, a cut and a changed backup are refused, and nothing stays', async () => {
  const target = join(folder, 'refused.banso')
  await backup(node.ownerUrl, target, files())
  await expect(restore(node.ownerUrl, target, files())).rejects.toMatchObject({ reason: 'not-empty' })
  const empty = await createTestDatabase()
  const whole = await readFile(target)
  const broken = join(folder, 'broken.banso')
  await writeFile(broken, 'no backup at all')
  await expect(restore(empty.adminUrl, broken, files())).rejects.toMatchObject({ reason: 'not-a-backup' })
  await writeFile(broken, whole.subarray(0, Math.floor(whole.length * 0.8)))
  await expect(restore(empty.adminUrl, broken, files())).rejects.toMatchObject({ reason: 'damaged' })
  const client = new Client({ connectionString: empty.adminUrl })
  await client.connect()
  expect((await client.query('select * from body')).rows).toEqual([])
  await client.end()
  await empty.drop()
})
