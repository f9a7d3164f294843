import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { expectAccessible, openBrowser, picture, signIn } from './browser.ts'

let node: TestNode
let browser: Browser

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  for (const [login, name] of [
    ['hanako', '山田 花子'],
    ['jiro', '鈴木 次郎'],
    ['tabs', '二画 面子'],
  ])
    await createPerson(node, { login: login!, name: name! })
  await createPerson(node, { login: 'office', name: '推進 桃子', roles: ['dx-office'] })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

const openAs = (login: string, width: number, path: string) => signIn(browser, node, login, width, path)

const question = (page: Page) => page.locator('#question')

/** Answers what is on the screen by the keyboard alone. */
async function answerByKeyboard(page: Page): Promise<void> {
  const before = await question(page).textContent()
  const [radio, box] = [page.getByRole('radio').first(), page.getByRole('checkbox').first()]
  if ((await radio.count()) > 0) {
    await radio.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  } else if ((await box.count()) > 0) {
    await box.focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
  } else {
    await page
      .getByRole('button', { name: /を下へ/ })
      .first()
      .press('Enter')
    await page.getByRole('button', { name: '答えて次へ' }).press('Enter')
  }
  await expect.poll(() => question(page).allTextContents(), { timeout: 10_000 }).not.toEqual([before])
}

test.each([
  [1280, 'hanako'],
  [360, 'jiro'],
])('a test from its beginning to what it says, at %i px, with a break in between', async (width, login) => {
  const { page, errors } = await openAs(login, width, '/assessments')
  await page.getByRole('heading', { level: 2, name: '届ける' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^届ける：始める/ }).press('Enter')
  await question(page).waitFor()
  // What is put in order always has an answer on the screen; the others ask for one.
  if ((await page.getByRole('button', { name: /を下へ/ }).count()) === 0) {
    await page.getByRole('button', { name: '答えて次へ' }).press('Enter')
    await page.getByText('選んでから、進んでください').waitFor()
  }
  await expectAccessible(page)
  await picture(page, `assessment-${width}`)
  const first = await question(page).textContent()
  await page.reload()
  await question(page).waitFor()
  expect(await question(page).textContent()).toBe(first)

  let asked = 0
  while ((await question(page).count()) > 0 && asked < 20) {
    if (asked === 3) {
      // Left and found again from the list.
      const third = await question(page).textContent()
      await page.getByRole('link', { name: 'あとで続ける' }).press('Enter')
      await page.getByRole('button', { name: /^届ける：続きから答える（3問まで回答済み）/ }).press('Enter')
      await question(page).waitFor()
      expect(await question(page).textContent()).toBe(third)
    }
    await answerByKeyboard(page)
    asked += 1
  }
  await page.getByRole('heading', { level: 1, name: 'スキル診断の結果：届ける' }).waitFor()
  expect(asked).toBeGreaterThanOrEqual(8)
  await page.getByRole('heading', { level: 3, name: '窓口を変える' }).waitFor()
  await expectAccessible(page)
  await picture(page, `assessment-result-${width}`)
  await page.getByRole('link', { name: 'マイスキルを見る' }).press('Enter')
  await page.getByText('スキル診断の結果', { exact: false }).first().waitFor()
  await expectAccessible(page)
  expect(errors.filter((error) => !error.includes('401'))).toEqual([])
})

test('two tabs on one test: the later answer is told that the question has moved on', async () => {
  const { page } = await openAs('tabs', 1280, '/assessments')
  await page.getByRole('button', { name: /^届ける：始める/ }).click()
  await question(page).waitFor()
  const second = await page.context().newPage()
  await second.goto(page.url())
  await question(second).waitFor()
  await page.getByRole('button', { name: 'わからない' }).click()
  await page.getByText('1問に答えました').waitFor()
  await second.getByRole('button', { name: '答えて次へ' }).waitFor()
  if ((await second.getByRole('radio').count()) > 0) await second.getByRole('radio').first().check()
  else if ((await second.getByRole('checkbox').count()) > 0) await second.getByRole('checkbox').first().check()
  await second.getByRole('button', { name: '答えて次へ' }).click()
  await second.getByText('別の画面で答えが進んでいたため').waitFor()
  await second.getByText('1問に答えました').waitFor()
  expect(await question(second).textContent()).toBe(await question(page).textContent())
})

test('the office finds who is unknown, invites them, and the invitation stands on their page', async () => {
  const { page } = await openAs('office', 1280, '/finder?skill=city-lowcode')
  await page.getByRole('radio', { name: '研修や育成を考える' }).check()
  await page
    .getByRole('button', { name: /見る|探す|進む/ })
    .first()
    .click()
  await page.getByRole('link', { name: /人にスキル診断を案内する/ }).click()
  await page.getByRole('heading', { level: 1, name: 'スキル診断を案内する' }).waitFor()
  await page.getByText('山田 花子').waitFor()
  await page.getByLabel('診断', { exact: false }).first().selectOption({ label: '領域：届ける' })
  await page.getByLabel('添える言葉').fill('7月の研修の前にお願いします。')
  await expectAccessible(page)
  await page.getByRole('button', { name: '案内を送る' }).click()
  await page.getByText(/人に案内しました/).waitFor()
  const told = await openAs('tabs', 360, '/notices')
  await told.page.getByRole('link', { name: 'スキル診断「届ける」' }).click()
  await told.page.getByText('推進 桃子さんから「届ける」の診断の案内が届いています').waitFor()
  await expectAccessible(told.page)
})
