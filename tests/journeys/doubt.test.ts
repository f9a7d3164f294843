import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDemo } from '#app/demo'
import { startNode } from '#app/node'
import { webPages } from '#app/pages'
import { readConfig } from '#server/config'
import { migrate } from '#server/db/migrate'
import { createTestDatabase, type TestDatabase } from '#server/testing/database'
import { expectAccessible, openBrowser, openPage } from './browser.ts'

let database: TestDatabase
let node: Awaited<ReturnType<typeof startNode>>
let browser: Browser

beforeAll(async () => {
  database = await createTestDatabase()
  await migrate(database.adminUrl)
  await loadDemo(database.adminUrl)
  const settings = {
    BANSO_PORT: '0',
    BANSO_HOST: '127.0.0.1',
    BANSO_LOG: 'silent',
    BANSO_JOBS: '0',
    BANSO_DEMO: 'true',
  }
  node = await startNode(readConfig(settings), database.adminUrl, webPages())
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
  await database?.drop()
})

/** Signs in from the list the sign-in page shows in demo mode. */
async function as(login: string, width?: number) {
  const opened = await openPage(browser, node.url, width)
  await opened.page.getByRole('button', { name: new RegExp(login) }).click()
  await opened.page.getByRole('heading', { level: 1, name: '何に困っていますか？' }).waitFor()
  return opened
}

const box = (page: Page) => page.getByRole('combobox', { name: '困っていること' })

test.each([1280, 360])('a doubt is solved while it is typed, by the keyboard alone, at %i px', async (width) => {
  const { page, errors } = await as('demo-01', width)
  await expectAccessible(page)
  await box(page).focus()
  await page.keyboard.type('電子申請の不備', { delay: 20 })
  await page.getByRole('option', { name: /不備/ }).first().waitFor()
  await page.waitForTimeout(2000) // the last letters' answers come; a list that changes under the keys is another story
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const solved = page.getByRole('button', { name: 'これで解決した' })
  await solved.waitFor()
  await expectAccessible(page)
  await solved.focus()
  await page.keyboard.press('Enter')
  await page.getByText('解決してよかったです').waitFor()
  expect(errors).toEqual([])
})

test('a new question is asked after agreeing to the rules, answered by a colleague, accepted', async () => {
  const title = '放置自転車の札の番号を台帳と突き合わせたい'
  const { page, errors } = await as('demo-01')
  await box(page).fill(title)
  await page.getByRole('option', { name: /この内容で質問を書く/ }).click()
  await page.getByRole('heading', { level: 1, name: '質問・投稿する' }).waitFor()
  expect(await page.getByRole('textbox', { name: /件名/ }).inputValue()).toBe(title)
  await expectAccessible(page)
  await page.getByRole('textbox', { name: /本文/ }).fill('札は手書き、台帳は表計算です。毎月およそ80件あります。')
  await page.getByRole('button', { name: '投稿する' }).click()
  const agree = page.getByRole('button', { name: '同意して投稿する' })
  if (
    await agree.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    )
  )
    await agree.click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
  const address = page.url()
  await expectAccessible(page)

  const colleague = (await as('demo-04')).page
  await colleague.goto(address)
  await colleague
    .getByRole('textbox', { name: /回答/ })
    .fill('札の番号を先に一覧にし、VLOOKUPで台帳と突き合わせると早いです。')
  await colleague.getByRole('button', { name: '回答する' }).click()
  const rules = colleague.getByRole('button', { name: '同意して投稿する' })
  if (
    await rules.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    )
  )
    await rules.click()
  await colleague.getByText('VLOOKUPで台帳と').waitFor()

  await page.reload()
  await page.getByRole('button', { name: 'この回答を採用する' }).click()
  await page.getByText('採用された回答').waitFor()
  await page.getByText('解決済み').waitFor()
  expect(errors.filter((error) => !error.includes('403'))).toEqual([])
})

test('an unknown address says so', async () => {
  const { page } = await as('demo-01')
  await page.goto(`${node.url}/no/such/page`)
  await page.getByRole('heading', { level: 1, name: 'ページが見つかりません' }).waitFor()
  expect(await page.title()).toBe('ページが見つかりません | 伴走')
  await expectAccessible(page)
})
