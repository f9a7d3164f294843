import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { expectAccessible, openBrowser, picture, signIn } from './browser.ts'

let node: TestNode
let browser: Browser

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  for (const [login, name, more] of [
    ['taro', '山田 太郎', {}],
    ['boss', '鈴木 課長', { head: true }],
    ['office', '推進 桃子', { roles: ['dx-office' as const], section: '0102' }],
  ] as const)
    await createPerson(node, { login, name, ...more })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

const openAs = async (login: string, width: number, path: string) =>
  (await signIn(browser, node, login, width, path)).page

/** A day from today, in Japan. */
const day = (offset: number) => new Date(Date.now() + 9 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10)

test('a course is registered with a holding; what is wrong is said at its field', async () => {
  const page = await openAs('office', 1280, '/courses/new')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('題名を書いてください。').waitFor()
  await expectAccessible(page)
  await page.getByLabel('題名', { exact: false }).first().fill('表計算の引き継ぎ方')
  await page.getByLabel('形式', { exact: false }).selectOption({ label: '演習' })
  await page.getByLabel('時間', { exact: false }).first().fill('3')
  await page.getByRole('combobox', { name: 'スキルを加える' }).fill('表計算')
  await page.getByRole('option', { name: '表計算で整理し集計する' }).click()
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByRole('heading', { level: 1, name: '表計算の引き継ぎ方' }).waitFor()
  await page.getByRole('button', { name: '開催を登録する' }).press('Enter')
  const dialog = page.getByRole('alertdialog', { name: '開催を登録する' })
  await dialog.getByLabel('開催の名前', { exact: false }).fill('第1回')
  await dialog.getByLabel('申込みの締切', { exact: false }).fill(day(3))
  await dialog.getByLabel('定員').fill('10')
  await dialog.getByRole('button', { name: '開催日を加える' }).click()
  await dialog.getByLabel('日', { exact: true }).fill(day(5))
  await dialog.getByLabel('始まり').fill('13:00')
  await dialog.getByLabel('終わり').fill('12:00')
  await dialog.getByRole('button', { name: '保存する' }).click()
  await dialog.getByText('終わりは、始まりより後にしてください。').waitFor()
  await expectAccessible(page)
  await dialog.getByLabel('終わり').fill('16:00')
  await dialog.getByRole('button', { name: '保存する' }).click()
  await page.getByRole('heading', { level: 3, name: '第1回' }).waitFor()
  await expectAccessible(page)
  await picture(page, 'course-1280')
})

test('found by its words, applied for on a telephone, agreed to by the head, and taken back', async () => {
  const page = await openAs('taro', 360, '/courses')
  await page.getByLabel('言葉でさがす').fill('引き継ぎ')
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await page.getByRole('link', { name: '表計算の引き継ぎ方' }).click()
  await page.getByText('この開催に申し込む').click()
  await page.getByRole('textbox', { name: /受けたい理由/ }).fill('月次の集計に使います。')
  await page.getByRole('button', { name: '申し込む', exact: true }).click()
  await page.getByText('所属長の承認を待っています', { exact: false }).first().waitFor()
  await expectAccessible(page)
  const head = await openAs('boss', 1280, '/training/decisions')
  await head.getByText('月次の集計に使います。').waitFor()
  await expectAccessible(head)
  await head.getByRole('button', { name: '承認しない' }).press('Enter')
  await head.getByRole('alertdialog').getByRole('button', { name: '承認しない' }).click()
  await head.getByText('承認しないときは、理由を書いてください', { exact: false }).waitFor()
  await head.keyboard.press('Escape')
  await head.getByRole('button', { name: '承認する', exact: true }).press('Enter')
  await head.getByText('答えを待っている申込みはありません').waitFor()
  await page.goto(`${node.url}/training`)
  await page.getByText('受講が決まった').first().waitFor()
  await expectAccessible(page)
  await head.goto(`${node.url}/courses`)
  await head.getByRole('link', { name: '表計算の引き継ぎ方' }).click()
  await head.getByRole('button', { name: '第1回に所属の職員を推薦する' }).press('Enter')
  await head.getByRole('combobox', { name: /推薦する職員/ }).fill('山田')
  await head.getByRole('option', { name: '山田 太郎' }).click()
  await expectAccessible(head)
  await head.getByRole('button', { name: '推薦する', exact: true }).click()
  await head.getByText('この研修には、もう申し込んでいます', { exact: false }).waitFor()
  const office = await openAs('office', 360, '/courses')
  await office.getByRole('link', { name: '表計算の引き継ぎ方' }).click()
  await office.getByRole('link', { name: '名簿と出席' }).click()
  await office.getByText('山田 太郎').first().waitFor()
  await expectAccessible(office)
  await page.getByRole('button', { name: '「表計算の引き継ぎ方」を取りやめる' }).press('Enter')
  await page.getByRole('button', { name: '取りやめる', exact: true }).click()
  await page.getByText('申し込んだ研修はありません').waitFor()
  await page.getByRole('tab', { name: '終わったもの' }).click()
  await page.getByText('取りやめ').first().waitFor()
  expect(await page.getByRole('button', { name: /を取りやめる/ }).count()).toBe(0)
})
