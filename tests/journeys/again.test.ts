import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { webPages } from '#app/pages'
import { createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'
import { startSamlProvider } from '#app/testing/saml-process'
import { type Directory, startDirectory } from '#app/testing/slapd'
import { expectAccessible, openBrowser, openPage, picture } from './browser.ts'

let node: TestNode
let directory: Directory
let provider: Awaited<ReturnType<typeof startSamlProvider>>
let browser: Browser
/** Ours is localhost and the provider's 127.0.0.1: two sites, so that the browser withholds cookies as in earnest. */
let ours: string
const password = '潮風-Pass-1'

beforeAll(async () => {
  node = await startTestNode({ BANSO_OIDC_HTTP: 'true' }, webPages())
  ours = node.url.replace('127.0.0.1', 'localhost')
  await createPerson(node, { login: 'kanri', roles: ['administrator'] })
  await createPerson(node, { login: 'sato', name: '佐藤 花子' })
  await createPerson(node, { login: 'ito', name: '伊藤 一' })
  await node.owner.query(`update account set password_hash = null where login in ('sato', 'ito')`)
  await node.owner.query(
    'insert into conduct_agreement (body_id, person_id, version) select body_id, id, 1 from person where body_id = $1',
    [node.bodyId],
  )
  directory = await startDirectory([{ uid: 'hanako.sato', name: '佐藤 花子', number: 'sato', password }])
  provider = await startSamlProvider()
  const kanri = await node.as('kanri')
  const { url, base } = directory
  const bindName = `uid={login},ou=people,${base}`
  const ldap = {
    kind: 'ldap',
    label: '庁内ID',
    matchedBy: 'staff-number',
    url,
    bindName,
    claim: 'employeeNumber',
  } as const
  await kanri.identityProvider.create(ldap)
  const saml = { kind: 'saml', label: '県のID', matchedBy: 'login', idpIssuer: provider.issuer } as const
  const entryPoint = `${provider.entryPoint}?login=ito`
  await kanri.identityProvider.create({ ...saml, entryPoint, certificates: provider.certificate })
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  provider?.stop()
  await directory?.stop()
  await node?.stop()
})

/** Writes a question, and posts it when the session has just ended under their hands. */
async function writeUntilOver(page: Page, name: string, title: string) {
  await page.goto(`${ours}/topics/new`)
  await page.getByRole('textbox', { name: /件名/ }).fill(title)
  await page.getByRole('textbox', { name: /本文/ }).fill('詳しくは、あとで書きます。')
  await node.owner.query('delete from session where person_id in (select id from person where name = $1)', [name])
  await page.getByRole('button', { name: '投稿する' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'もう一度サインインしてください' })
  await dialog.getByText('書きかけの内容は残っています').waitFor()
  return dialog
}
const posted = async (title: string) =>
  (await node.owner.query('select p.name from topic t join person p on p.id = t.author_id where t.title = $1', [title]))
    .rows

test('who signed in by the directory is asked for its password in the same dialog, and goes on', async () => {
  const { page, errors } = await openPage(browser, ours)
  await page.getByLabel('利用者ID').fill('hanako.sato')
  await page.getByLabel('パスワード').first().fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'サインアウト' }).waitFor()
  const dialog = await writeUntilOver(page, '佐藤 花子', '窓口の混雑を知らせたい')
  expect(await dialog.getByLabel('どのIDで入りますか').count(), 'there is no other password').toBe(0)
  await dialog.getByLabel('利用者ID').fill('hanako.sato')
  await dialog.getByLabel('パスワード').fill('違うパスワード')
  await page.keyboard.press('Enter')
  await dialog.getByText('利用者IDまたはパスワードが違います').waitFor()
  await picture(page, 'again-ldap-1280')
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 800 })
  await picture(page, 'again-ldap-360')
  await expectAccessible(page)
  await dialog.getByLabel('パスワード').fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '窓口の混雑を知らせたい' }).waitFor()
  expect(await posted('窓口の混雑を知らせたい')).toEqual([{ name: '佐藤 花子' }])
  expect(errors.filter((error) => !error.includes('401'))).toEqual([])
})

test('who signed in at a provider does so again in a second window, which closes by itself', async () => {
  const { page, errors } = await openPage(browser, ours)
  await page.getByRole('button', { name: '県のIDでサインインする' }).click()
  await page.getByRole('button', { name: 'サインアウト' }).waitFor()
  const dialog = await writeUntilOver(page, '伊藤 一', '様式の番号を統一したい')
  await picture(page, 'again-saml-1280')
  await expectAccessible(page)
  const window = page.waitForEvent('popup')
  await dialog.getByRole('button', { name: /県のIDでサインインする/ }).click()
  const popup = await window
  if (!popup.isClosed()) await popup.waitForEvent('close')
  await page.getByRole('heading', { level: 1, name: '様式の番号を統一したい' }).waitFor()
  expect(await posted('様式の番号を統一したい')).toEqual([{ name: '伊藤 一' }])
  expect(errors.filter((error) => !error.includes('401'))).toEqual([])
})

test('where the browser stops the second window, the dialog says so and offers a link', async () => {
  const { page } = await openPage(browser, ours)
  await page.getByRole('button', { name: '県のIDでサインインする' }).click()
  await page.getByRole('button', { name: 'サインアウト' }).waitFor()
  await page.evaluate('window.open = () => null')
  await page.evaluate("history.pushState({}, '', '/topics/new')")
  await page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
  await page.getByRole('textbox', { name: /件名/ }).fill('押印をやめたい')
  await page.getByRole('textbox', { name: /本文/ }).fill('詳しくは、あとで書きます。')
  await node.owner.query(`delete from session where person_id in (select id from person where name = '伊藤 一')`)
  await page.getByRole('button', { name: '投稿する' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'もう一度サインインしてください' })
  await dialog.getByRole('button', { name: /県のIDでサインインする/ }).click()
  await dialog.getByText('別の画面を開けませんでした').waitFor()
  await expectAccessible(page)
  await dialog.getByRole('link', { name: /ここから開いて/ }).click()
  await page.getByRole('heading', { level: 1, name: '押印をやめたい' }).waitFor()
})

test('who has a password of their own is asked for that first, with the directory to choose', async () => {
  const { page } = await openPage(browser, ours)
  await page.getByLabel('どのIDで入りますか').selectOption('')
  await page.getByLabel('利用者ID').fill('kanri')
  await page.getByLabel('パスワード').first().fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'サインアウト' }).waitFor()
  const dialog = await writeUntilOver(page, 'kanri', '会議を短くしたい')
  expect(await dialog.getByLabel('どのIDで入りますか').inputValue()).toBe('')
  await dialog.getByLabel('パスワード').fill(testPassword)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '会議を短くしたい' }).waitFor()
})
