import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { type Client, createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { newId } from '#kernel/id'
import { expectAccessible, openBrowser, openPage } from './browser.ts'

let node: TestNode
let browser: Browser
let asker: Client & { cookie: string }
let office: Client & { cookie: string }

beforeAll(async () => {
  node = await startTestNode({}, webPages())
  await createPerson(node, { login: 'asker', name: '質問 する子', section: '0101' })
  await createPerson(node, { login: 'office', name: '見守 り子', roles: ['dx-office'], section: '0101' })
  await node.owner.query(`update person set kana = 'みまもり りこ' where name = '見守 り子'`)
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  asker = await node.as('asker')
  office = await node.as('office')
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await node?.stop()
})

async function as(person: { cookie: string }, path: string, width?: number) {
  const { page, errors } = await openPage(browser, node.url, width)
  const [name, value] = person.cookie.split('=')
  await page.context().addCookies([{ name: name!, value: value!, url: node.url }])
  await page.goto(node.url + path)
  return { page, errors }
}

const ask = (title: string, more: object = {}) =>
  asker.topic.create({ id: newId(), kind: 'question', title, body: '困っています。', tags: [], ...more })

test('suggestions that change between two keys never act for another entry', async () => {
  await ask('電子申請の手数料を変えたい')
  await ask('残業時間を集計したい')
  const { page } = await as(asker, '/')
  const field = page.getByRole('combobox', { name: '困っていること' })
  await field.fill('電子申請の手数料')
  await page.getByRole('option', { name: /手数料/ }).waitFor()
  let arrive = () => {}
  const held = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route('**/rpc/search/suggest*', async (route) => {
    await held
    await route.continue()
  })
  await field.fill('残業時間を集計')
  await page.keyboard.press('ArrowDown') // on the older list, which still stands
  expect(await page.getByRole('option', { name: /手数料/ }).getAttribute('aria-selected')).toBe('true')
  arrive()
  await page.getByRole('option', { name: /残業時間/ }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('候補が新しくなりました。もう一度選んでください。').waitFor()
  expect(new URL(page.url()).pathname).toBe('/')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /残業時間/ }).waitFor()
})

test.each([1280, 360])(
  'what was typed and chosen survives a reload and the end of the session, at %i px',
  async (width) => {
    const title = `窓口の番号札を減らしたい ${width}`
    const { page, errors } = await as(asker, '/topics/new', width)
    await page.getByRole('textbox', { name: /件名/ }).fill(title)
    const body = page.getByRole('textbox', { name: /本文/ })
    await body.fill('詳しくは')
    await body.press('End')
    await page.keyboard.type('@みま')
    await page.getByRole('option', { name: /見守 り子/ }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await body.inputValue()).toContain('詳しくは[@見守 り子](/people/')
    const tags = page.getByRole('combobox', { name: /タグ/ })
    await tags.fill('窓口')
    await tags.press('Enter')
    await page.getByRole('button', { name: '窓口を外す' }).waitFor()
    await page.getByRole('radio', { name: /だけ/ }).check()
    await page.getByText('下書きをこの端末に保存しました').waitFor()

    await page.reload()
    await page.getByText('前に書きかけた内容の続きです').waitFor()
    await page.getByRole('radio', { name: /だけ/, checked: true }).waitFor()
    await expectAccessible(page)
    await node.owner.query(`delete from session where person_id in (select id from person where name = '質問 する子')`)
    await page.getByRole('button', { name: '投稿する' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'もう一度サインインしてください' })
    await dialog.getByLabel('パスワード').fill('違うパスワード')
    await page.keyboard.press('Enter')
    await dialog.getByText('利用者IDまたはパスワードが違います').waitFor()
    await expectAccessible(page)
    await dialog.getByLabel('パスワード').fill(testPassword)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()

    asker = await node.as('asker')
    const { topics } = await asker.topic.list({})
    expect(topics.filter((topic) => topic.title === title)).toMatchObject([{ tags: [{ name: '窓口' }] }])
    const { rows } = await node.owner.query(
      `select p.name, t.audience_id is not null as narrow from mention m
     join topic t on t.id = m.subject_id join person p on p.id = m.person_id where t.title = $1`,
      [title],
    )
    expect(rows).toEqual([{ name: '見守 り子', narrow: true }])
    await page.goto(`${node.url}/topics/new`)
    expect(await page.getByRole('textbox', { name: /件名/ }).inputValue()).toBe('')
    expect(errors.filter((error) => !error.includes('401'))).toEqual([])
  },
)

test('what others write is announced and shown on request; a rewriting that came too late shows both wordings', async () => {
  const { id: topicId } = await ask('台帳の並べ替えを自動にしたい')
  const { page } = await as(asker, `/topics/${topicId}`)
  await page.getByText('まだ回答がありません').waitFor()
  const mine = newId()
  await asker.answer.create({ topicId, id: mine, body: '自分で調べています。' })
  const answer = newId()
  await office.answer.create({ topicId, id: answer, body: '表計算の並べ替えで足ります。' })
  await page.getByText('新しい回答が2件あります').waitFor()
  expect(await page.getByText('表計算の並べ替え').count()).toBe(0)
  await expectAccessible(page)
  await page.getByRole('button', { name: '表示する' }).click()
  await page.getByText('表計算の並べ替え').waitFor()
  expect(await page.getByText('新しい回答が').count()).toBe(0)

  const own = page.locator(`[id="${mine}"]`)
  await own.getByRole('button', { name: '書き直す' }).click()
  await own.getByRole('textbox', { name: /書き直す/ }).fill('画面で書き直した文章')
  await asker.answer.edit({ id: mine, body: '別の端末で書き直した文章', revision: 1 })
  await own.getByRole('button', { name: '保存する' }).click()
  await own.getByText('先に書き直されています').waitFor()
  await own.getByText('別の端末で書き直した文章').waitFor()
  expect(await own.getByRole('textbox', { name: /書き直す/ }).inputValue()).toBe('画面で書き直した文章')
  await expectAccessible(page)
  await own.getByRole('button', { name: '下の欄の文章で続ける' }).click()
  await own.getByRole('button', { name: '保存する' }).click()
  await own.getByText('2回 書き直し').waitFor()
  await own.getByRole('button', { name: '書き直しの履歴' }).click()
  await own.getByRole('list', { name: '書き直しの履歴' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '話題を終える' }).click()
  await page.getByText('この話題は終わっています').waitFor()
  await page.getByRole('button', { name: '話題を開き直す' }).click()
  await page.getByRole('heading', { name: '回答を書く' }).waitFor()
})

test('the bell opens the last notices by the keyboard; a feed address works; the office changes the routing rules', async () => {
  const { id: topicId } = await office.topic.create({
    ...{ id: newId(), kind: 'question', title: '会議室の予約を一つにしたい', body: '三つあります。', tags: [] },
  })
  await asker.answer.create({ topicId, id: newId(), body: '一つの表にまとめました。' })
  const { page } = await as(office, '/settings/feed', 360)
  const bell = page.getByRole('button', { name: /^お知らせ/ })
  await bell.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'お知らせ' })
  await panel.getByText('会議室の予約を一つにしたい').waitFor()
  await expectAccessible(page)
  await panel.getByRole('button', { name: 'すべて既読にする' }).press('Enter')
  await panel.getByRole('button', { name: 'すべて既読にする' }).waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'お知らせ', exact: true }).waitFor()

  await page.getByRole('button', { name: 'URLを作る' }).click()
  const address = await page.getByRole('textbox', { name: '自分のフィードのURL' }).inputValue()
  expect(await (await fetch(address)).text()).toContain('会議室の予約を一つにしたい')
  await expectAccessible(page)

  await page.goto(`${node.url}/routing`)
  await page.getByLabel('2．', { exact: false }).fill('1')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('＊後の段階ほど長い時間にしてください。').waitFor()
  await expectAccessible(page)
  await page.getByLabel('2．', { exact: false }).fill('9')
  await page.getByRole('button', { name: '保存する' }).click()
  await page.getByText('質問を届ける決まりを保存しました').waitFor()
  expect((await office.routing.get()).rules.hours.leader).toBe(9)
})
