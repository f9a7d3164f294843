import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { expectAccessible, openBrowser, picture, signIn } from './browser.ts'

let node: TestNode
let browser: Browser

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'writer', name: '書田 かき子', roles: ['dx-office'] })
  await createPerson(node, { login: 'reviewer', name: '確田 みる男', roles: ['dx-office'] })
  await createPerson(node, { login: 'staff', name: '一般 職員' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

const openAs = async (login: string, width: number, path: string) =>
  (await signIn(browser, node, login, width, path)).page

test.each([1280, 360])('an item is written, sent back, mended, tried out and retired, at %i px', async (width) => {
  const stem = `表の合計が合わないとき、まず確かめることはどれですか（${width}）。`
  const page = await openAs('writer', width, '/items')
  await page.getByRole('link', { name: '問題をつくる' }).press('Enter')
  await page.getByRole('button', { name: '下書きに保存する' }).click()
  await page.getByText('直すところがあります', { exact: false }).waitFor()
  await page.getByText('スキルを選んでください。').waitFor()
  await page.getByText('問いを書いてください。').waitFor()
  await expectAccessible(page)
  await page.getByRole('combobox', { name: /^スキル/ }).selectOption({ index: 1 })
  await page.getByLabel('問い', { exact: false }).first().fill(stem)
  await page.getByLabel('資料', { exact: true }).selectOption({ label: '表' })
  await page.getByLabel('資料の見出し', { exact: false }).fill('受付の数')
  await page.getByLabel('資料の中身', { exact: false }).fill('月\t件数\n4月\t12\n5月\t15\n合計\t30')
  for (const at of [1, 2, 3, 4]) {
    await page.getByLabel(`選択肢${at}`, { exact: false }).first().fill(`${at}つ目を確かめる。`)
    await page.getByLabel(`選択肢${at}の解説`, { exact: false }).fill(`${at}つ目を選ぶ理由を説明します。`)
  }
  await page.getByRole('checkbox', { name: '選択肢2が正解' }).check()
  await page.getByLabel('仕事で生かすこと', { exact: false }).fill('合計の範囲が途中で切れていないかを確かめます。')
  await page.getByLabel('正解の根拠', { exact: false }).fill('推論による。')
  await page.getByLabel('難しさの理由', { exact: false }).fill('範囲を見る習慣があるかで分かれます。')
  await page.getByText('受ける人に見える形').click()
  await page.getByRole('cell', { name: '30' }).waitFor()
  await expectAccessible(page)
  await picture(page, `item-form-${width}`)
  await page.reload()
  expect(await page.getByLabel('問い', { exact: false }).first().inputValue()).toBe(stem)
  await page.getByRole('button', { name: '下書きに保存する' }).click()
  await page.getByRole('button', { name: '確認を頼む' }).press('Enter')
  await page.getByText('自分で書いた問題です').waitFor()
  const path = new URL(page.url()).pathname

  const reviewer = await openAs('reviewer', width, path)
  await reviewer.getByLabel('書いた人への言葉').fill('4つ目の選択肢も正しく読めます。')
  await expectAccessible(reviewer)
  await reviewer.getByRole('button', { name: '差し戻す' }).press('Enter')
  await reviewer.getByText('差し戻しました').waitFor()

  await page.goto(`${node.url}${path}`)
  await page.getByText('4つ目の選択肢も正しく読めます。').waitFor()
  await page.getByRole('link', { name: '書き直す' }).press('Enter')
  await page.getByLabel('選択肢4', { exact: false }).first().fill('電卓を新しくする。')
  await page.getByRole('button', { name: '下書きに保存する' }).click()
  await page.getByRole('button', { name: '確認を頼む' }).press('Enter')
  await page.getByText('自分で書いた問題です').waitFor()

  await reviewer.reload()
  await reviewer.getByRole('button', { name: '試し出題にする' }).press('Enter')
  await reviewer.getByText('試し出題中').first().waitFor()
  await reviewer.getByRole('link', { name: '書き直す' }).click()
  await reviewer.getByText('もう一度確認されるまで出題されません', { exact: false }).waitFor()
  await expectAccessible(reviewer)
  await reviewer.goBack()
  await reviewer.getByRole('button', { name: '取りやめる' }).press('Enter')
  await reviewer.getByLabel('取りやめる理由', { exact: false }).fill('似た問題があるため。')
  await reviewer.getByRole('button', { name: '取りやめる', exact: true }).last().click()
  await reviewer.getByText('理由：似た問題があるため。').waitFor()
})

test('whoever is not of the DX section opens neither the list nor the form', async () => {
  const page = await openAs('staff', 1280, '/items/new')
  await page.getByText('ありません', { exact: false }).first().waitFor()
  expect(await page.getByRole('button', { name: '下書きに保存する' }).count()).toBe(0)
  await page.goto(`${node.url}/items`)
  expect(await page.getByRole('link', { name: '問題をつくる' }).count()).toBe(0)
})
