import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type TestNode, testPassword } from '#app/testing/node'

export { openBrowser } from './chromium.ts'

/** A fresh page whose console errors, page errors and refusals by the content security policy are gathered. */
export async function openPage(browser: Browser, url: string, width = 1280): Promise<{ page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'ja-JP' })
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(url)
  return { page, errors }
}

/** For looking at: BANSO_SCREENSHOTS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.BANSO_SCREENSHOTS
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

/** No violation of WCAG 2.2 A and AA or of axe's best practices, and nothing that must be scrolled sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, html: nodes.map((node) => node.html) }))).toEqual([])
  await expectNoSidewaysScroll(page)
}

/** What the page asks to be scrolled sideways by, in pixels. The expression runs in the page. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0)
}

/** Opens a page as somebody who signs in on it by the keyboard. */
export async function signIn(
  browser: Browser,
  node: Pick<TestNode, 'url'>,
  login: string,
  width: number,
  path: string,
): Promise<{ page: Page; errors: string[] }> {
  const opened = await openPage(browser, `${node.url}${path}`, width)
  await opened.page.getByLabel('利用者ID').fill(login)
  await opened.page.getByLabel('パスワード').first().fill(testPassword)
  await opened.page.keyboard.press('Enter')
  await opened.page.getByRole('button', { name: 'サインアウト' }).waitFor()
  return opened
}
