import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { expectAccessible, openBrowser, openPage } from './browser.ts'

let node: TestNode
let browser: Browser

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'admin', name: '管理 太郎', roles: ['administrator'] })
  await createPerson(node, { login: 'hanako', name: '山田 花子' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

async function signIn(login: string, width = 1280, path = '/'): Promise<Page> {
  const { page } = await openPage(browser, `${node.url}${path}`, width)
  await page.getByLabel('利用者ID').fill(login)
  await page.getByLabel('パスワード').first().fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'サインアウト' }).waitFor()
  return page
}

test('by the keyboard alone: a group opens, Escape closes it and gives the focus back, a link is followed', async () => {
  const page = await signIn('admin')
  const menu = page.getByRole('navigation', { name: '主なメニュー' })
  const group = menu.getByRole('button', { name: '管理' })
  await group.press('Enter')
  await menu.getByRole('link', { name: '監査記録' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Escape')
  expect(await group.getAttribute('aria-expanded')).toBe('false')
  expect(await group.evaluate((button) => button.matches(':focus'))).toBe(true)
  await group.press('Enter')
  await menu.getByRole('link', { name: '監査記録' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: '監査記録' }).waitFor()
  expect(await menu.getByRole('button', { name: '管理' }).getAttribute('aria-expanded')).toBe('false')
})

test('on a narrow screen every page stands in one list', async () => {
  const page = await signIn('admin', 360)
  await page.getByRole('button', { name: 'メニューを開く' }).click()
  await expectAccessible(page)
  await page.getByRole('navigation').getByRole('link', { name: '職員名簿' }).click()
  await page.getByRole('heading', { level: 1, name: '職員名簿' }).waitFor()
})

test('a page of another role says so, and the menu does not offer it', async () => {
  const page = await signIn('hanako', 1280, '/audit')
  await page.getByRole('heading', { level: 1, name: 'この画面を使う役割がありません' }).waitFor()
  expect(await page.getByRole('button', { name: '管理' }).count()).toBe(0)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'トップへ戻る' }).click()
  await expect.poll(() => new URL(page.url()).pathname).toBe('/')
})
