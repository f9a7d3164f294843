import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bringAttachment, pdf, readAttachment } from '#app/testing/attachment'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { verifyAudit } from '#server/audit'
import { backup } from '#server/backup/backup'
import { restore } from '#server/backup/restore'
import { type Config, readConfig } from '#server/config'
import { applicationPool } from '#server/db/pool'
import { transaction } from '#server/db/transaction'
import { createTestDatabase } from '#server/testing/database'
import { sweepAttachments } from './handlers/attachment.ts'

const question = (attachments: string[]) => ({
  id: newId(),
  kind: 'question' as const,
  title: '添付の試し',
  body: '本文',
  attachments,
})

describe.each(['database', 'folder'])('attachments kept in the %s', (place) => {
  let node: TestNode
  let data: string
  let config: Config
  let pool: Pool
  let asker: Client & { cookie: string }

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'banso-files-'))
    const settings = { BANSO_DATA: data, BANSO_FILES: place }
    config = readConfig(settings)
    node = await startTestNode(settings)
    pool = applicationPool(node.ownerUrl, 2)
    await createPerson(node, { login: 'asker' })
    await node.owner.query(
      'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person',
    )
    asker = await node.as('asker')
  })
  afterAll(async () => {
    await pool?.end()
    await node?.stop()
    await rm(data, { recursive: true, force: true })
  })

  const bring = (bytes: Buffer, name: string) => bringAttachment(node, asker, bytes, name)
  const read = (id: string) => readAttachment(node, asker, id)

  test('the sweep takes what nobody posted in a day and what no row names, on two nodes at once', async () => {
    const [old, fresh, used] = [
      await bring(pdf('古い'), '古.pdf'),
      await bring(pdf('新しい'), '新.pdf'),
      await bring(pdf('使う'), '使.pdf'),
    ]
    await asker.topic.create(question([used.id]))
    await node.owner.query(`update attachment set created_at = now() - interval '25 hours' where id = any($1)`, [
      [old.id, used.id],
    ])
    const folder = join(data, 'files', String(node.bodyId))
    const stray = join(folder, 'ab', 'ab'.repeat(32))
    if (place === 'folder') {
      await mkdir(join(folder, 'ab'), { recursive: true })
      await writeFile(stray, 'stray')
      await writeFile(`${stray}.1.partial`, 'half')
      await writeFile(join(folder, 'README'), 'of the administrator')
    }
    const during = Array.from({ length: 5 }, (_, i) => bring(pdf(`同時 ${i}`), '同時.pdf'))
    await Promise.all([sweepAttachments({ pool, config }), sweepAttachments({ pool, config })])
    expect((await read(old.id)).status).toBe(404)
    for (const kept of [fresh, used]) expect((await read(kept.id)).status).toBe(200)
    for (const { id } of await Promise.all(during)) expect((await read(id)).status).toBe(200)
    const left = await readdir(folder, { recursive: true }).catch(() => [])
    expect(left.filter((name) => name.includes('ab'.repeat(32)) || name.endsWith('.partial'))).toEqual([])
    if (place === 'folder') expect(left).toContain('README')
    const { rows } = await node.owner.query(
      `select count(distinct sha256)::int as n from attachment where content is null and body_id = $1`,
      [node.bodyId],
    )
    expect(left.filter((name) => /[0-9a-f]{64}$/.test(name))).toHaveLength(rows[0].n)
  })

  test('a backup takes the files along, and a restore gives them back or refuses them changed', async () => {
    const bytes = pdf('控え'.repeat(100_000))
    const file = await bring(bytes, '控え.pdf')
    await asker.topic.create(question([file.id]))
    const target = join(data, 'whole.banso')
    const summary = await backup(node.ownerUrl, target, join(data, 'files'))
    expect(summary.files > 0).toBe(place === 'folder')
    const empty = await createTestDatabase()
    const elsewhere = join(data, 'elsewhere')
    expect(await restore(empty.adminUrl, target, join(elsewhere, 'files'))).toEqual(summary)
    const restored = new Pool({ connectionString: empty.adminUrl })
    const { rows } = await restored.query('select body_id, sha256, content from attachment where id = $1', [file.id])
    const hash = rows[0].sha256.toString('hex')
    const path = join(elsewhere, 'files', String(node.bodyId), hash.slice(0, 2), hash)
    expect((rows[0].content ?? (await readFile(path))).equals(bytes)).toBe(true)
    expect(await transaction(restored, { bodyId: node.bodyId }, verifyAudit)).toMatchObject({ faults: [] })
    await restored.end()
    await empty.drop()
    if (place !== 'folder') return
    const own = join(data, 'files', String(node.bodyId), hash.slice(0, 2), hash)
    await writeFile(own, 'rotten')
    const rotten = join(data, 'rotten.banso')
    await backup(node.ownerUrl, rotten, join(data, 'files'))
    const second = await createTestDatabase()
    await expect(restore(second.adminUrl, rotten, join(data, 'third'))).rejects.toMatchObject({ reason: 'damaged' })
    await second.drop()
    await rm(own)
    const lost = await read(file.id)
    expect(lost.status).toBe(404)
    expect(((await lost.json()) as { title: string }).title).toContain('置き場所')
  })
})
