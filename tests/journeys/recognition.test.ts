import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { expectAccessible, openBrowser, picture, signIn } from './browser.ts'

let node: TestNode
let browser: Browser
const as: Record<string, Client> = {}

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  const ids: Record<string, string> = {}
  for (const [login, name, more] of [
    ['taro', '山田 太郎', {}],
    ['boss', '鈴木 課長', { head: true }],
    ['jiro', '田中 次郎', {}],
    ['office', '推進 桃子', { roles: ['dx-office' as const], section: '0102' }],
  ] as const) {
    ids[login] = (await createPerson(node, { login, name, ...more })).personId
    as[login] = await node.as(login)
  }
  for (const skill of ['city-sheet', 'city-ai'])
    for (const judge of ['boss', 'jiro', 'office'])
      await as[judge]!.evidence.endorse({
        id: newId(),
        personId: ids.taro!,
        skill,
        level: 4,
        note: '一緒に取り組みました',
      })
  const { criteria: before } = await as.office!.recognition.criteria({})
  await as.office!.recognition.saveCriteria({
    before,
    criteria: { years: 3, conditions: [{ kind: 'skills', skills: ['city-sheet'], count: 1, level: 2, chance: 0.7 }] },
  })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

const openAs = async (login: string, width: number, path: string) =>
  (await signIn(browser, node, login, width, path)).page

test('a candidate is proposed with the reasons; a person decides, and the one concerned reads why', async () => {
  const page = await openAs('office', 1280, '/recognition')
  await page.getByRole('radio', { name: /認定/ }).check()
  await page
    .getByRole('button', { name: /見る|探す|進む/ })
    .first()
    .click()
  await page.getByText('すべての条件を満たす職員 1人').waitFor()
  await page.getByText('条件ごとの理由').first().click()
  await expectAccessible(page)
  await picture(page, 'recognition-1280')
  await page.getByRole('button', { name: '山田 太郎さんについて決める' }).press('Enter')
  await page.getByRole('button', { name: '決める', exact: true }).click()
  await page.getByText('理由を書いてください。本人が読みます。').waitFor()
  await page.getByRole('textbox', { name: /理由/ }).fill('集計の自動化を、課を越えて広げました。')
  await expectAccessible(page)
  await page.getByRole('button', { name: '決める', exact: true }).click()
  await page.getByText(/までの認定を決めました/).waitFor()
  const own = await openAs('taro', 360, '/skills')
  await own.getByText('DX人財として認定されています', { exact: false }).waitFor()
  await own.getByText('これまでの決定').click()
  await own.getByText('集計の自動化を、課を越えて広げました。', { exact: false }).waitFor()
  await expectAccessible(own)
})

test('the criteria are read by everybody and rewritten by the DX section', async () => {
  const page = await openAs('office', 360, '/recognition/criteria')
  await page.getByLabel('条件を加える').selectOption({ label: '意欲' })
  await page.getByText('取組に加わりたいと書いている', { exact: false }).waitFor()
  await page.getByLabel('認定が続く年度の数').fill('0')
  await page.getByRole('button', { name: '条件を保存する' }).click()
  await page.getByText('1年から10年です。').waitFor()
  await expectAccessible(page)
  await page.getByLabel('認定が続く年度の数').fill('2')
  await page.getByRole('button', { name: '条件を保存する' }).click()
  await page.getByText('認定の条件を保存しました。').waitFor()
  const reader = await openAs('jiro', 1280, '/recognition/criteria')
  await reader.getByRole('listitem').filter({ hasText: '取組に加わりたいと書いている' }).waitFor()
  expect(await reader.getByRole('button', { name: '条件を保存する' }).count()).toBe(0)
  await expectAccessible(reader)
})

test('somebody wants to lead, the head permits, the DX section appoints, and the section is covered', async () => {
  const page = await openAs('jiro', 360, '/leaders')
  await page.getByRole('button', { name: '自分が立候補する' }).press('Enter')
  await page.getByRole('textbox', { name: /取り組みたいこと/ }).fill('係の手順書を作り直します。')
  await expectAccessible(page)
  await page.getByRole('button', { name: '立候補する', exact: true }).click()
  await page.getByText('所属長の許可待ち').waitFor()
  const head = await openAs('boss', 1280, '/leaders')
  await head.getByText('係の手順書を作り直します。').waitFor()
  await expectAccessible(head)
  await head.getByRole('button', { name: '許可する' }).press('Enter')
  await head.getByText('返事を記録しました。').waitFor()
  const office = await openAs('office', 1280, '/leaders')
  await office.getByRole('button', { name: '田中 次郎さんを任命する' }).press('Enter')
  await office.getByRole('row').filter({ hasText: '第0101課' }).getByText('田中 次郎').waitFor()
  await expectAccessible(office)
  await picture(office, 'leaders-1280')
  await office.setViewportSize({ width: 360, height: 800 })
  await office.getByRole('button', { name: '決まりを変える' }).press('Enter')
  await office.getByLabel('1つの所属に置く人数').fill('0')
  await office.getByRole('button', { name: '保存する' }).click()
  await office.getByText('1人から5人です。').waitFor()
  await expectAccessible(office)
  await office.getByLabel('1つの所属に置く人数').fill('2')
  await office.getByRole('button', { name: '保存する' }).click()
  await office.getByText('DX推進リーダーの決まりを保存しました。').waitFor()
  await office.getByText('足りません').waitFor()
  await expectAccessible(office)
  await page.reload()
  await page.getByText('自分の所属と、所属長として受け持つ所属を表示しています。', { exact: false }).waitFor()
})

test('a certificate is brought as a file and looked at; a page that is no badge is refused in words', async () => {
  const page = await openAs('taro', 360, '/certificates')
  const file = page.getByRole('form', { name: '証書のファイルを出す' })
  await file.getByRole('button', { name: '証書を出す' }).click()
  await file.getByText('ファイルを選んでください。').waitFor()
  await file
    .getByLabel('証書', { exact: false })
    .first()
    .setInputFiles({
      ...{ name: '合格証書.pdf', mimeType: 'application/pdf' },
      buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF'),
    })
  await file.getByLabel('資格・認定の名前', { exact: false }).fill('ITパスポート')
  await file.getByLabel('発行した団体', { exact: false }).fill('IPA')
  await file.getByLabel('合格・発行の日', { exact: false }).fill('2026-05-01')
  await file.getByLabel('示すスキル', { exact: false }).selectOption({ label: '情報セキュリティを守る' })
  await file.getByRole('button', { name: '証書を出す' }).click()
  await page.getByRole('heading', { level: 3, name: 'ITパスポート' }).waitFor()
  const badge = page.getByRole('form', { name: 'オープンバッジを出す' })
  await badge.getByLabel('バッジ', { exact: false }).setInputFiles({
    ...{ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') },
  })
  await badge.getByRole('button', { name: 'バッジを出す' }).click()
  await badge.getByText('オープンバッジ（3.0）として読み取れません', { exact: false }).waitFor()
  await expectAccessible(page)
  const office = await openAs('office', 1280, '/certificates/review')
  await office.getByRole('button', { name: '「ITパスポート」を認める' }).press('Enter')
  await expectAccessible(office)
  await office.getByRole('button', { name: '認める', exact: true }).click()
  await office.getByText('確認を待つ証書はありません').waitFor()
  await page.reload()
  await page.getByText('確認済み').waitFor()
})
