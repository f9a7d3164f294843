import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createBody, createPerson, startTestNode, type TestNode } from '#app/testing/node'

let node: TestNode
let kanri: Client
beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'kanri', roles: ['administrator'] })
  await createPerson(node, { login: 'jinji', roles: ['hr'] })
  await createBody(node.owner, '990027', '浜風市')
  kanri = await node.as('kanri')
})
afterAll(() => node?.stop())

test('an administrator renames the body; who edited what was there before is told and changes nothing', async () => {
  const { revision, ...before } = await kanri.body.get()
  expect(before).toEqual({ code: '990019', name: '汐凪市', kana: '', demo: false })
  const saved = await kanri.body.update({ name: ' 汐凪町 ', kana: 'シオナギチョウ', revision })
  await expect(kanri.body.update({ name: '別の名前', kana: '', revision })).rejects.toMatchObject({
    status: 409,
    data: { reason: 'stale' },
  })
  expect(await kanri.body.get()).toMatchObject({ name: '汐凪町', kana: 'シオナギチョウ', revision: saved.revision })
  expect((await kanri.session.current()).person?.bodyName).toBe('汐凪町')
  const { rows } = await node.owner.query(`select name from body where code = '990027'`)
  expect(rows).toEqual([{ name: '浜風市' }])
})

test('what it was called is in the record of changes', async () => {
  const { entries } = await kanri.audit.list({ operation: 'body.update' })
  expect(entries[0]!.detail).toEqual({
    name: '汐凪町',
    kana: 'シオナギチョウ',
    before: { name: '汐凪市', kana: '' },
  })
})

test('bad names and everybody else are refused', async () => {
  const { revision } = await kanri.body.get()
  for (const name of ['', '　', 'あ'.repeat(101), 'x\u0000y', '\ud800'])
    await expect(kanri.body.update({ name, kana: '', revision })).rejects.toMatchObject({ status: 400 })
  const jinji = await node.as('jinji')
  await expect(jinji.body.update({ name: 'x', kana: '', revision })).rejects.toMatchObject({ status: 403 })
})
