import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { encodeCp932 } from '#server/sheet/cp932'
import { writeSheet } from '#server/sheet/write'

let node: TestNode
let hr: Client
const refused = (reason: string) => expect.objectContaining({ data: expect.objectContaining({ reason }) })

beforeAll(async () => {
  node = await startTestNode({ BANSO_UPLOAD_LIMIT: '20' })
  await createPerson(node, { login: 'hr', name: '人事 花子', roles: ['hr'], section: '0001' })
  await createPerson(node, { login: 'staff', section: '0001' })
  hr = await node.as('hr')
})
afterAll(() => node?.stop())

/** Each test begins with three sections, a department and nobody but the two who can sign in (as guests, left alone). */
beforeEach(async () => {
  await node.owner.query("update person set employment = 'guest'")
  const sections =
    '所属コード,所属名,区分,上位の所属コード\n1000,総務部,部,\n1001,職員課,課,1000\n1002,財政課,課,1000\n1003,福祉課,課,\n'
  await imported('sections', sections, 'differences', '2020-04-01')
})
afterEach(async () => {
  await node.owner.query("delete from post where person_id in (select id from person where employment <> 'guest')")
  await node.owner.query("delete from person where employment <> 'guest'")
  await node.owner.query("delete from section_period where section_id in (select id from section where code like '1%')")
  await node.owner.query("delete from section where code like '1%'")
})

type Kind = 'people' | 'sections'
type Mode = 'full' | 'differences'
const fileOf = (content: string | Buffer, name = 'file.csv') => new File([new Uint8Array(Buffer.from(content))], name)

async function checked(kind: Kind, content: string | Buffer, mode: Mode, asOf: string) {
  const read = await hr.staffImport.read({ kind, file: fileOf(content) })
  const check = await hr.staffImport.check({ id: read.id, mapping: read.mapping, mode, asOf })
  return { ...read, ...check }
}
async function imported(kind: Kind, content: string | Buffer, mode: Mode, asOf: string) {
  const check = await checked(kind, content, mode, asOf)
  expect(check.refusals).toEqual([])
  await hr.staffImport.apply({ id: check.id })
  return check
}
const refusals = async (content: string | Buffer, mode: Mode = 'differences', asOf = '2026-04-01') =>
  (await checked('people', content, mode, asOf)).refusals.map(
    ({ line, column, message }) => `${line} ${column}: ${message}`,
  )

async function postsOn(day: string) {
  const { base64 } = await hr.person.export({ asOf: day, format: 'csv-utf8', reason: 'テスト' })
  const lines = Buffer.from(base64, 'base64').toString().trim().split('\r\n').slice(1)
  return lines
    .map((line) => line.split(','))
    .filter((cells) => cells[4] !== '外部（職員以外）')
    .map((cells) => [cells[0], cells[1], cells[8], cells[9], cells[10]].join(' '))
}

const start = `職員番号,氏名,フリガナ,所属コード,主務・兼務,職位,所属長,配属開始日
A1,𠮷田 一,ヨシダ ハジメ,1001,主務,課長,○,2024-04-01
A1,𠮷田 一,ヨシダ ハジメ,1002,兼務,,,2024-04-01
A2,辻\u{e0100} 二,ツジ ツギ,1001,,主事,,2024-04-01
A3,佐藤 三,サトウ ミツ,1002,,主事,,2024-04-01
`

test('a full list fills the body, and its own export changes nothing when read back', async () => {
  const { summary } = await imported('people', start, 'full', '2025-04-01')
  expect(summary).toMatchObject({ rows: 4, added: 3, ended: 0, refused: 0 })
  expect(await postsOn('2025-04-01')).toEqual([
    'A1 𠮷田 一 職員課 主務 課長',
    'A1 𠮷田 一 財政課 兼務 ',
    'A2 辻\u{e0100} 二 職員課 主務 主事',
    'A3 佐藤 三 財政課 主務 主事',
  ])
  for (const format of ['csv-utf8', 'xlsx'] as const) {
    const out = await hr.person.export({ asOf: '2025-04-01', format, reason: '往復' })
    const again = await checked('people', Buffer.from(out.base64, 'base64'), 'full', '2025-04-01')
    expect(again.summary).toMatchObject({ added: 0, transferred: 0, changed: 0, ended: 0, refused: 0 })
  }
})

test('CP932 warns of characters it cannot hold, and the rest comes back', async () => {
  await imported('people', start, 'full', '2025-04-01')
  const out = await hr.person.export({ asOf: '2025-04-01', format: 'csv-cp932', reason: '往復' })
  expect(out.missing).toEqual(['𠮷', '辻\u{e0100}'])
  const again = await checked('people', Buffer.from(out.base64, 'base64'), 'full', '2025-04-01')
  expect(again.encoding).toBe('cp932')
  expect(again.summary).toMatchObject({ changed: 2, refused: 0 })
})

test('April’s transfers: seen as a difference before, exactly that after', async () => {
  await imported('people', start, 'full', '2025-04-01')
  const april = `職員番号,氏名,新所属,職名,発令日,主兼,退職日,兼務解除日
A1,,,,,,R8.3.31,
A2,,福祉課,主任,令和8年4月1日,主,,
A3,,総務部財政課,係長,5080401,本務,,
A3,,職員課,,R8/4/1,兼,,
A4,新人 四,職員課,主事,2026/4/1,,,
`
  const check = await checked('people', april, 'differences', '2026-04-01')
  expect(check.refusals).toEqual([])
  expect(check.summary).toMatchObject({ added: 1, transferred: 1, changed: 1, ended: 1, unchanged: 0 })
  expect(check.summary.sections).toEqual([
    { code: '1001', name: '職員課', in: 1, out: 2 },
    { code: '1003', name: '福祉課', in: 1, out: 0 },
  ])
  const before = await postsOn('2026-04-01')
  expect(before.length).toBe(4)
  const { changes, total } = await hr.staffImport.changes({ id: check.id, kind: 'transferred' })
  expect(total).toBe(1)
  expect(changes[0]).toMatchObject({
    code: 'A2',
    before: { posts: [{ section: '職員課', title: '主事', to: null }] },
    after: {
      posts: [
        { section: '職員課', to: '2026-03-31' },
        { section: '福祉課', title: '主任', from: '2026-04-01', to: null },
      ],
    },
  })
  expect((await hr.staffImport.changes({ id: check.id, sectionCode: '1003' })).total).toBe(1)
  expect((await hr.staffImport.changes({ id: check.id, query: '新人' })).total).toBe(1)

  await hr.staffImport.apply({ id: check.id })
  expect(await postsOn('2026-03-31')).toEqual(before)
  expect(await postsOn('2026-04-01')).toEqual([
    'A2 辻\u{e0100} 二 福祉課 主務 主任',
    'A3 佐藤 三 財政課 主務 係長',
    'A3 佐藤 三 職員課 兼務 ',
    'A4 新人 四 職員課 主務 主事',
  ])
  expect((await hr.staffImport.get({ id: check.id })).status).toBe('applied')
  const again = await checked('people', april, 'differences', '2026-04-01')
  expect(again.summary).toMatchObject({ added: 0, transferred: 0, changed: 0, ended: 0, refused: 0 })
})

test('who is missing from a full list leaves the day before', async () => {
  await imported('people', start, 'full', '2025-04-01')
  const { summary } = await imported('people', start.split('\n').slice(0, 4).join('\n'), 'full', '2026-04-01')
  expect(summary).toMatchObject({ ended: 1, unchanged: 2 })
  expect((await postsOn('2026-03-31')).length).toBe(4)
  expect((await postsOn('2026-04-01')).length).toBe(3)
})

test('a list that forgets the one who imports it is refused: they would end their own sign-in', async () => {
  await node.owner.query("update person set employment = 'regular' where staff_number = 'hr'")
  const { refusals } = await checked('people', start, 'full', '2026-04-01')
  await node.owner.query("update person set employment = 'guest' where staff_number = 'hr'")
  expect(refusals).toMatchObject([{ line: 0, reason: 'ends-yourself' }])
})

test('every refusal names its line, its column and its reason', async () => {
  await imported('people', start, 'full', '2025-04-01')
  const bad = `職員番号,氏名,所属コード,発令日,任用区分,メール
,名無し,1001,2026/4/1,,
B1,,1001,2026/4/1,,
B2,山田,9999,2026/4/1,,
B3,山田,1001,令和8年13月1日,,
B4,山田,1001,2026/4/1,謎の区分,
B5,山田,1001,2026/4/1,,これは違う
B6,山田,1001,2026/4/1,,
B6,山田,1002,2026/4/1,,
B7,山\ufffd田,1001,2026/4/1,,
B8,山田,1001,2019/4/1,,
`
  expect(await refusals(bad)).toEqual([
    '2 職員番号: 職員番号が空です。',
    '3 職員番号: 職員番号「B1」の職員がいません。新しく登録するには氏名が必要です。',
    '4 所属コード: 所属コード「9999」は、2026-04-01 の時点の組織にありません。',
    '5 発令日: 配属開始日「令和8年13月1日」を日付として読めません。2026/4/1、令和8年4月1日、R8.4.1 などの形で入力してください。',
    expect.stringContaining('6 任用区分: 任用区分「謎の区分」は決められた言葉ではありません（常勤 / 任期付'),
    '7 メール: メールアドレス「これは違う」の形が正しくありません。',
    '9 職員番号: 職員番号「B6」の主務が、8 行目にもあります。',
    expect.stringContaining('10 氏名: 氏名に、文字化けした字'),
  ])
})

test('a refused row stops the whole file; nothing is applied unchecked, twice, or against a changed body', async () => {
  const mixed = `職員番号,氏名,所属コード\nC1,良い 行,1001\nC2,悪い 行,9999\n`
  const check = await checked('people', mixed, 'differences', '2026-04-01')
  await expect(hr.staffImport.apply({ id: check.id })).rejects.toEqual(refused('has-refusals'))
  expect(await postsOn('2026-04-01')).toEqual([])

  const read = await hr.staffImport.read({ kind: 'people', file: fileOf(start) })
  await expect(hr.staffImport.apply({ id: read.id })).rejects.toEqual(refused('not-checked'))
  const { id } = await checked('people', start, 'full', '2025-04-01')
  await hr.person.create({ staffNumber: 'Z9', name: '割り込み', employment: 'guest' })
  await expect(hr.staffImport.apply({ id })).rejects.toEqual(refused('outdated'))
  expect((await hr.staffImport.get({ id })).status).toBe('checked')
  await hr.staffImport.check({ id, mapping: read.mapping, mode: 'full', asOf: '2025-04-01' })
  await hr.staffImport.apply({ id })
  await expect(hr.staffImport.apply({ id })).rejects.toEqual(refused('gone'))
})

test('the mapping is proposed, kept for the same headers in any order, and refused where it cannot be', async () => {
  const odd = 'ナンバー,なまえ,課\nD1,山田 花,職員課\n'
  const read = await hr.staffImport.read({ kind: 'people', file: fileOf(odd) })
  expect(read.remembered).toBe(false)
  const check = { id: read.id, mode: 'differences' as const, asOf: '2026-04-01' }
  await expect(hr.staffImport.check({ ...check, mapping: read.mapping })).rejects.toMatchObject({
    data: { title: '「職員番号」の列を選んでください。' },
  })
  await expect(hr.staffImport.check({ ...check, mapping: { staffNumber: 0, name: 0 } })).rejects.toEqual(
    refused('same-column'),
  )
  await hr.staffImport.check({ ...check, mapping: { staffNumber: 0, name: 1, sectionName: 2 } })
  const next = await hr.staffImport.read({ kind: 'people', file: fileOf('課,ナンバー,なまえ\n職員課,D1,山田 花\n') })
  expect(next).toMatchObject({ remembered: true, mapping: { staffNumber: 1, name: 2, sectionName: 0 } })
})

test('sections: changed, moved, ended and refused while people are there', async () => {
  await imported('people', start, 'full', '2025-04-01')
  const head = '所属コード,所属名,区分,上位の所属コード\n'
  const gone = await checked(
    'sections',
    `${head}1000,総務部,部,\n1001,人事課,課,1000\n1003,福祉課,課,1000\n`,
    'full',
    '2026-04-01',
  )
  expect(gone.refusals.map((one) => one.reason)).toEqual(['section-has-people', 'section-has-people'])
  expect(gone.refusals.map((one) => one.message).join()).toContain('財政課')
  const circle = await checked('sections', `${head}1000,総務部,部,1001\n`, 'differences', '2026-04-01')
  expect(circle.refusals.map((one) => one.reason)).toEqual(['cycle'])
  const { summary } = await imported(
    'sections',
    `${head}1001,人事課,課,1000\n1003,福祉課,課,1000\n1004,新設課,課,1000\n`,
    'differences',
    '2026-04-01',
  )
  expect(summary).toMatchObject({ added: 1, changed: 1, transferred: 1 })
  const names = async (asOf: string) =>
    (await hr.section.tree({ asOf })).sections.filter((one) => one.code > '1000').map((one) => one.name)
  expect(await names('2026-03-31')).toEqual(['職員課', '財政課', '福祉課'])
  expect(await names('2026-04-01')).toEqual(['人事課', '財政課', '福祉課', '新設課'])
  const out = await hr.section.export({ asOf: '2026-04-01', format: 'xlsx' })
  const again = await checked('sections', Buffer.from(out.base64, 'base64'), 'full', '2026-04-01')
  expect(again.summary).toMatchObject({ added: 0, changed: 0, transferred: 0, ended: 0, refused: 0 })
})

test('files of the wrong kind are refused in words', async () => {
  const read = (content: string | Buffer, name?: string) =>
    hr.staffImport.read({ kind: 'people', file: fileOf(content, name) })
  await expect(read('')).rejects.toMatchObject({ data: { title: expect.stringContaining('何も書かれていません') } })
  await expect(read('%PDF-1.7', 'list.xlsx')).rejects.toEqual(refused('sheet-type'))
  await expect(read(Buffer.alloc(21 * 2 ** 20, 'a,'))).rejects.toEqual(refused('too-large'))
  await expect(read(encodeCp932('職員番号\r\n'))).rejects.toEqual(refused('sheet-no-rows'))
  const staff = await node.as('staff')
  await expect(staff.staffImport.read({ kind: 'people', file: fileOf(start) })).rejects.toEqual(
    refused('not-permitted'),
  )
  expect(
    (
      await read(
        (
          await writeSheet({ name: 'x', header: ['職員番号', '氏名'], rows: [['1', '山']] }, 'xlsx')
        ).bytes,
        'x.csv',
      )
    ).format,
  ).toBe('xlsx')
})

test('60,000 rows: one bad row holds all back; without it all go in, with progress seen from outside', async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `N${i},職員 ${i},ショクイン,100${1 + (i % 3)},主事,2026-04-01`)
  const head = '職員番号,氏名,フリガナ,所属コード,職位,発令日'
  const bad = await checked(
    'people',
    [head, ...rows.slice(0, 59_999), 'N59999,職員,ショクイン,9999,主事,2026-04-01'].join('\n'),
    'full',
    '2026-04-01',
  )
  expect(bad.refusals).toMatchObject([{ line: 60_001 }])
  await expect(hr.staffImport.apply({ id: bad.id })).rejects.toEqual(refused('has-refusals'))

  const check = await checked('people', [head, ...rows].join('\n'), 'full', '2026-04-01')
  expect(check.summary).toMatchObject({ added: 60_000, refused: 0 })
  const applying = hr.staffImport.apply({ id: check.id })
  const seen = new Set<number>()
  let running = true
  const done = applying.finally(() => {
    running = false
  })
  while (running) {
    const { status, done: count } = await hr.staffImport.get({ id: check.id })
    if (status === 'applying') {
      seen.add(count)
      // It runs, or has just ended: either way it is not begun a second time.
      await expect(hr.staffImport.apply({ id: check.id })).rejects.toMatchObject({ status: 409 })
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(await done).toEqual({ applied: 60_000 })
  expect(Math.max(...seen)).toBeGreaterThan(0)
  const { rows: count } = await node.owner.query(
    "select count(*)::int as n from post where title = '主事' and valid_from = '2026-04-01'",
  )
  expect(count[0].n).toBe(60_000)
})
