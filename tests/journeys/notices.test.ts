import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { type Client, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { newId } from '#kernel/id'
import { expectAccessible, openBrowser, openPage } from './browser.ts'

let node: TestNode
let browser: Browser
let office: Client & { cookie: string }
let asker: Client

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'office', name: '見守 り子', roles: ['dx-office'] })
  await createPerson(node, { login: 'asker', name: '質問 する子' })
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  office = await node.as('office')
  asker = await node.as('asker')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

test('an answer is told at once in every tab, over one connection that another tab takes over', async () => {
  const question = { id: newId(), kind: 'question' as const, title: '電子申請の引継ぎ', body: '本文です', tags: [] }
  const { id: topicId } = await office.topic.create(question)
  const { page } = await openPage(browser, node.url)
  const [name, value] = office.cookie.split('=')
  await page.context().addCookies([{ name: name!, value: value!, url: node.url }])
  const second = await page.context().newPage()
  await page.goto(`${node.url}/notices`)
  await second.goto(`${node.url}/settings/notices`)
  await page.getByText('お知らせはまだありません').waitFor()
  const answer = () => asker.answer.create({ topicId, id: newId(), body: '回答です' })
  await answer()
  await page.getByRole('button', { name: /未読1件/ }).waitFor()
  await second.getByRole('button', { name: /未読1件/ }).waitFor()
  await page.close()
  await answer()
  await second.getByRole('button', { name: /未読2件/ }).waitFor()
  await second.goto(`${node.url}/notices`)
  await second.getByText('電子申請の引継ぎ').nth(1).waitFor()
  await expectAccessible(second)
  await second.getByRole('button', { name: 'すべて既読にする' }).click()
  await second.getByRole('button', { name: 'お知らせ', exact: true }).waitFor()
  await second.goto(`${node.url}/settings/notices`)
  await second.getByLabel('週に1回').check()
  await second.getByLabel('コメントがつきました').uncheck()
  await second.getByRole('button', { name: '保存する' }).click()
  await second.getByText('お知らせの設定を保存しました').waitFor()
  expect(await office.preference.get({})).toMatchObject({ mail: 'weekly', mutedKinds: ['commented'] })
  await expectAccessible(second)
})

test('a webhook is added, its key shown once, and its record looked at', async () => {
  const { page } = await openPage(browser, node.url)
  const [name, value] = office.cookie.split('=')
  await page.context().addCookies([{ name: name!, value: value!, url: node.url }])
  await page.goto(`${node.url}/webhooks`)
  await page.getByRole('button', { name: '外部連携を追加する' }).click()
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('＊名前を入力してください。').waitFor()
  await page.getByLabel('名前').fill('庁内チャット')
  await page.getByLabel('送り先のURL').fill('http://192.0.2.7/hook')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByRole('button', { name: '控えました' }).click()
  await page.getByRole('link', { name: '庁内チャット' }).click()
  await page.getByRole('button', { name: '試しに送る' }).click()
  await page.getByText('送信の試験').waitFor()
  await expectAccessible(page)
})
