import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { expectAccessible, openBrowser, openPage } from './browser.ts'

let node: TestNode
let browser: Browser
let newcomer: string

beforeAll(async () => {
  node = await startTestNode({ BANSO_SECRET: 'a key for this test alone, 32 characters' }, webPages())
  await createPerson(node, { login: 'kanri', name: '管理 太郎', roles: ['administrator'] })
  const { personId } = await createPerson(node, { login: 'first', name: '初回 花子' })
  await node.owner.query('update account set must_change = true where person_id = $1', [personId])
  const { rows } = await node.owner.query(
    "insert into person (body_id, id, staff_number, name) values ($1, gen_random_uuid(), '9001', '新人 一郎') returning id",
    [node.bodyId],
  )
  newcomer = rows[0].id
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
async function signIn(page: Page, login: string, password: string) {
  await page.getByLabel('利用者ID').fill(login)
  await page.getByLabel('パスワード').first().fill(password)
  await page.getByRole('button', { name: 'サインインする' }).click()
}
async function choose(page: Page, password: string) {
  await page.getByLabel('新しいパスワード').first().fill(password)
  await page.getByLabel('新しいパスワード（確認）').fill(password)
  await page.keyboard.press('Enter')
}

test('a person with a given password chooses their own before anything else, then sees their sessions', async () => {
  const { page, errors } = await openPage(browser, `${node.url}/account`)
  await signIn(page, 'first', testPassword)
  await heading(page, 'パスワードを決める')
  await expectAccessible(page)
  await page.getByLabel('今のパスワード').fill(testPassword)
  await choose(page, 'a password of mine')
  await heading(page, '自分のアカウント')
  await page.getByText('この端末', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'APIトークンを作る' }).click()
  await page.getByLabel('何に使うか').fill('集計')
  await page.getByRole('button', { name: '作る', exact: true }).click()
  await page.getByText(new RegExp(`^${node.bodyId}\\.`)).waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: '閉じる' }).click()
  await expectAccessible(page)
  expect(errors).toEqual([])
})

test('an administrator makes an account; its person opens the link and signs in', async () => {
  const { page } = await openPage(browser, `${node.url}/people/${newcomer}`)
  await signIn(page, 'kanri', testPassword)
  await heading(page, '新人 一郎')
  await page.getByRole('button', { name: 'アカウントを作る' }).click()
  await page.getByLabel('利用者ID').fill('shin')
  await page.getByRole('button', { name: '作る', exact: true }).click()
  const link = await page.getByText('/reset#').textContent()
  const other = await openPage(browser, link!)
  await heading(other.page, 'パスワードを決める')
  await expectAccessible(other.page)
  await choose(other.page, 'chosen by myself')
  await heading(other.page, 'パスワードを決めました')
  await other.page.getByRole('link', { name: 'サインインする' }).click()
  await signIn(other.page, 'shin', 'chosen by myself')
  await other.page.getByRole('button', { name: 'サインアウト' }).waitFor()
  expect(other.errors).toEqual([])
})

test('an administrator registers a sign-in service; its button stands on the sign-in page', async () => {
  const { page, errors } = await openPage(browser, `${node.url}/identity-providers`)
  await signIn(page, 'kanri', testPassword)
  await heading(page, 'サインイン連携')
  await page.getByRole('button', { name: '連携先を登録する' }).click()
  await page.getByLabel('画面に出す名前').fill('庁内ID')
  await page.getByLabel('発行者のURL').fill('https://id.example.lg.jp')
  await page.getByLabel('クライアントID').fill('banso')
  await page.getByLabel('クライアントシークレット').fill('a secret')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('https://id.example.lg.jp').waitFor()
  await expectAccessible(page)
  expect(errors).toEqual([])
  const other = await openPage(browser, node.url)
  await other.page.getByRole('button', { name: '庁内IDでサインインする' }).waitFor()
})
