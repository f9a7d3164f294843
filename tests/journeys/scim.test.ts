import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { scimClient } from '#app/testing/scim'
import { expectAccessible, openBrowser, openPage } from './browser.ts'

let node: TestNode
let browser: Browser

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'kanri', name: '管理 太郎', roles: ['administrator'] })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

test('an administrator gives the directory a token; it registers somebody; the record says so; the token is ended', async () => {
  const { page, errors } = await openPage(browser, `${node.url}/identity-providers`, 360)
  await page.getByLabel('利用者ID').fill('kanri')
  await page.getByLabel('パスワード').first().fill(testPassword)
  await page.getByRole('button', { name: 'サインインする' }).click()
  await page.getByText(`${node.url}/scim/v2`).waitFor()
  await page.getByRole('button', { name: '自動登録のトークンを作る' }).click()
  await page.getByLabel('渡す相手').fill('庁内ID')
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  const token = await page.getByText(new RegExp(`^${node.bodyId}\\.`)).textContent()
  await page.getByRole('alertdialog').getByRole('button', { name: '閉じる' }).click()
  await page.getByText('最後の利用 なし').waitFor()
  await expectAccessible(page)
  expect(await page.content()).not.toContain(token)

  const { created, scim } = scimClient(node, token!)
  const id = await created('hanako', '7001')
  await page.goto(`${node.url}/people/${id}`)
  await page.getByRole('heading', { level: 1, name: '髙橋 花子' }).waitFor()
  await page.goto(`${node.url}/audit`)
  await page.getByText('庁内ID (SCIM)').first().waitFor()

  await page.goto(`${node.url}/identity-providers`)
  await page.getByRole('button', { name: '庁内IDを取り消す' }).click()
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: '取り消す' }).click()
  await page.getByText('トークンはまだありません').waitFor()
  expect((await scim('GET', `/Users/${id}`)).status).toBe(401)
  expect(errors).toEqual([])
})
