import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { startSamlProvider } from '#app/testing/saml-process'
import { expectAccessible, openBrowser, openPage } from './browser.ts'

let node: TestNode
let provider: Awaited<ReturnType<typeof startSamlProvider>>
let browser: Browser
/** Ours is localhost and the provider's 127.0.0.1: two sites, so that the browser withholds cookies as in earnest. */
let ours: string

beforeAll(async () => {
  node = await startTestNode({ BANSO_OIDC_HTTP: 'true' }, webPages())
  ours = node.url.replace('127.0.0.1', 'localhost')
  await createPerson(node, { login: 'kanri', name: '管理 太郎', roles: ['administrator'] })
  await createPerson(node, { login: 'sato', name: '佐藤 花子' })
  provider = await startSamlProvider()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  provider?.stop()
  await node?.stop()
})

async function fill(page: Page, words: Record<string, string>) {
  for (const [label, word] of Object.entries(words)) await page.getByLabel(label).first().fill(word)
}

test('an administrator registers the SAML provider; colleagues sign in through it, from another site and back', async () => {
  const { page, errors } = await openPage(browser, `${ours}/identity-providers`, 360)
  await fill(page, { 利用者ID: 'kanri', パスワード: testPassword })
  await page.getByRole('button', { name: 'サインインする' }).click()
  await page.getByText(`${ours}/sign-in/saml/acs`).waitFor()
  await page.getByRole('button', { name: '連携先を登録する' }).click()
  await page.getByLabel('SAML 2.0').check()
  await fill(page, { 画面に出す名前: '県のID', 連携先のサインインURL: `${provider.entryPoint}?login=sato` })
  await fill(page, { 連携先のエンティティID: provider.issuer, 署名を確かめる証明書: 'これは証明書ではありません' })
  await page.getByRole('button', { name: '保存する' }).click()
  const certificate = page.getByLabel('署名を確かめる証明書')
  await page.getByText('＊証明書を読み取れません').waitFor()
  expect(await certificate.getAttribute('aria-invalid')).toBe('true')
  await expectAccessible(page)
  await page.getByLabel('LDAP').check()
  await page.getByLabel('認証局の証明書').waitFor()
  expect(await page.getByText('証明書を読み取れません').count(), 'said of another kind').toBe(0)
  await page.getByLabel('SAML 2.0').check()
  await certificate.fill(provider.certificate)
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText(`SAML 2.0：${provider.entryPoint}`).waitFor()
  await expectAccessible(page)

  const colleague = await openPage(browser, `${ours}/people`)
  await colleague.page.getByRole('button', { name: '県のIDでサインインする' }).click()
  await colleague.page.getByRole('heading', { level: 1, name: '職員' }).waitFor()
  expect(new URL(colleague.page.url()).pathname).toBe('/people')
  await colleague.page.getByText('佐藤 花子').first().waitFor()
  expect([...errors, ...colleague.errors].filter((error) => !error.includes('400'))).toEqual([])
})
