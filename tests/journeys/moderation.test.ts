import type { Browser } from 'playwright-core'
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
    ...{ BANSO_PORT: '0', BANSO_HOST: '127.0.0.1', BANSO_LOG: 'silent', BANSO_JOBS: '0', BANSO_DEMO: 'true' },
  }
  node = await startNode(readConfig(settings), database.adminUrl, webPages())
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
  await database?.drop()
})

async function as(login: string, width?: number) {
  const opened = await openPage(browser, node.url, width)
  await opened.page.getByRole('button', { name: new RegExp(login) }).click()
  await opened.page.getByRole('heading', { level: 1, name: '何に困っていますか？' }).waitFor()
  return opened
}

test.each([1280, 360])('a post is reported, judged and taken down, at %i px', async (width) => {
  const staff = await as('demo-01', width)
  await staff.page.goto(`${node.url}/topics`)
  const link = staff.page.getByRole('main').getByRole('listitem').getByRole('link').first()
  const title = (await link.textContent())!
  await link.click()
  await staff.page.getByRole('heading', { level: 1, name: title }).waitFor()
  await staff.page.getByRole('button', { name: '通報する' }).first().click()
  await staff.page.getByRole('button', { name: '見守り役に伝える' }).click()
  await staff.page.getByText('どれか1つを選んでください。').waitFor()
  await expectAccessible(staff.page)
  await staff.page.getByLabel('個人情報が書かれている').check()
  await staff.page.getByRole('button', { name: '見守り役に伝える' }).click()
  await staff.page.getByText('見守り役に伝えました').first().waitFor()

  const office = await as('demo-04', width)
  await office.page.goto(`${node.url}/moderation`)
  await office.page.getByRole('link', { name: title }).waitFor()
  await expectAccessible(office.page)
  await office.page.getByRole('button', { name: '非表示にする' }).focus()
  await office.page.keyboard.press('Enter')
  await office.page.getByLabel('理由').fill('氏名が書かれているため、消してから投稿し直してください。')
  await office.page.getByRole('button', { name: '非表示にして伝える' }).click()
  await office.page.getByText('対応を待つ通報はありません').waitFor()
  await office.page.getByRole('button', { name: '対応したもの' }).click()
  await office.page.getByRole('link', { name: title }).click()
  await office.page.getByText('見守り役の対応').waitFor()
  await expectAccessible(office.page)

  await staff.page.reload()
  await staff.page.getByText('話題が見つかりません').waitFor()
  expect([...office.errors]).toEqual([])
})
