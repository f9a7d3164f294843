import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { setSecurityHeaders } from '#server/http/security'
import { expectAccessible, expectNoSidewaysScroll, openBrowser, openPage } from './browser.ts'

let server: Server
let browser: Browser
let url: string

beforeAll(async () => {
  const pages = webPages()
  server = createServer((request, response) => {
    setSecurityHeaders(response)
    pages(request, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ui`
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  server?.close()
})

const open = async (width?: number) => {
  const opened = await openPage(browser, url, width)
  await opened.page.getByRole('heading', { level: 1, name: '画面の部品' }).waitFor()
  return opened
}
const focused = (page: Page) => page.evaluate<string>('document.activeElement?.textContent?.trim()')

for (const width of [1280, 360])
  test(`every component is accessible at ${width} px, with the strict content security policy`, async () => {
    const { page, errors } = await open(width)
    await expectAccessible(page)
    expect(errors).toEqual([])
    await page.context().close()
  })

test('text at twice its size still fits a narrow screen', async () => {
  const { page } = await open(640)
  await page.evaluate(`document.documentElement.style.fontSize = '200%'`)
  await expectNoSidewaysScroll(page)
  await page.context().close()
})

test('no key acts in the search box while an input method converts', async () => {
  const { page } = await open()
  const box = page.getByRole('combobox', { name: '庁内の知恵を探す' })
  await box.fill('電子申請')
  const composing = (key: string) =>
    box.dispatchEvent('keydown', { key, keyCode: 229, isComposing: true, bubbles: true, cancelable: true })
  await composing('ArrowDown')
  expect(await box.getAttribute('aria-activedescendant')).toBeNull()
  await box.press('ArrowDown')
  expect(await box.getAttribute('aria-activedescendant')).toMatch(/a1$/)
  await composing('Enter')
  await composing('Escape')
  expect(await box.getAttribute('aria-expanded')).toBe('true')
  await box.press('Enter')
  expect(await box.getAttribute('aria-expanded')).toBe('false')
  await page.context().close()
})

test('a combobox keeps its list while an input method converts, and is chosen from by keyboard', async () => {
  const { page } = await open()
  const box = page.getByRole('combobox', { name: '担当の課', exact: true })
  await box.fill('情報')
  await page.getByRole('option', { name: /情報政策課/ }).waitFor()
  await box.press('ArrowDown')
  await box.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true })
  expect(await box.inputValue()).toBe('情報')
  await box.press('Enter')
  await expect.poll(() => box.inputValue()).toBe('情報政策課')
  await box.fill('ざいせい')
  await page.getByText('当てはまる候補がありません').waitFor()
  await box.press('Tab')
  await expect.poll(() => box.inputValue()).toBe('情報政策課')
  await box.fill('')
  await box.press('Tab')
  await expect.poll(() => box.inputValue()).toBe('')
  await page.context().close()
})

test('menus and dialogs are walked by keyboard and give the focus back', async () => {
  const { page, errors } = await open()
  await page.getByRole('button', { name: '操作', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowDown')
  expect(await focused(page)).toBe('アドレスを写す')
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('操作')

  await page.getByRole('button', { name: '削除を確かめる' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('alertdialog', { name: '下書きを削除しますか' })
  await dialog.waitFor()
  await expectAccessible(page)
  for (let step = 0; step < 5; step += 1) {
    await page.keyboard.press('Tab')
    expect(await dialog.locator(':focus').count()).toBe(1)
  }
  await page.keyboard.press('Escape')
  await expect.poll(() => focused(page)).toBe('削除を確かめる')
  expect(errors).toEqual([])
  await page.context().close()
})

test('a link inside changes the page without loading it anew, and the focus goes to the new heading', async () => {
  const { page } = await open()
  await page.evaluate('window.stays = true')
  await page.getByRole('link', { name: '伴走' }).click()
  await page.waitForURL((address) => address.pathname !== '/ui')
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1')
  expect(await page.evaluate('window.stays')).toBe(true)
  await page.context().close()
})

test('the error summary takes the focus and leads to its field', async () => {
  const { page } = await open()
  await page.getByRole('button', { name: '送る', exact: true }).click()
  await expect.poll(() => focused(page)).toContain('入力内容を確かめてください（1件）')
  await page.getByRole('link', { name: '題名を入力してください。' }).press('Enter')
  expect(await page.evaluate('document.activeElement.id')).toBe('catalogue-title')
  expect(await page.getByText('＊題名を入力してください。').count()).toBe(1)
  await page.context().close()
})

test('the toolbar writes Markdown that undo takes back, and the draft outlives the page', async () => {
  const { page } = await open()
  const area = page.getByRole('textbox', { name: '質問の内容' })
  await area.fill('期限はいつですか')
  await area.evaluate((node: unknown) =>
    (node as { setSelectionRange(from: number, to: number): void }).setSelectionRange(0, 2),
  )
  const toolbar = page.getByRole('toolbar').first()
  await toolbar.getByRole('button', { name: '見出し' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  expect(await area.inputValue()).toBe('**期限**はいつですか')
  await page.keyboard.press('Control+z')
  expect(await area.inputValue()).toBe('期限はいつですか')
  await page.getByRole('tab', { name: 'プレビュー' }).first().click()
  await page.getByRole('tabpanel').getByText('期限はいつですか').waitFor()
  await page.reload()
  await expect.poll(() => area.inputValue()).toBe('期限はいつですか')
  await page.getByRole('button', { name: '下書きを消す' }).click()
  await page.reload()
  await expect.poll(() => area.inputValue()).toBe('')
  await page.context().close()
})

test('single-key shortcuts rest in fields and can be turned off', async () => {
  const { page } = await open()
  const list = page.getByRole('dialog', { name: 'キーボードの操作' })
  await page.getByRole('textbox', { name: '氏名' }).press('?')
  expect(await list.count()).toBe(0)
  await page.getByRole('button', { name: '保存する' }).press('?')
  await list.waitFor()
  await page.getByRole('checkbox', { name: '1つのキーで動く操作を使う' }).uncheck()
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '保存する' }).press('?')
  expect(await list.count()).toBe(0)
  await page.context().close()
})

test('a table sorts by its heading, and a chart gives its table, its CSV and its picture', async () => {
  const { page } = await open()
  const table = page.getByRole('table', { name: '課ごとの質問と解決', exact: true })
  await table.getByRole('button', { name: '質問' }).click()
  expect(await table.getByRole('columnheader', { name: '質問' }).getAttribute('aria-sort')).toBe('ascending')
  expect(await table.getByRole('row').nth(1).innerText()).toContain('子育て支援課')

  const figure = page.getByRole('figure').filter({ hasText: '課ごとの解決数' })
  const saved = async (name: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), figure.getByRole('button', { name }).click()])
    return readFile(await download.path())
  }
  expect((await saved('CSVで保存')).toString()).toBe(
    '\uFEFF課,件\r\n市民課,39\r\n福祉政策課,11\r\n道路整備課,0\r\n監査事務局,\r\n',
  )
  expect((await saved('画像で保存')).subarray(1, 4).toString()).toBe('PNG')
  await figure.getByRole('button', { name: '表で見る' }).click()
  expect(await figure.getByRole('row', { name: /監査事務局/ }).innerText()).toContain('不明')
  await page.context().close()
})
