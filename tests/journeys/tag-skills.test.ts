import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { expectAccessible, openBrowser, picture, signIn } from './browser.ts'

let node: TestNode
let browser: Browser
let office: Client

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'office', name: '推進 桃子', roles: ['dx-office'] })
  await createPerson(node, { login: 'taro', name: '山田 太郎' })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person',
  )
  office = await node.as('office')
  const words = { title: '勤怠の締め方', body: '月末の締め方を教えてください。' }
  await (await node.as('taro')).topic.create({ id: newId(), kind: 'question', ...words, tags: ['勤怠1280', '勤怠360'] })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

const openAs = async (login: string, width: number, path: string) =>
  (await signIn(browser, node, login, width, path)).page

const ownOf = async (tag: string) => (await office.tagSkill.list({})).tags.find((one) => one.tag === tag)?.own

describe.each([1280, 360])('at %i pixels', (width) => {
  test('from a tag to the skill it speaks for, which is chosen; what somebody else saved meanwhile is shown first', async () => {
    const tag = `勤怠${width}`
    const { tags } = await office.tag.list({ containing: tag, limit: 5 })
    const page = await openAs('office', width, `/tags/${tags[0]!.id}`)
    await page.getByText('見守り役の操作', { exact: false }).click()
    await expectAccessible(page)
    await page.getByRole('link', { name: `「${tag}」がどのスキルを表すかを見る` }).click()
    await page.getByText('すでに記録された根拠は変わりません', { exact: false }).waitFor()
    await page.getByRole('button', { name: `「${tag}」の表すスキルを決める` }).press('Enter')
    await page.getByText('今の設定：まだ決めていない').waitFor()
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('スキルを1つ以上選んでください。').waitFor()
    await page.getByRole('combobox', { name: /スキルを加える/ }).fill('表計算')
    await page.getByRole('option', { name: '表計算で整理し集計する' }).click()
    await expectAccessible(page)
    await picture(page, `tag-skill-dialog-${width}`)
    await office.tagSkill.save({ tag, before: null, skills: [] })
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText('ほかの人が先に更新しました', { exact: false }).waitFor()
    await page.getByText('今の設定：どのスキルも表さない').waitFor()
    expect(await ownOf(tag)).toEqual([])
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByText(`「${tag}」を保存しました。`).waitFor()
    expect(await ownOf(tag)).toEqual(['city-sheet'])
    await expectAccessible(page)
  })

  test('a shipped tag is found by its skill, speaks for none, and is put back', async () => {
    const tag = width === 360 ? 'RPA' : 'エクセル'
    const page = await openAs('office', width, '/tag-skills')
    await page.getByText(/^[0-9,]+件$/).waitFor()
    await expectAccessible(page)
    await picture(page, `tag-skills-${width}`)
    await page.getByLabel('タグかスキルの名前で絞り込む').fill(tag)
    for (const choice of [/^どのスキルも表さない/, /^製品の設定のまま/]) {
      await page.getByRole('button', { name: `「${tag}」を変える` }).press('Enter')
      await page.getByRole('radio', { name: choice }).check()
      await page.getByRole('button', { name: '保存する' }).click()
      await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    }
    expect(await ownOf(tag)).toBeNull()
    await page.getByLabel('タグかスキルの名前で絞り込む').fill('表計算で整理')
    await page.getByRole('button', { name: '「エクセル」を変える' }).waitFor()
  })
})

test('who may not sees no such screen', async () => {
  const page = await openAs('taro', 1280, '/tag-skills')
  await page.getByText('この画面を使う役割がありません').waitFor()
  expect(await page.getByRole('button', { name: /を変える$/ }).count()).toBe(0)
  expect(await page.getByRole('link', { name: 'タグとスキル' }).count()).toBe(0)
})
