import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { newId } from '#kernel/id'
import { expectAccessible, openBrowser, openPage, picture } from './browser.ts'

let node: TestNode
let browser: Browser
const ids: Record<string, string> = {}

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  for (const [login, name, section] of [
    ['hanako', '山田 花子', '0101'],
    ['jiro', '鈴木 次郎', '0101'],
    ['saburo', '長宗我部乃木坂 三郎左衛門', '0101'],
  ])
    ids[login!] = (await createPerson(node, { login: login!, name: name!, section: section! })).personId
  await createPerson(node, { login: 'boss', name: '課長 一子', section: '0101', head: true })
  await createPerson(node, { login: 'office', name: '推進 桃子', section: '0103', roles: ['dx-office'] })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

async function signIn(login: string, width: number, path: string): Promise<{ page: Page; errors: string[] }> {
  const opened = await openPage(browser, `${node.url}${path}`, width)
  const { page } = opened
  await page.getByLabel('利用者ID').fill(login)
  await page.getByLabel('パスワード').first().fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'サインアウト' }).waitFor()
  return opened
}

test.each([
  [1280, 'hanako'],
  [360, 'jiro'],
])('from unknown to a profile of one’s own, by the keyboard, at %i px', async (width, login) => {
  const { page, errors } = await signIn(login, width, '/skills')
  await page.getByText('まだ何も分かっていません').waitFor()
  await expectAccessible(page)
  await page.getByRole('link', { name: /水準を申告する（約10分）/ }).press('Enter')
  await page.getByRole('button', { name: '次の領域へ' }).waitFor()
  await expectAccessible(page)
  const sheet = page.getByRole('group', { name: /表計算で整理し集計する/ })
  await sheet.getByRole('radio').first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  // What was chosen waits here while somebody looks up something else.
  await page.reload()
  expect(await sheet.getByRole('radio').nth(2).isChecked()).toBe(true)
  while ((await page.getByRole('button', { name: '次の領域へ' }).count()) > 0)
    await page.getByRole('button', { name: '次の領域へ' }).press('Enter')
  await page.getByRole('button', { name: '1件を申告する' }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'マイスキル' }).waitFor()
  await page.getByRole('link', { name: '表計算で整理し集計する' }).first().waitFor()
  await page.getByLabel('目標像').selectOption({ index: 1 })
  await page.getByText('保存しました').first().waitFor()
  await expectAccessible(page)
  await picture(page, `skills-${width}`)
  await page.getByRole('button', { name: '表で見る' }).first().press('Enter')
  await page
    .getByRole('cell', { name: '使う' })
    .or(page.getByRole('rowheader', { name: '使う' }))
    .first()
    .waitFor()
  await expectAccessible(page)

  await page.goto(`${node.url}/skills/city-sheet`)
  await page.getByRole('heading', { level: 1, name: '表計算で整理し集計する' }).waitFor()
  await page.getByText('自己申告').first().waitFor()
  await expectAccessible(page)
  await page.goto(`${node.url}/skills/will`)
  await page.getByLabel('学びたい').check()
  await page.getByLabel('ほかの所属の取組に使える時間（週）').fill('3')
  await page.getByLabel('全職員').check()
  await page.getByRole('button', { name: '保存する' }).press('Enter')
  await page
    .getByText(/保存しました/)
    .first()
    .waitFor()
  await expectAccessible(page)
  expect(errors.filter((error) => !error.includes('401'))).toEqual([])
})

test('a colleague sees nothing until one shows it; who looked, and why, is told', async () => {
  const { page } = await signIn('saburo', 360, `/people/${ids.hanako}/skills`)
  await page.getByText('この人のスキルは公開されていません').waitFor()
  await expectAccessible(page)
  const own = await signIn('hanako', 1280, '/skills')
  await own.page.getByLabel('水準を同僚にも見せる').check()
  await own.page.getByText('保存しました').first().waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 1, name: '山田 花子さんのスキル' }).waitFor()
  await expectAccessible(page)
  const office = await signIn('office', 1280, `/people/${ids.jiro}/skills`)
  await office.page.getByRole('button', { name: '見る', exact: true }).click()
  await office.page.getByText('目的を選んでください').waitFor()
  await office.page.getByRole('radio', { name: '取組の仲間を探す' }).check()
  await office.page.getByRole('button', { name: '見る', exact: true }).click()
  await office.page.getByRole('heading', { level: 1, name: '鈴木 次郎さんのスキル' }).waitFor()
  const seen = await signIn('jiro', 360, '/skills/looks')
  await seen.page.getByText('推進 桃子').first().waitFor()
  await seen.page.getByText('取組の仲間を探す').first().waitFor()
  await expectAccessible(seen.page)
})

test('the finder ranks, says why, keeps the unknown apart; the head sees the section; the map hides small groups', async () => {
  const { page } = await signIn('office', 1280, '/finder')
  await page.getByText('求めるスキルを1つ以上選んでください').waitFor()
  await expectAccessible(page)
  await page.getByRole('combobox', { name: /求めるスキルを加える/ }).fill('表計算')
  await page.getByRole('option', { name: '表計算で整理し集計する' }).click()
  await page.getByRole('radio', { name: '取組の仲間を探す' }).check()
  await page.getByRole('button', { name: '見る', exact: true }).click()
  await page.getByText(/2人見つかりました/).waitFor()
  await page.getByRole('heading', { name: /分からない人/ }).waitFor()
  await page.getByText('長宗我部乃木坂 三郎左衛門').waitFor()
  await expectAccessible(page)
  await picture(page, 'finder')
  const boss = await signIn('boss', 1280, '/')
  const { sections } = await (await node.as('boss')).section.tree({})
  const own = sections.find(({ code }) => code === '0101')!
  await boss.page.goto(`${node.url}/sections/${own.id}/skills`)
  await boss.page.getByText('長宗我部乃木坂 三郎左衛門').first().waitFor()
  await expectAccessible(boss.page)
  await boss.page.goto(`${node.url}/skill-map`)
  await boss.page.getByRole('heading', { level: 1, name: 'スキルの分布' }).waitFor()
  await boss.page.getByRole('button', { name: '表で見る' }).waitFor()
  await expectAccessible(boss.page)
})

test('withdrawing a row takes it out of the level and leaves it in the record', async () => {
  const jiro = await node.as('jiro')
  await jiro.evidence.report({ reports: [{ id: newId(), skill: 'city-ai', level: 2 }] })
  const { page } = await signIn('jiro', 360, '/skills/evidence')
  await expectAccessible(page)
  await page
    .getByRole('button', { name: /取り下げ/ })
    .first()
    .click()
  await page.getByLabel(/理由/).fill('入力を間違えました。')
  await page
    .getByRole('dialog')
    .or(page.getByRole('alertdialog'))
    .getByRole('button', { name: /取り下げる/ })
    .click()
  await page.getByText('入力を間違えました。').waitFor()
  await expectAccessible(page)
})
