import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { expectAccessible, openBrowser, openPage, picture } from './browser.ts'

let node: TestNode
let browser: Browser

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'dx', name: '推進 花子', roles: ['dx-office'] })
  await createPerson(node, { login: 'reader', name: '山田 太郎' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

async function signIn(login: string, width = 1280): Promise<{ page: Page; errors: string[] }> {
  const opened = await openPage(browser, `${node.url}/frameworks`, width)
  const { page } = opened
  await page.getByLabel('利用者ID').fill(login)
  await page.getByLabel('パスワード').first().fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'スキルの枠組み' }).waitFor()
  opened.errors.length = 0
  return opened
}

const wording = '名簿を一人で作り、ピボットテーブルで集計し、合計を確かめてから渡しています。'

test('a copy is made, one level worded anew, compared, published, and then read by everybody', async () => {
  const { page, errors } = await signIn('dx')
  await expectAccessible(page)
  await picture(page, 'framework-list-1280')
  await page.getByRole('button', { name: /はじめの一式.*版 1の操作/ }).click()
  await page.getByRole('menuitem', { name: '写しを作る' }).click()
  const dialog = page.getByRole('alertdialog')
  expect(await dialog.getByLabel('版の名前').inputValue()).toBe('1.1')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: '写しを作って直す' }).click()
  await page.getByRole('heading', { level: 1, name: /下書きを直す/ }).waitFor()
  await expectAccessible(page)
  await picture(page, 'framework-edit-1280')

  await page.getByRole('button', { name: /直す.*表計算で整理し集計する/ }).click()
  const form = page.getByRole('form', { name: '表計算で整理し集計するを直す' })
  await form.getByLabel(/段階2/).fill(wording)
  await expectAccessible(page)
  await picture(page, 'framework-skill-1280')
  await form.getByRole('button', { name: '保存する' }).click()
  await page.getByText('スキルを保存しました').waitFor()

  await page.getByRole('tab', { name: /目標像/ }).click()
  await page.getByLabel('生成AIを業務で使うの目標').selectOption('2')
  await expectAccessible(page)
  await picture(page, 'framework-targets-1280')
  await page.getByRole('button', { name: '目標像を保存する' }).click()
  await page.getByText('目標像を保存しました').waitFor()

  await page.getByRole('link', { name: '元の版と比べる' }).click()
  await page.getByRole('heading', { level: 3, name: '言葉が変わるスキル（1）' }).waitFor()
  const changed = page.getByRole('row', { name: /段階2/ })
  expect(await changed.locator('del').count()).toBeGreaterThan(0)
  expect(await changed.locator('ins').count()).toBeGreaterThan(0)
  await page.getByRole('row', { name: '生成AIを業務で使う 段階1 段階2' }).waitFor()
  await expectAccessible(page)
  await picture(page, 'framework-compare-1280')

  await page
    .getByRole('navigation', { name: '現在位置' })
    .getByRole('link', { name: /版 1.1/ })
    .click()
  await page.getByRole('link', { name: '直す', exact: true }).click()
  await page.getByRole('link', { name: '公開の確認へ進む' }).click()
  await page.getByRole('heading', { level: 1, name: '公開の確認' }).waitFor()
  await page.getByLabel('公開の理由').fill('段階の言葉を見直しました。')
  await expectAccessible(page)
  await picture(page, 'framework-publish-1280')
  await page.getByRole('button', { name: '公開する' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '公開する' }).click()
  await page.getByText('公開しました').waitFor()
  expect(errors).toEqual([])

  const { page: own, errors: others } = await signIn('reader', 360)
  await own.getByRole('link', { name: /はじめの一式.*版 1.1/ }).click()
  await own.getByLabel('スキルを探す').fill('ピボット')
  await own.getByText(wording).waitFor()
  expect(await own.getByRole('link', { name: '直す', exact: true }).count()).toBe(0)
  await expectAccessible(own)
  await picture(own, 'framework-read-360')
  expect(others).toEqual([])
})

test('two people at the same wording: the later one keeps their text, sees the other’s and decides', async () => {
  const dx = await node.as('dx')
  const { id: base } = await dx.framework.get({ code: 'city', version: '1' })
  const { id } = await dx.framework.copy({ id: base, version: '1.9' })
  const { page } = await signIn('dx', 360)
  await page.goto(`${node.url}/frameworks/${id}/edit`)
  await page.getByRole('button', { name: /直す.*データを整える/ }).click()
  const form = page.getByRole('form', { name: 'データを整えるを直す' })
  await form.getByLabel(/スキルの名前/).fill('わたしの名前')
  const { area: _, ...skill } = (await dx.framework.get({ id })).skills.find(({ code }) => code === 'city-tidy')!
  await dx.skill.update({ ...skill, id, name: 'ほかの人の名前' })
  await form.getByRole('button', { name: '保存する' }).click()
  await form.getByText('ほかの人が先に直しました').waitFor()
  expect(await form.getByLabel(/スキルの名前/).inputValue()).toBe('わたしの名前')
  await expectAccessible(page)
  await picture(page, 'framework-conflict-360')
  await form.getByRole('button', { name: 'わたしの内容で保存する' }).click()
  await page.getByRole('heading', { level: 3, name: 'わたしの名前' }).waitFor()
})

for (const width of [1280, 360])
  test(`every page at ${width} px`, async () => {
    const dx = await node.as('dx')
    const { id } = await dx.framework.get({ code: 'city', version: '1' })
    const { versions } = (await dx.framework.list()).families.find(({ code }) => code === 'city')!
    const draft =
      versions.find(({ state }) => state === 'draft') ?? (await dx.framework.copy({ id, version: `7.${width}` }))
    const { page, errors } = await signIn('dx', width)
    for (const path of [
      '/frameworks',
      '/frameworks/import',
      `/frameworks/${id}`,
      `/frameworks/${draft.id}/edit`,
      `/frameworks/${draft.id}/compare?from=${id}`,
      `/frameworks/${draft.id}/publish`,
    ]) {
      await page.goto(`${node.url}${path}`)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.getByRole('status', { name: '読み込み中' }).waitFor({ state: 'detached' })
      await expectAccessible(page)
      await picture(
        page,
        `framework${path
          .replace(/\?.*/, '')
          .replaceAll(/\/[0-9a-f-]{36}/g, '')
          .replaceAll('/', '-')}-${width}`,
      )
    }
    for (const tab of [/領域/, /目標像/, /名前と段階/]) {
      await page.goto(`${node.url}/frameworks/${draft.id}/edit`)
      await page.getByRole('tab', { name: tab }).click()
      await expectAccessible(page)
    }
    expect(errors).toEqual([])
  })

test('a file with a wrong cell is shown with its line; mended, it becomes a draft', async () => {
  const dx = await node.as('dx')
  const { id } = await dx.framework.get({ code: 'city', version: '1' })
  const { base64 } = await dx.framework.export({ id, format: 'csv-utf8' })
  const text = Buffer.from(base64, 'base64').toString()
  const file = (content: string) => ({ name: '枠組み.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
  const { page } = await signIn('dx')
  await page.getByRole('link', { name: 'ファイルから取り込む' }).click()
  await page.getByLabel('取り込んでできる版の名前').fill('3')
  await page.locator('input[type=file]').setInputFiles(file(text.replace('スキル,city-sheet', 'スキル,表計算')))
  await page.getByRole('button', { name: '点検する' }).click()
  await page.getByText('直すところが').first().waitFor()
  await page.getByRole('cell', { name: 'コード', exact: true }).waitFor()
  await expectAccessible(page)
  await picture(page, 'framework-import-1280')
  await page.locator('input[type=file]').setInputFiles(file(text.replace('表計算で整理し集計する', '表計算を使う')))
  await page.getByRole('button', { name: '点検する' }).click()
  await page.getByRole('heading', { level: 3, name: '言葉が変わるスキル（1）' }).waitFor()
  await page.getByRole('button', { name: '下書きとして取り込む' }).click()
  await page.getByRole('heading', { level: 1, name: /版 3/ }).waitFor()
})
