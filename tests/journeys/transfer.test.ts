import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { type Client, createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { expectAccessible, openBrowser, openPage, picture } from './browser.ts'

let node: TestNode
let browser: Browser
let admin: Client

const sectionCount = 90
const codeOf = (i: number) => String(1001 + (i % sectionCount))
const sectionName = (i: number) =>
  i % sectionCount === 7
    ? '健康福祉部地域包括ケア推進・在宅医療介護連携担当課'
    : `第${String((i % sectionCount) + 1).padStart(2, '0')}課`
const personName = (i: number) => (i % 11 === 0 ? `勘解由小路エリザベート 十二単衣左衛門之丞${i}` : `汐見 花子${i}`)
const staff = 1400
const moves = (i: number) => i % 3 === 0
const rises = (i: number) => !moves(i) && i % 10 === 1
const leaves = (i: number) => i >= 1350

/** The list of the new year: who stays, moved on or risen, and fifty who are new. */
const april = [
  '職員番号,氏名,所属コード,職位',
  ...Array.from({ length: staff + 50 }, (_, i) => i)
    .filter((i) => !leaves(i) || i >= staff)
    .map((i) => {
      const known = i < staff
      const rank = known && rises(i) ? '主任' : '主事'
      return `S${i},${personName(i)},${codeOf(known && moves(i) ? i + 1 : i)},${rank}`
    }),
].join('\n')

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'admin', name: '管理 太郎', roles: ['administrator'] })
  await node.owner.query("update person set employment = 'guest'")
  admin = await node.as('admin')
  const sections = Array.from({ length: sectionCount }, (_, i) => `${codeOf(i)},${sectionName(i)}`)
  const people = Array.from({ length: staff }, (_, i) => `S${i},${personName(i)},${codeOf(i)},主事,2024-04-01`)
  for (const [kind, asOf, lines] of [
    ['sections', '2020-04-01', ['所属コード,所属名', ...sections]],
    ['people', '2024-04-01', ['職員番号,氏名,所属コード,職位,発令日', ...people]],
  ] as const) {
    const read = await admin.staffImport.read({ kind, file: new File([lines.join('\n')], 'x.csv') })
    await admin.staffImport.check({ id: read.id, mapping: read.mapping, mode: 'differences', asOf })
    await admin.staffImport.apply({ id: read.id })
  }
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

async function open(): Promise<{ page: Page; errors: string[] }> {
  const opened = await openPage(browser, `${node.url}/staff-imports`)
  const { page } = opened
  await page.getByLabel('利用者ID').fill('admin')
  await page.getByLabel('パスワード').first().fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '職員・組織の取り込み' }).waitFor()
  return opened
}

async function check(page: Page, text: string) {
  await page.locator('input[type=file]').setInputFiles({
    name: '令和8年4月1日付け人事異動（内示用・全職員一覧）_最終版.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  })
  await page.getByRole('button', { name: '読み取る' }).click()
  await page.getByRole('radio', { name: /^全部の一覧/ }).check()
  await page.getByRole('textbox', { name: '基準日' }).fill('2026-04-01')
  await page.getByRole('button', { name: /点検する/ }).click()
}

async function bothWidths(page: Page, name: string) {
  await picture(page, `${name}-1280`)
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 800 })
  await picture(page, `${name}-360`)
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 900 })
}

/** The number on the card of a kind of change. */
const countOf = (page: Page, term: string) =>
  page.locator('dl > div').filter({ hasText: term }).locator('dd').first().innerText()

const stay = Array.from({ length: 1350 }, (_, i) => i)
const moved = stay.filter(moves).length
const risen = stay.filter(rises).length

test('an April file with bad rows: each is named, nothing can be applied', async () => {
  const { page, errors } = await open()
  const lines = april.split('\n')
  for (let i = 1; i <= 60; i++) lines[i] = lines[i]!.replace(/,\d{4},/, ',9999,')
  await check(page, lines.join('\n'))
  await page.getByText('受け付けられないところが 60 件あります').waitFor()
  await page.getByText('所属コード「9999」は、令和8年4月1日の時点の組織にありません。').first().waitFor()
  expect(await countOf(page, '受け付けられない')).toMatch(/^60\s/)
  expect(await page.getByRole('button', { name: /反映する/ }).count()).toBe(0)
  await bothWidths(page, 'transfer-refused')
  const pages = page.getByRole('navigation', { name: '受け付けられないところのページ送り' })
  await pages.getByRole('button', { name: '2ページ目' }).click()
  await page.getByRole('rowheader', { name: '61', exact: true }).waitFor()
  await page.getByRole('searchbox', { name: /行の番号/ }).fill('S22')
  await page.keyboard.press('Enter')
  await page.getByRole('cell', { name: `${personName(22)}　S22` }).waitFor()
  expect(await page.getByRole('table', { name: '受け付けられないところ' }).getByRole('rowheader').count()).toBe(1)
  expect(errors).toEqual([])
})

test('April for 1,400 people: the difference on one screen, a reload in between, applied, and seen as of both days', async () => {
  const { page, errors } = await open()
  await check(page, april)
  await page.getByText('受け付けられない行はありません').waitFor()
  expect(await countOf(page, '採用・追加')).toMatch(/^50\s/)
  expect(await countOf(page, '異動')).toMatch(new RegExp(`^${moved}\\s`))
  expect(await countOf(page, 'その他の変更')).toMatch(new RegExp(`^${risen}\\s`))
  expect(await countOf(page, '退職')).toMatch(/^50\s/)
  await page
    .getByRole('cell', { name: /勘解由小路/ })
    .or(page.getByRole('rowheader', { name: /勘解由小路/ }))
    .first()
    .waitFor()
  await page.getByRole('row', { name: /汐見 花子3 S3 異動/ }).waitFor()
  expect(
    await page
      .getByRole('row', { name: /汐見 花子3 S3 異動/ })
      .getByRole('cell')
      .allInnerTexts(),
  ).toEqual([
    '異動',
    expect.stringMatching(/^第04課　主事\s+令和6年4月1日から令和8年3月31日まで$/),
    expect.stringMatching(/^第05課　主事\s+令和8年4月1日から$/),
  ])
  await bothWidths(page, 'transfer-difference')

  await page.reload()
  await page.getByText('受け付けられない行はありません').waitFor()
  expect(await countOf(page, '異動')).toMatch(new RegExp(`^${moved}\\s`))
  await page.getByRole('button', { name: '戻る' }).click()
  expect(await page.getByRole('radio', { name: /^全部の一覧/ }).isChecked()).toBe(true)
  expect(await page.getByRole('textbox', { name: '基準日' }).inputValue()).toBe('2026-04-01')
  await page.getByRole('button', { name: /点検する/ }).click()

  await page.getByLabel('変更の種類').selectOption('ended')
  await page.getByRole('table').getByText('50 件').waitFor()
  await page.getByLabel('変更の種類').selectOption('')
  await page.getByRole('searchbox', { name: /職員番号/ }).fill('S3')
  await page.keyboard.press('Enter')
  await page.getByRole('rowheader', { name: '汐見 花子3 S3', exact: true }).waitFor()

  const all = moved + risen + 100
  await page.getByRole('button', { name: `${all} 件の変更を反映する` }).click()
  await page.getByRole('button', { name: '反映する', exact: true }).click()
  await page.getByText(`${all} 件の変更を反映しました`).waitFor()
  await expectAccessible(page)
  await page.reload()
  await page.getByText(`${all} 件の変更を反映しました`).waitFor()

  const { people } = await admin.person.list({ query: 'S3', asOf: '2026-04-01' })
  const { id } = people.find(({ staffNumber }) => staffNumber === 'S3')!
  for (const [day, section, not] of [
    ['2026-04-01', sectionName(4), sectionName(3)],
    ['2026-03-31', sectionName(3), sectionName(4)],
  ] as const) {
    await page.goto(`${node.url}/people/${id}?day=${day}`)
    await page.getByRole('rowheader', { name: section }).waitFor()
    expect(await page.getByRole('rowheader', { name: not }).count()).toBe(0)
  }
  expect(errors).toEqual([])
})
