import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Client,
  clientOf,
  createBody,
  createPerson,
  startTestNode,
  type TestNode,
  testPassword,
} from '#app/testing/node'

let node: TestNode
let administrator: Client
let personnel: Client
let grantee: string

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'kanri', name: '管理 太郎', roles: ['administrator'] })
  await createPerson(node, { login: 'jinji', name: '人事 花子', roles: ['hr'] })
  grantee = (await createPerson(node, { login: 'ukeru', name: '受田 三郎' })).personId
  administrator = await node.as('kanri')
  personnel = await node.as('jinji')
  await administrator.role.grant({ personId: grantee, role: 'dx-office', reason: '=1+1' })
})
afterAll(() => node?.stop())

test('the administrator reads who did what to whom, newest first, page by page', async () => {
  const { entries } = await administrator.audit.list({})
  expect(entries[0]).toMatchObject({
    actor: { name: '管理 太郎' },
    operation: 'role.grant',
    label: '役割を付ける',
    subjects: [{ id: grantee, name: '受田 三郎' }],
    detail: { role: 'dx-office' },
  })
  const first = await administrator.audit.list({ limit: 2 })
  const second = await administrator.audit.list({ limit: 2, before: first.next! })
  expect(second.entries[0]!.seq).toBe(first.entries[1]!.seq - 1)
})

test('entries are found by person (who acted or was concerned), operation and day', async () => {
  const grants = await administrator.audit.list({ personId: grantee })
  expect(grants.entries.map(({ operation }) => operation)).toEqual(['role.grant'])
  for (const operation of ['役割を付', 'role.'])
    expect((await administrator.audit.list({ operation })).entries.map((entry) => entry.operation)).toEqual([
      'role.grant',
    ])
  expect((await administrator.audit.list({ operation: '%' })).entries).toEqual([])
  expect((await administrator.audit.list({ to: '2020-01-01' })).entries).toEqual([])
  expect((await administrator.audit.list({ from: '2020-01-01', operation: 'role.' })).entries).toHaveLength(1)
})

test('looking and exporting leave a row themselves, with what was asked and why', async () => {
  await administrator.audit.list({ operation: '見張りの試し' })
  const file = await administrator.audit.export({ format: 'csv-utf8', operation: 'role.', reason: '年次の点検' })
  const text = Buffer.from(file.base64, 'base64').toString()
  expect(file.rows).toBe(1)
  expect(text).toContain('役割を付ける')
  expect(text).toContain('受田 三郎')
  const { entries } = await administrator.audit.list({ operation: 'audit.' })
  expect(entries[0]).toMatchObject({ operation: 'audit.export', detail: { reason: '年次の点検', rows: 1 } })
  expect(entries[1]).toMatchObject({ operation: 'audit.list', detail: { operation: '見張りの試し' } })
})

test('nobody else may look or export, and another body sees nothing of it', async () => {
  await expect(personnel.audit.list({})).rejects.toMatchObject({ status: 403 })
  await expect(personnel.audit.export({ format: 'xlsx', reason: '見たい' })).rejects.toMatchObject({ status: 403 })
  const bodyId = await createBody(node.owner, '990027', '浜辺町')
  await createPerson({ ...node, bodyId }, { login: 'tonari', roles: ['administrator'] })
  const { entries } = await (await signedInAt(bodyId)).audit.list({ personId: grantee })
  expect(entries).toEqual([])
})

const signedInAt = async (bodyId: number) => {
  let cookie = ''
  const client = clientOf(node.url, '', (header) => {
    cookie = header.split(';')[0]!
  })
  await client.session.signIn({ bodyId, login: 'tonari', password: testPassword })
  return clientOf(node.url, cookie)
}
