import { Buffer } from 'node:buffer'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { expectAccessible, openBrowser, openPage } from './browser.ts'

let node: TestNode
let browser: Browser
let asker: Client & { cookie: string }

const pdf = { name: '電子申請の手順.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%\u00e2\n%%EOF') }
const page = { name: '画面.html', mimeType: 'text/html', buffer: Buffer.from('<html><script>1</script></html>') }
const large = { name: '会議録.txt', mimeType: 'text/plain', buffer: Buffer.alloc(2 * 2 ** 20, 'a') }

beforeAll(async () => {
  node = await startTestNode({ BANSO_ATTACHMENT_LIMIT: '1' }, webPages())
  await createPerson(node, { login: 'asker', name: '質問 する子' })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person',
  )
  asker = await node.as('asker')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

async function open(path: string, width = 1280) {
  const { page, errors } = await openPage(browser, `${node.url}/`, width)
  const [name, value] = asker.cookie.split('=')
  await page.context().addCookies([{ name: name!, value: value!, url: node.url }])
  await page.goto(node.url + path)
  return { page, errors }
}

const picture = async () => ({
  name: '入力画面.png',
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 640, height: 360, channels: 3, background: '#4979f5' } })
    .png()
    .toBuffer(),
})
const chosen = (page: Page) => page.locator('input[type=file]').first()
const listed = (page: Page) => page.getByRole('list', { name: '添付ファイル', exact: true }).getByRole('listitem')

/** Gives a file to the text as a drop or a paste would. The expression runs in the page. */
const give = (page: Page, kind: 'drop' | 'paste', name: string, bytes: Buffer) =>
  page.evaluate(`((kind, name, base64) => {
    const carried = new DataTransfer()
    carried.items.add(new File([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))], name))
    const about = { bubbles: true, cancelable: true, dataTransfer: carried, clipboardData: carried }
    const given = kind === 'drop' ? new DragEvent(kind, about) : new ClipboardEvent(kind, about)
    document.getElementById('topic-body').dispatchEvent(given)
  })(...${JSON.stringify([kind, name, bytes.toString('base64')])})`)

test.each([1280, 360])('files go along with a question, by button, drop and paste, at %i px', async (width) => {
  const { page: screen, errors } = await open('/topics/new', width)
  const title = `添付の付いた質問 ${width}`
  await screen.getByRole('textbox', { name: /件名/ }).fill(title)
  await screen.getByRole('textbox', { name: /本文/ }).fill('添付の画面で止まります。')
  await chosen(screen).setInputFiles([pdf, page, large])
  await screen.getByText('HTMLやSVG、XMLは添付できません', { exact: false }).first().waitFor()
  await screen.getByText('大きすぎます（上限 1 MB）', { exact: false }).first().waitFor()
  await give(screen, 'paste', 'image.png', (await picture()).buffer)
  await give(screen, 'drop', '入力画面.png', (await picture()).buffer)
  await expect.poll(() => listed(screen).count()).toBe(5)
  await screen.getByRole('button', { name: '入力画面.pngを外す' }).waitFor()
  await expectAccessible(screen)
  await screen.getByRole('button', { name: '投稿する' }).click()
  await screen.getByText('＊添付できないファイルがあります。', { exact: false }).waitFor()
  await screen.getByRole('button', { name: '画面.htmlを外す' }).press('Enter')
  expect(await screen.evaluate('document.activeElement.textContent')).toBe('ファイルを添付する')
  await screen.getByRole('button', { name: '会議録.txtを外す' }).press('Enter')
  await screen.getByText('下書きをこの端末に保存しました').waitFor()
  await screen.reload()
  await expect.poll(() => listed(screen).count()).toBe(3)
  await screen.getByRole('button', { name: '投稿する' }).click()
  await screen.getByRole('heading', { name: title }).waitFor()
  await screen.getByRole('img', { name: /入力画面\.png/ }).waitFor()
  expect(await screen.evaluate(`document.querySelector('img[alt^="入力画面"]').decode().then(() => 'decoded')`)).toBe(
    'decoded',
  )
  expect(await listed(screen).allTextContents()).toEqual([`${pdf.name}PDF・${pdf.buffer.length} バイト`])
  const download = screen.waitForEvent('download')
  await screen.getByRole('link', { name: pdf.name }).click()
  expect((await download).suggestedFilename()).toBe(pdf.name)
  await expectAccessible(screen)
  expect(errors.filter((text) => !/status of 400/.test(text))).toEqual([])
})

test('a file on its way can be called off; an answer and its rewrite carry files', async () => {
  const { id } = await asker.topic.create({ id: newId(), kind: 'question', title: '回答の添付', body: '本文' })
  const { page: screen } = await open(`/topics/${id}`)
  await screen.route('**/attachments?*', (route) => route.abort())
  await chosen(screen).setInputFiles([pdf])
  await screen.getByText('＊サーバーにつながりません。', { exact: false }).waitFor()
  await screen.unroute('**/attachments?*')
  await screen.getByRole('button', { name: 'もう一度送る' }).click()
  await screen.getByRole('button', { name: `${pdf.name}を外す` }).click()
  await screen.route('**/attachments?*', () => {}) // never answered
  await chosen(screen).setInputFiles([pdf])
  await screen.getByRole('textbox', { name: /回答/ }).fill('添付のとおりです。')
  await screen.getByRole('button', { name: '回答する' }).click()
  await screen.getByText('＊添付ファイルを送っています。', { exact: false }).waitFor()
  await screen.getByRole('button', { name: `${pdf.name}を送るのをやめる` }).click()
  expect(await listed(screen).count()).toBe(0)
  await screen.unroute('**/attachments?*')
  await chosen(screen).setInputFiles([pdf])
  await screen.getByRole('button', { name: `${pdf.name}を外す` }).waitFor()
  await screen.getByRole('button', { name: '回答する' }).click()
  await screen.getByRole('link', { name: pdf.name }).waitFor()
  const card = screen.locator('[tabindex="-1"]', { hasText: '添付のとおりです。' }).last()
  await card.getByRole('button', { name: '書き直す' }).click()
  await card.getByRole('button', { name: `${pdf.name}を外す` }).click()
  await chosen(screen).setInputFiles([await picture()])
  await card.getByRole('button', { name: '入力画面.pngを外す' }).waitFor()
  await card.getByRole('button', { name: '保存する' }).click()
  await screen.getByRole('img', { name: /入力画面\.png/ }).waitFor()
  expect((await asker.topic.get({ id })).answers[0]?.attachments).toMatchObject([{ name: '入力画面.png' }])
})
