import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { FrameworkDocument } from './contract/document.ts'

let node: TestNode
let dx: Client
let reader: Client

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'reader' })
  await createPerson(node, { login: 'dx', roles: ['dx-office'] })
  dx = await node.as('dx')
  reader = await node.as('reader')
})
afterAll(() => node?.stop())

const refusal = (reason: string) => ({ data: expect.objectContaining({ reason }) })
const fileOf = (content: string | Uint8Array<ArrayBuffer>, name = 'x.csv') => new File([content], name)
const city = () => reader.framework.get({ code: 'city', version: '1' })

/** The lines of the starter set as CSV, to be spoilt one by one. */
async function lines(): Promise<string[]> {
  const { base64 } = await reader.framework.export({ id: (await city()).id, format: 'csv-utf8' })
  return Buffer.from(base64, 'base64')
    .toString()
    .replace(/^\ufeff/, '')
    .replaceAll(/"[^"]*"/g, (cell) => cell.replaceAll('\n', '⏎'))
    .split('\r\n')
    .filter(Boolean)
}
const joined = (all: readonly string[]) => fileOf(all.join('\r\n').replaceAll('⏎', '\n'))

for (const format of ['json', 'csv-utf8', 'xlsx'] as const)
  test(`what is handed out as ${format} comes back as it was, for every framework that is shipped`, async () => {
    const { families } = await dx.framework.list()
    for (const { versions } of families)
      for (const { id, shipped } of versions.filter((one) => one.shipped)) {
        expect(shipped).toBe(true)
        const { base64, name } = await reader.framework.export({ id, format })
        const file = fileOf(Buffer.from(base64, 'base64'), name)
        const before = await dx.framework.get({ id })
        const version = `${before.version}.${format}`
        expect(await dx.framework.check({ file, version })).toMatchObject({ refusedCount: 0, versionTaken: false })
        expect(await dx.framework.check({ file })).toMatchObject({ versionTaken: true })
        const imported = await dx.framework.import({ file, version })
        const after = await dx.framework.get(imported)
        expect(FrameworkDocument.parse(after)).toEqual({ ...FrameworkDocument.parse(before), version })
        expect(after).toMatchObject({ state: 'draft', shipped: false })
        expect(await dx.framework.compare({ from: id, to: imported.id })).toMatchObject({ same: true })
        await expect(dx.framework.import({ file, version })).rejects.toMatchObject(refusal('version-taken'))
      }
  })

test('a check says what would change, and leaves nothing', async () => {
  const all = await lines()
  const text = all
    .map((line) => line.replace('表計算で整理し集計する', '表計算を使う'))
    .filter((line) => !line.includes('スキル,city-share,'))
  const before = await dx.framework.list()
  const { found, difference, refused } = await dx.framework.check({ file: joined(text), version: '8' })
  expect(refused).toEqual([])
  expect(found).toMatchObject({ code: 'city', version: '8', skills: 23, areas: 6, profiles: 11 })
  expect(difference?.skills).toMatchObject({
    dropped: [{ code: 'city-share' }],
    reworded: [{ code: 'city-sheet', changes: [{ field: 'name', after: '表計算を使う' }] }],
  })
  expect(await dx.framework.list()).toEqual(before)
})

test('each wrong cell is named with its line, its column and what to do; nothing is taken in', async () => {
  const all = await lines()
  const at = (needle: string) => all.findIndex((line) => line.startsWith(needle))
  const spoilt = (needle: string, from: string | RegExp, to: string) =>
    all.map((line, place) => (place === at(needle) ? line.replace(from, to) : line))
  const cases: [string[], string, string, RegExp][] = [
    [spoilt('スキル,city-sheet', 'スキル,', '技能,'), 'スキル,city-sheet', '種別', /種別は/],
    [spoilt('スキル,city-sheet', 'city-sheet', '表計算'), 'スキル,city-sheet', 'コード', /半角の小文字/],
    [spoilt('スキル,city-sheet', 'city-sheet', 'city-tidy'), 'スキル,city-tidy', 'コード', /ほかにもあります/],
    [spoilt('スキル,city-sheet', ',daily,', ',nowhere,'), 'スキル,city-sheet', '領域', /領域（nowhere）がありません/],
    [spoilt('スキル,city-sheet', ',働きかた,', ',働き方,'), 'スキル,city-sheet', '軸', /書き方が決まり/],
    [spoilt('スキル,city-sheet', '仮置き', 'たぶん'), 'スキル,city-sheet', '確かさ', /書き方が決まり/],
    [spoilt('スキル,city-sheet', 'dss-p:2.1-01', 'city:city-tidy'), 'スキル,city-sheet', '対応', /いまもあるスキル/],
    [spoilt('スキル,city-sheet', 'dss-p:2.1-01', 'dss-p'), 'スキル,city-sheet', '対応', /コードを入力/],
    [spoilt('スキル,city-sheet', /,2(,[^,]*){10}$/, ',5$1'), 'スキル,city-sheet', '目標：tier-general', /0から4/],
    [spoilt('スキル,city-sheet', '表計算で整理し集計する', '表'.repeat(81)), 'スキル,city-sheet', '名前', /80文字まで/],
    [
      spoilt('スキル,city-sheet', '表計算で整理し集計する', '文字\ufffd化け'),
      'スキル,city-sheet',
      '名前',
      /読み取れない/,
    ],
    [spoilt('領域,safe', '守る', ''), '領域,safe', '名前', /入力してください/],
    [spoilt('役割,role-data', 'role-data', 'role-x'), '種別', '目標：role-data', /目標像の行/],
    [all.filter((line) => !line.startsWith('枠組み,')), '枠組み', '種別', /「枠組み」の行がありません/],
    [[...all, all[1]!], '', '種別', /2つあります/],
  ]
  const before = await dx.framework.list()
  for (const [text, needle, column, message] of cases) {
    const line = needle ? lineOf(all, at(needle)) : lineOf([...all, ''], all.length)
    const { found, refused } = await dx.framework.check({ file: joined(text), version: '7' })
    const expected = { line, column, message: expect.stringMatching(message) }
    expect([needle, column, found, refused]).toEqual([needle, column, null, expect.arrayContaining([expected])])
    await expect(dx.framework.import({ file: joined(text), version: '7' })).rejects.toMatchObject(
      refusal('file-refused'),
    )
  }
  expect(await dx.framework.list()).toEqual(before)
})

/** Cells hold line breaks, so that lines of the file are more than rows. */
const lineOf = (all: readonly string[], row: number) => 1 + row + (all.slice(0, row).join('').match(/⏎/g)?.length ?? 0)

test('files that are no framework at all', async () => {
  for (const [content, reason] of [
    ['', 'sheet-empty'],
    ['種別,コード\r\n', 'sheet-no-rows'],
    ['質問,回答\r\nはい,いいえ\r\n', 'file-columns'],
    ['種別,コード\r\n"閉じない,x\r\n', 'sheet-csv'],
    [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'sheet-type'],
    ['{"code": "x",\n "skills": [}', 'file-json'],
  ] as const)
    await expect(dx.framework.check({ file: fileOf(content) })).rejects.toMatchObject(refusal(reason))
  for (const content of ['{}', '[]', '{"framework": 3}', '{"__proto__": {"skills": []}}']) {
    const { found, refused } = await dx.framework.check({ file: fileOf(content, 'x.json') })
    expect(found).toBe(null)
    for (const { line, message } of refused) {
      expect(line).toBe(null)
      expect(message).toMatch(/[ぁ-ん].*。$/)
      expect(message).not.toMatch(/undefined|expected|received/i)
    }
    expect(refused.length).toBeGreaterThan(0)
  }
})

test('one wrong code is said once, though every target names it', async () => {
  const all = (await lines()).map((line) => line.replace('スキル,city-sheet', 'スキル,表計算'))
  const { refused, refusedCount } = await dx.framework.check({ file: joined(all), version: '7' })
  expect(refused).toEqual([expect.objectContaining({ column: 'コード' })])
  expect(refusedCount).toBe(1)
})

test('a JSON file names the place of what is wrong', async () => {
  const document = FrameworkDocument.parse(await city())
  const skills = document.skills.map((skill, at) => (at === 2 ? { ...skill, levels: skill.levels.with(3, '') } : skill))
  const { refused } = await dx.framework.check({ file: fileOf(JSON.stringify({ ...document, skills }), 'x.json') })
  expect(refused).toEqual([{ line: null, column: 'スキルの3件目の段階3', message: '段階の説明を入力してください。' }])
})

test('texts that begin like a formula are harmless in CSV and come back as they were', async () => {
  const document = { ...FrameworkDocument.parse(await city()), version: '6' }
  const name = '=HYPERLINK("http://example.invalid","見る")'
  const skills = document.skills.map((skill, at) =>
    at === 0 ? { ...skill, name, examples: ['+1', '@x', "'=1"] } : skill,
  )
  const { id } = await dx.framework.import({ file: fileOf(JSON.stringify({ ...document, skills }), 'x.json') })
  const { base64 } = await dx.framework.export({ id, format: 'csv-utf8' })
  const text = Buffer.from(base64, 'base64').toString()
  expect(text).toContain(`"'=HYPERLINK`)
  expect(text).toContain(`"'+1\n@x\n'=1"`)
  expect(text).not.toMatch(/(^|,|\r\n)"?[=@]/)
  const back = await dx.framework.import({ file: fileOf(Buffer.from(base64, 'base64')), version: '6.1' })
  expect((await dx.framework.get(back)).skills[0]).toMatchObject({ name, examples: ['+1', '@x', "'=1"] })
})

test('Shift JIS is read; what it cannot hold is said when handing out', async () => {
  const { id } = await city()
  const { base64, missing } = await reader.framework.export({ id, format: 'csv-cp932' })
  expect(missing).toEqual([])
  expect(await dx.framework.check({ file: fileOf(Buffer.from(base64, 'base64')), version: '5' })).toMatchObject({
    ...{ encoding: 'cp932', refusedCount: 0, difference: { same: true } },
  })
})

test('who may: everybody hands out what is published, only editors drafts, and only they take in', async () => {
  const { id } = await dx.framework.copy({ id: (await city()).id, version: '4' })
  await expect(reader.framework.export({ id, format: 'json' })).rejects.toMatchObject(refusal('not-found'))
  const file = fileOf('x')
  await expect(reader.framework.check({ file })).rejects.toMatchObject(refusal('not-permitted'))
  await expect(reader.framework.import({ file })).rejects.toMatchObject(refusal('not-permitted'))
  await expect(node.anyone.framework.import({ file })).rejects.toMatchObject(refusal('signed-out'))
})
