import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'

let node: TestNode
let hr: Client & { cookie: string }
beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'hr', roles: ['hr'], section: '1001' })
  await createPerson(node, { login: 'staff', section: '1001' })
  hr = await node.as('hr')
})
afterAll(() => node?.stop())

const read = (rows: string) =>
  hr.staffImport.read({
    kind: 'people',
    file: new File([`職員番号,氏名,所属コード,備考\n${rows}`], '4月の異動.csv'),
  })
const april = { mode: 'differences' as const, asOf: '2026-04-01' }

test('what was read, and then what the dry run said, is found again', async () => {
  const { id, ...file } = await read('A1,山田 花,1001,\nA2,山田 陸,9999,\n')
  const begun = await hr.staffImport.resume({ id })
  expect(begun).toMatchObject({ kind: 'people', status: 'read', fileName: '4月の異動.csv', read: { id, ...file } })
  expect(begun.checked).toBeUndefined()
  const mapping = { staffNumber: 0, name: 1, sectionCode: 2, title: 3 }
  const check = await hr.staffImport.check({ id, mapping, ...april })
  expect(check.refusals).toHaveLength(1)
  const resumed = await hr.staffImport.resume({ id })
  expect(resumed).toMatchObject({ status: 'checked', stalled: false, read: { ...file, mapping, remembered: true } })
  expect(resumed.checked).toEqual({ ...check, ...april })
})

test('an import that was applied says so and no longer holds the file', async () => {
  const { id, mapping } = await read('B1,山田 花,1001,\n')
  await hr.staffImport.check({ id, mapping, ...april })
  await hr.staffImport.apply({ id })
  const resumed = await hr.staffImport.resume({ id })
  expect(resumed).toMatchObject({ status: 'applied', done: 1, total: 1 })
  expect(resumed.read).toBeUndefined()
})

test('who closes the page while it is applied finds it applied', async () => {
  const rows = Array.from({ length: 8000 }, (_, i) => `C${i},職員 ${i},1001,`).join('\n')
  const { id, mapping } = await read(rows)
  await hr.staffImport.check({ id, mapping, ...april })
  const leave = new AbortController()
  const applying = fetch(`${node.url}/rpc/staffImport/apply`, {
    method: 'POST',
    headers: { cookie: hr.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ json: { id } }),
    signal: leave.signal,
  })
  const status = async () => (await hr.staffImport.get({ id })).status
  while ((await status()) === 'checked') await new Promise((resolve) => setTimeout(resolve, 10))
  leave.abort()
  await applying.catch(() => {})
  while ((await status()) === 'applying') await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await hr.staffImport.resume({ id })).toMatchObject({ status: 'applied', total: 8000 })
  const { rows: found } = await node.owner.query(`select count(*)::int as n from person where staff_number like 'C%'`)
  expect(found[0].n).toBe(8000)
})

test('one whose node died while applying says so, and can be applied again', async () => {
  const { id, mapping } = await read('D1,山田 花,1001,\n')
  await hr.staffImport.check({ id, mapping, ...april })
  const died = (ago: string) =>
    node.owner.query(`update staff_import set status = 'applying', progress_at = now() - $2::interval where id = $1`, [
      id,
      ago,
    ])
  await died('5 seconds')
  expect(await hr.staffImport.get({ id })).toMatchObject({ status: 'applying', stalled: false })
  await expect(hr.staffImport.apply({ id })).rejects.toMatchObject({ data: { reason: 'applying' } })
  await died('2 minutes')
  expect(await hr.staffImport.get({ id })).toMatchObject({ status: 'applying', stalled: true })
  expect(await hr.staffImport.resume({ id })).toMatchObject({ stalled: true, checked: april })
  expect(await hr.staffImport.apply({ id })).toEqual({ applied: 1 })
})

test('opening one is audited; others are refused, and one that is gone is said to be', async () => {
  const { id } = await read('E1,山田 花,1001,\n')
  await hr.staffImport.resume({ id })
  const { rows } = await node.owner.query('select payload::jsonb as event from audit_entry order by seq desc limit 1')
  expect(rows[0].event).toMatchObject({ operation: 'staffImport.resume', effect: 'view', subjects: [id] })
  const staff = await node.as('staff')
  await expect(staff.staffImport.resume({ id })).rejects.toMatchObject({ status: 403 })
  await node.owner.query('delete from staff_import where id = $1', [id])
  await expect(hr.staffImport.resume({ id })).rejects.toMatchObject({ status: 404, data: { reason: 'gone' } })
})
