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
  const { personId } = await createPerson(node, { login: 'ukeru', name: '受田 三郎' })
  const administrator = await node.as('admin')
  await administrator.role.grant({ personId, role: 'dx-office', reason: '試し' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

/** For looking at: BANSO_SCREENSHOTS names a folder. */
async function picture(page: Page, name: string) {
  const folder = process.env.BANSO_SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

test.each([1280, 360])(
  'an engineer finds an operation in the API reference without signing in, at %i px',
  async (width) => {
    const { page, errors } = await openPage(browser, `${node.url}/reference`, width)
    await page.getByRole('heading', { level: 1, name: 'APIの手引き' }).waitFor()
    await expectAccessible(page)
    await picture(page, `reference-${width}`)
    await page.getByLabel('操作を探す').fill('話題 投稿')
    await page.getByRole('link', { name: '話題を投稿する' }).click()
    await page.getByRole('heading', { level: 1, name: '話題を投稿する' }).waitFor()
    expect(await page.getByText('banso topic create').count()).toBe(1)
    await expectAccessible(page)
    await picture(page, `reference-operation-${width}`)
    await page.getByRole('link', { name: 'APIの手引き' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'APIの手引き' }).waitFor()
    expect(errors.filter((error) => !error.includes('401'))).toEqual([])
  },
)

test.each([1280, 360])('an administrator reads the audit and narrows it down, at %i px', async (width) => {
  const { page, errors } = await openPage(browser, `${node.url}/audit`, width)
  await page.getByLabel('利用者ID').fill('admin')
  await page.getByLabel('パスワード').first().fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '監査記録' }).waitFor()
  await page.getByLabel('操作の名前の一部').fill('役割')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.getByText('受田 三郎').count(), { timeout: 20_000 }).toBe(1)
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  await expectAccessible(page)
  await picture(page, `audit-${width}`)
  expect(errors.filter((error) => !error.includes('401'))).toEqual([])
})
