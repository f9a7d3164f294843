import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'

let node: TestNode
let moderator: Client
let staff: Client

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'moderator', roles: ['dx-office'] })
  await createPerson(node, { login: 'staff' })
  moderator = await node.as('moderator')
  staff = await node.as('staff')
})
afterAll(() => node?.stop())

const csv = (...lines: string[]) => new File([['番号,質問,回答,タグ', ...lines].join('\r\n')], 'faq.csv')

test('a list is checked, imported, found, and imported again without doubling', async () => {
  const file = csv(
    '1,粗大ごみの出し方は,電話で申し込み、券を貼ります。,ごみ',
    '2,印鑑登録に必要なものは,本人確認書類と印鑑です。,"窓口、証明"',
  )
  const source = '公式サイト'
  expect(await moderator.faq.check({ file, source })).toMatchObject({
    rows: 2,
    added: 2,
    refusedCount: 0,
    encoding: 'utf-8',
  })
  expect((await staff.topic.list({})).topics).toEqual([])
  expect(await moderator.faq.apply({ file, source })).toEqual({ added: 2, updated: 0, unchanged: 0 })
  const { hits } = await staff.search.suggest({ text: '印鑑登録' })
  const topic = await staff.topic.get({ id: hits[0]!.id })
  expect(topic).toMatchObject({ status: 'solved', author: null, answers: [{ accepted: true }], tags: [{}, {}] })
  const changed = csv(
    '1,粗大ごみの出し方は,インターネットでも申し込めます。,ごみ',
    '2,印鑑登録に必要なものは,本人確認書類と印鑑です。,',
  )
  expect(await moderator.faq.apply({ file: changed, source })).toEqual({ added: 0, updated: 1, unchanged: 1 })
  const again = await staff.search.suggest({ text: '粗大ごみの出し方' })
  expect((await staff.topic.get({ id: again.hits[0]!.id })).answers[0]!.html).toContain('インターネット')
})

test('one bad row refuses the whole file, with line, column and reason', async () => {
  const file = csv('10,よい質問,よい回答,', '11,,回答だけ,', '10,同じ番号,回答,')
  const { refused, refusedCount } = await moderator.faq.check({ file, source: '別の一覧' })
  expect(refusedCount).toBe(2)
  expect(refused).toMatchObject([
    { line: 3, column: '質問' },
    { line: 4, column: '番号' },
  ])
  await expect(moderator.faq.apply({ file, source: '別の一覧' })).rejects.toMatchObject({
    data: { reason: 'faq-refused' },
  })
  const { rows } = await node.owner.query("select 1 from topic where source = '別の一覧'")
  expect(rows).toEqual([])
})

test('JSON lines, CP932, and files that are no list', async () => {
  const lines =
    '{"id":"a","question":"転出届は郵送できますか","answer":"できます。\\n本人確認書類の写しを同封します。"}\n'
  expect(await moderator.faq.apply({ file: new File([lines], 'x.jsonl'), source: 'jsonl' })).toMatchObject({ added: 1 })
  await expect(moderator.faq.check({ file: new File(['{"question":'], 'x.jsonl'), source: 'j' })).rejects.toMatchObject(
    {
      status: 400,
      data: { reason: 'faq-json' },
    },
  )
  const sjis = new Uint8Array([
    0x8e, 0xbf, 0x96, 0xe2, 0x2c, 0x89, 0xf1, 0x93, 0x9a, 0x0d, 0x0a, 0x82, 0xa0, 0x2c, 0x82, 0xa2,
  ])
  expect(await moderator.faq.check({ file: new File([sjis], 'x.csv'), source: 's' })).toMatchObject({
    encoding: 'cp932',
    added: 1,
  })
  const other = moderator.faq.check({ file: new File(['列1,列2\nあ,い'], 'x.csv'), source: 's' })
  expect(await other).toMatchObject({ mapping: null, header: ['列1', '列2'] })
  await expect(moderator.faq.check({ file: new File(['%PDF-1.7'], 'faq.csv'), source: 's' })).rejects.toMatchObject({
    data: { reason: 'sheet-type' },
  })
})

test('only moderators import', async () => {
  await expect(staff.faq.check({ file: csv('1,a,b,'), source: 's' })).rejects.toMatchObject({ status: 403 })
  await expect(staff.faq.apply({ file: csv('1,a,b,'), source: 's' })).rejects.toMatchObject({ status: 403 })
})
