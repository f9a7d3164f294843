import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { type Client, createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { expectAccessible, openBrowser, openPage, picture } from './browser.ts'

let node: TestNode
let browser: Browser
let admin: Client

const sections = `所属コード,所属名,区分,上位の所属コード
0200,総務部,部,
0201,総務課,課,0200
0203,職員課,課,0200
`
const people = `職員番号,氏名,フリガナ,所属コード,職位,所属長,配属開始日
10001,𠮷野 花子,ヨシノ ハナコ,0203,課長,○,2024-04-01
10002,髙橋 一郎,タカハシ イチロウ,0201,主事,,2024-04-01
10003,佐藤 二郎,サトウ ジロウ,0203,主事,,2024-04-01
`
const april = `職員番号,氏名,所属名,職名,発令日,退職日
10002,,職員課,主任,令和8年4月1日,
10003,,,,,R8.3.31
10004,新人 三奈,総務課,主事,令和8年4月1日,
`

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'admin', name: '管理 太郎', roles: ['administrator'] })
  await node.owner.query("update person set employment = 'guest'")
  admin = await node.as('admin')
  for (const [kind, text] of [
    ['sections', sections],
    ['people', people],
  ] as const) {
    const read = await admin.staffImport.read({ kind, file: new File([text], 'x.csv') })
    await admin.staffImport.check({ id: read.id, mapping: read.mapping, mode: 'differences', asOf: '2024-04-01' })
    await admin.staffImport.apply({ id: read.id })
  }
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

async function open(path: string, heading: string, width?: number) {
  const opened = await openPage(browser, `${node.url}${path}`, width)
  const { page } = opened
  await page.getByLabel('利用者ID').fill('admin')
  await page.getByLabel('パスワード').first().fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  return opened
}

for (const width of [1280, 360])
  test(`directory, person, organisation and roles at ${width} px`, async () => {
    const { page, errors } = await open('/people', '職員名簿', width)
    await page.getByRole('link', { name: '髙橋 一郎' }).waitFor()
    await picture(page, `people-${width}`)
    await expectAccessible(page)
    await page.getByRole('searchbox', { name: /氏名/ }).fill('よしの')
    await page.keyboard.press('Enter')
    await page.getByText('1 人').waitFor()
    await page.getByRole('link', { name: '𠮷野 花子' }).click()
    await page.getByRole('heading', { level: 1, name: '𠮷野 花子' }).waitFor()
    await page.getByRole('button', { name: '記録を開く' }).click()
    await page.getByText('10001').waitFor()
    await picture(page, `person-${width}`)
    await expectAccessible(page)
    await page.goto(`${node.url}/sections`)
    await page.getByRole('button', { name: /職員課/ }).click()
    await page.getByText('0203').waitFor()
    await picture(page, `sections-${width}`)
    await expectAccessible(page)
    await page.goto(`${node.url}/roles`)
    await page
      .getByRole('button', { name: /取り消す/ })
      .first()
      .waitFor()
    await picture(page, `roles-${width}`)
    await expectAccessible(page)
    expect(errors).toEqual([])
  })

test('the April file goes in through the screen: columns, difference, refusals, apply', async () => {
  const { page, errors } = await open('/staff-imports', '職員・組織の取り込み')
  const choose = async (name: string, text: string) => {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('button', { name: '読み取る' }).click()
    await page.getByRole('textbox', { name: '基準日' }).fill('2026-04-01')
  }
  await picture(page, 'import-1-1280')
  await expectAccessible(page)
  await choose('bad.csv', april.replace('総務課', '無い課'))
  await picture(page, 'import-2-1280')
  await expectAccessible(page)
  await page.getByRole('button', { name: /点検する/ }).click()
  await page.getByText('受け付けられないところが 1 件あります').waitFor()
  await page.getByText('所属名「無い課」は、令和8年4月1日の時点の組織にありません。').waitFor()
  await picture(page, 'import-3-1280')
  expect(await page.getByRole('button', { name: /反映する/ }).count()).toBe(0)

  await page.goto(`${node.url}/staff-imports`)
  await choose('april.csv', april)
  await page.getByText('列の対応は、前回と同じ見出しなので').waitFor()
  await page.getByRole('button', { name: /点検する/ }).click()
  await page.getByText('受け付けられない行はありません').waitFor()
  await page.getByRole('cell', { name: /職員課.主任/ }).waitFor()
  await picture(page, 'import-4-1280')
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 800 })
  await picture(page, 'import-4-360')
  await expectAccessible(page)
  await page.getByRole('button', { name: '3 件の変更を反映する' }).click()
  await page.getByRole('button', { name: '反映する', exact: true }).click()
  await page.getByText('3 件の変更を反映しました').waitFor()
  expect(errors).toEqual([])
  const { people: now } = await admin.person.list({ asOf: '2026-04-01', query: '職員課' })
  expect(now.map((one) => [one.name, one.title]).sort()).toEqual([
    ['髙橋 一郎', '主任'],
    ['𠮷野 花子', '課長'],
  ])
})
