import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBody, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { applicationPool } from '#server/db/pool'
import { transaction } from '#server/db/transaction'
import { loadShippedFrameworks } from './public.ts'

let node: TestNode

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'reader' })
  await createPerson(node, { login: 'guest', roles: ['expert'] })
  await createPerson(node, { login: 'dx', roles: ['dx-office'] })
})
afterAll(() => node?.stop())

test('everybody signed in reads what came with the product; nobody else does', async () => {
  for (const login of ['reader', 'guest']) {
    const person = await node.as(login)
    const { main, families, mayEdit } = await person.framework.list()
    expect([main, mayEdit]).toEqual(['city', false])
    expect(families[0]).toMatchObject({ code: 'city', versions: [{ version: '1', state: 'published', inUse: true }] })
    const city = await person.framework.get({})
    expect(city).toMatchObject({ code: 'city', version: '1', main: true, mayEdit: false, shipped: true })
    expect(city.skills).toHaveLength(24)
    expect(city.skills.every(({ levels }) => new Set(levels).size === 5)).toBe(true)
    expect(await person.framework.get({ code: 'city', version: '1' })).toEqual(city)
    expect(await person.framework.get({ id: city.id })).toEqual(city)
  }
  await expect(node.anyone.framework.list()).rejects.toMatchObject({ data: { code: 'unauthenticated' } })
})

test('what is not there is said so', async () => {
  const reader = await node.as('reader')
  for (const input of [{ code: 'none' }, { code: 'city', version: '9' }, { id: crypto.randomUUID() }])
    await expect(reader.framework.get(input)).rejects.toMatchObject({ data: { reason: 'not-found' } })
})

test('loading again changes nothing, and a body that came later gets what is shipped', async () => {
  const reader = await node.as('reader')
  const before = await reader.framework.list()
  await transaction(node.owner, {}, loadShippedFrameworks)
  expect(await reader.framework.list()).toEqual(before)
  const { rows } = await node.owner.query("insert into body (code, name) values ('990043', '風早町') returning body_id")
  await transaction(node.owner, {}, loadShippedFrameworks)
  const there = await node.owner.query('select code, version from framework_version where body_id = $1', [
    rows[0].body_id,
  ])
  expect(there.rows.map(({ code, version }) => `${code} ${version}`).sort()).toEqual(
    before.families.flatMap(({ code, versions }) => versions.map(({ version }) => `${code} ${version}`)).sort(),
  )
})

test('the database itself refuses to change a published version, also past the handlers', async () => {
  const application = applicationPool(node.ownerUrl, 1)
  try {
    for (const statement of [
      `update skill set name = 'x'`,
      `update framework_version set name = 'x'`,
      `update target set level = 0`,
      'delete from crosswalk',
      'delete from framework_version',
    ]) {
      const client = await application.connect()
      await client.query(`begin; set local banso.body_id = '${node.bodyId}'`)
      expect([statement, (await client.query(statement)).rowCount]).toEqual([statement, 0])
      await expect(
        client.query(`insert into framework_area (body_id, version_id, code, seq, name)
          select body_id, id, 'more', 99, 'x' from framework_version`),
      ).rejects.toMatchObject({ code: '42501' })
      await client.query('rollback')
      await expect(
        client.query(`begin; set local banso.body_id = '${node.bodyId}'; delete from framework_publication`),
      ).rejects.toMatchObject({ code: '42501' })
      await client.query('rollback')
      client.release()
    }
  } finally {
    await application.end()
  }
})

test('a version of another body is not found', async () => {
  const other = await createBody(node.owner, '990027', '浜風市')
  const { rows } = await node.owner.query('select id from framework_version where body_id = $1 limit 1', [other])
  const dx = await node.as('dx')
  await expect(dx.framework.get({ id: rows[0].id })).rejects.toMatchObject({ data: { reason: 'not-found' } })
})
