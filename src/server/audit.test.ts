import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { appendAudit, verifyAudit } from '#server/audit'
import { applicationPool } from '#server/db/pool'
import { transaction } from '#server/db/transaction'

let node: TestNode
let pool: ReturnType<typeof applicationPool>

beforeAll(async () => {
  node = await startTestNode()
  pool = applicationPool(node.ownerUrl, 4)
  await createPerson(node, { login: 'sato' })
  for (let i = 0; i < 6; i++) await node.as('sato')
})
afterAll(async () => {
  await pool?.end()
  await node?.stop()
})

const inBody = <T>(work: Parameters<typeof transaction<T>>[2]) => transaction(pool, { bodyId: node.bodyId }, work)
const verify = () => inBody(verifyAudit)

/** Changes the chain as only the owner of the tables could, verifies, and puts it back. */
async function tampered(change: string, restore: string) {
  await node.owner.query(change)
  const { faults } = await verify()
  await node.owner.query(restore)
  return faults
}

test('an untouched chain is whole', async () => {
  expect(await verify()).toEqual({ rows: 6, faults: [] })
})

test('a changed row is found', async () => {
  const change = `update audit_entry set payload = replace(payload, 'session', 'sessiom') where seq = 3`
  const restore = `update audit_entry set payload = replace(payload, 'sessiom', 'session') where seq = 3`
  expect(await tampered(change, restore)).toEqual([{ seq: 3, fault: 'changed' }])
})

test('a changed time is found', async () => {
  const move = (by: string) => `update audit_entry set at = at ${by} interval '1 day' where seq = 2`
  expect(await tampered(move('-'), move('+'))).toEqual([{ seq: 2, fault: 'changed' }])
})

test('a removed row is found, and the tail that was cut off', async () => {
  await node.owner.query('create table kept as select * from audit_entry where seq in (4, 6)')
  const back = 'insert into audit_entry select * from kept where seq ='
  expect(await tampered('delete from audit_entry where seq = 4', `${back} 4`)).toEqual([{ seq: 5, fault: 'missing' }])
  expect(await tampered('delete from audit_entry where seq = 6', `${back} 6`)).toEqual([{ seq: 6, fault: 'head' }])
  await node.owner.query('drop table kept')
})

test('two rows that changed places are found', async () => {
  const swap = `update audit_entry a set payload = b.payload, previous = b.previous, hash = b.hash, at = b.at
    from audit_entry b where (a.seq, b.seq) in ((2, 3), (3, 2))`
  const faults = await tampered(swap, swap)
  expect(faults.map(({ seq }) => seq)).toEqual(expect.arrayContaining([2, 3]))
})

test('entries written at once make one chain', async () => {
  const before = (await verify()).rows
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      inBody((db) => appendAudit(db, { operation: 'test.run', label: '試験', effect: 'change', detail: { i } })),
    ),
  )
  expect(await verify()).toEqual({ rows: before + 20, faults: [] })
})

test('when the audit row cannot be written, the change does not happen', async () => {
  await node.owner.query('alter function audit_append rename to audit_append_away')
  const sato = node.as('sato')
  await expect(sato).rejects.toMatchObject({ status: 500 })
  await node.owner.query('alter function audit_append_away rename to audit_append')
  const { rows } = await node.owner.query('select count(*)::int as n from session')
  expect(rows[0].n).toBe(6)
})
