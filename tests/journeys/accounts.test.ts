import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { type Client, createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { expectAccessible, openBrowser, openPage, picture } from './browser.ts'

let node: TestNode
let browser: Browser
let other: Client

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'admin', name: '管理 太郎', roles: ['administrator'] })
  await createPerson(node, { login: 'other', name: '管理 次郎', roles: ['administrator'] })
  await node.owner.query(
    `with p as (insert into person (body_id, id, staff_number, name, kana, mail)
       select $1, gen_random_uuid(), 'n' || n, case when n % 7 = 0 then '勘解由小路エリザベート 十二単衣左衛門之丞' else '汐見 花子' end,
         case when n % 7 = 0 then 'カデノコウジエリザベート ジュウニヒトエザエモンノジョウ' else 'シオミ ハナコ' end,
         'very-long-mail-address-of-somebody-' || n || '@section.city-of-shionagi.example'
       from generate_series(1, 1400) n returning *)
     insert into account (body_id, person_id, login, must_change, disabled_at)
     select $1, id, 'login-' || staff_number, staff_number like '%3', case when staff_number like '%5' then now() end from p`,
    [node.bodyId],
  )
  other = await node.as('other')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

async function open(path: string, heading: string, width?: number): Promise<{ page: Page; errors: string[] }> {
  const opened = await openPage(browser, `${node.url}${path}`, width)
  const { page } = opened
  await page.getByLabel('利用者ID').fill('admin')
  await page.getByLabel('パスワード').first().fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  return opened
}

for (const width of [1280, 360])
  test(`the list of accounts: 1,400 people with long names, filtered, found, empty, at ${width} px`, async () => {
    const { page, errors } = await open('/accounts', 'アカウント', width)
    await page.getByText('アカウント　1,402 人').waitFor()
    await picture(page, `accounts-${width}`)
    await expectAccessible(page)
    await page.getByRole('button', { name: '次へ' }).click()
    await page.waitForURL(/page=/)
    await page.getByLabel('状態で絞る').selectOption({ label: '止まっている（140 人）' })
    await page.getByText('アカウント　140 人').waitFor()
    expect(await page.getByRole('table').getByText('使える').count()).toBe(0)
    await page.getByRole('searchbox', { name: /利用者ID/ }).fill('そんな人はいない')
    await page.keyboard.press('Enter')
    await page.getByText('当てはまるアカウントがありません').waitFor()
    await expectAccessible(page)
    await page.getByLabel('状態で絞る').selectOption('')
    await page.getByRole('searchbox', { name: /利用者ID/ }).fill('login-n1234')
    await page.keyboard.press('Enter')
    await page.getByText('アカウント　1 人').waitFor()
    await page.getByRole('link', { name: /汐見|勘解由/ }).click()
    await page.getByText('利用者ID「login-n1234」').waitFor()
    expect(errors).toEqual([])
  })

test('the name of the body: somebody else was first, what was typed is kept, and then saved knowingly', async () => {
  const { page } = await open('/body', '団体')
  await page.getByText('最後の1桁「9」').waitFor()
  await expectAccessible(page)
  await page.getByLabel('団体の名前').fill('汐凪中核市')
  const { revision } = await other.body.get()
  await other.body.update({ name: '汐凪特例市', kana: '', revision })
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('今の登録は「汐凪特例市」').waitFor()
  expect(await page.getByLabel('団体の名前').inputValue()).toBe('汐凪中核市')
  expect((await other.body.get()).name).toBe('汐凪特例市')
  await picture(page, 'body-1280')
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 800 })
  await picture(page, 'body-360')
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('団体の名前を保存しました').waitFor()
  expect((await other.body.get()).name).toBe('汐凪中核市')
  await page.getByLabel('団体の名前').fill('')
  await page.keyboard.press('Enter')
  await page.getByText('団体の名前を入力してください').waitFor()
})
