import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { expectAccessible, openBrowser, openPage } from './browser.ts'

let node: TestNode
let browser: Browser

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'asker', name: '質問 する子', section: '0101' })
  await createPerson(node, { login: 'owner', name: '回答 する夫', section: '0102' })
  await createPerson(node, { login: 'moderator', name: '見守 り子', section: '0103', roles: ['dx-office'] })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

/** A page of somebody who has signed in. */
async function as(login: string, path: string, width = 1280): Promise<{ page: Page; errors: string[] }> {
  const { cookie } = await node.as(login)
  const [name, value] = cookie.split('=') as [string, string]
  const opened = await openPage(browser, `${node.url}/`, width)
  await opened.page.context().addCookies([{ name, value, url: node.url }])
  opened.errors.length = 0 // what was refused before signing in
  await opened.page.goto(node.url + path)
  return opened
}

async function solved(title: string) {
  const [asker, owner] = [await node.as('asker'), await node.as('owner')]
  const { id } = await asker.topic.create({
    id: newId(),
    kind: 'question',
    title,
    body: '紙の台帳が重なります。',
    tags: ['台帳'],
  })
  const { id: answerId } = await owner.answer.create({
    topicId: id,
    id: newId(),
    body: '1. 台帳を一つにする\n2. 入力規則を付ける',
  })
  await asker.answer.accept({ id: answerId, accepted: true })
  return { id, answerId }
}

test('a solved question becomes a card by the keyboard alone, and another section adopts it', async () => {
  const { id } = await solved('台帳の二重書きをやめたい')
  const { page, errors } = await as('owner', `/topics/${id}`, 360)
  await page.getByRole('link', { name: '事例カードにする' }).press('Enter')
  const step = (number: number) => page.getByRole('textbox', { name: `手順${number}`, exact: true })
  await step(1).waitFor()
  expect(await step(1).inputValue()).toBe('台帳を一つにする')
  await step(1).press('Alt+ArrowDown')
  await page.waitForFunction("document.activeElement?.value === '台帳を一つにする'")
  expect([await step(1).inputValue(), await step(2).inputValue()]).toEqual(['入力規則を付ける', '台帳を一つにする'])
  await page.getByRole('button', { name: '手順2を上へ' }).press('Enter')
  expect(await step(1).inputValue()).toBe('台帳を一つにする')
  await page.getByRole('button', { name: '事例カードを公開する' }).press('Enter')
  await page.getByRole('link', { name: '何を良くする事例かを選んでください。' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('combobox', { name: /何を良くする事例か/ }).selectOption('workstyle')
  await page.getByRole('textbox', { name: /^効果/ }).fill('書き写しがなくなりました。')
  await page.reload() // the draft is kept
  await page.getByText('前に書きかけた内容の続きです').waitFor()
  expect(await page.getByRole('textbox', { name: /^効果/ }).inputValue()).toBe('書き写しがなくなりました。')
  await page.getByRole('button', { name: '事例カードを公開する' }).press('Enter')
  await page.getByRole('heading', { name: '採用した所属（0）' }).waitFor()
  await page.getByText('元になった話題').waitFor()
  await expectAccessible(page)
  const card = new URL(page.url()).pathname

  const other = await as('asker', card)
  await other.page.getByRole('button', { name: 'でも採用した' }).press('Enter')
  await other.page.getByRole('radio', { name: '測った・見積もった' }).press('Space')
  await other.page.getByRole('textbox', { name: /削減できた時間/ }).fill('１２０')
  await other.page.getByRole('textbox', { name: /どう測ったか/ }).fill('月10時間')
  await other.page.getByRole('button', { name: '記録する' }).press('Enter')
  await other.page.getByRole('heading', { name: '採用した所属（1）' }).waitFor()
  await other.page.getByText('年間 120時間（計測 1件）').waitFor()
  await expectAccessible(other.page)
  await other.page.goto(`${node.url}/practices?mine=true`)
  await other.page.getByText('年間 120時間（計測 1件、ほかに未計測 1件）').waitFor()
  await expectAccessible(other.page)
  expect([...errors, ...other.errors]).toEqual([])
})

test('an aged answer says so and is confirmed with one key', async () => {
  const { id, answerId } = await solved('古くなる回答')
  await node.owner.query("update answer set verify_by = '2020-03-31', created_at = '2019-03-31' where id = $1", [
    answerId,
  ])
  const { page, errors } = await as('owner', `/topics/${id}`)
  await page.getByText(/年以上、確かめられていません/).waitFor()
  await page.goto(`${node.url}/verification`)
  await page.getByRole('heading', { name: '古くなる回答' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '今も正しい' }).press('c')
  await page.getByText('確認をお願いしている回答はありません').waitFor()
  await expectAccessible(page)
  expect(errors).toEqual([])
})

test('tags are searched, followed and merged', async () => {
  const asker = await node.as('asker')
  await asker.topic.create({
    id: newId(),
    kind: 'idea',
    title: '帳票を減らす',
    body: '本文です。',
    tags: ['帳票', '台 帳簿'],
  })
  const { page, errors } = await as('moderator', '/tags')
  await page.getByRole('searchbox', { name: 'タグを探す' }).fill('帳簿')
  await expect.poll(() => page.getByRole('list', { name: 'タグの一覧' }).getByRole('link').count()).toBe(1)
  await page.getByRole('link', { name: '台 帳簿' }).press('Enter')
  await page.getByRole('button', { name: 'フォローする' }).press('Enter')
  await page.getByText('1人がフォローしています。').waitFor()
  await page.getByText('見守り役の操作').click()
  const into = page.getByRole('combobox', { name: 'まとめる先のタグ' })
  await into.fill('帳票')
  await page.getByRole('option', { name: /帳票/ }).first().click()
  await page.getByRole('listbox').waitFor({ state: 'detached' })
  await expectAccessible(page)
  await page.getByRole('button', { name: 'ほかのタグにまとめる' }).press('Enter')
  await page.getByRole('button', { name: 'まとめる', exact: true }).press('Enter')
  await page.getByRole('heading', { level: 1, name: 'タグ：帳票' }).waitFor()
  expect(errors).toEqual([])
})
