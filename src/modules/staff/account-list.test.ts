import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createBody, createPerson, startTestNode, type TestNode } from '#app/testing/node'

let node: TestNode
let kanri: Client
let provider: string
const id: Record<string, string> = {}

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'kanri', roles: ['administrator'] })
  for (const login of ['tsukaeru', 'mada', 'kari', 'kagi', 'tomari', 'yameta', 'renkei'])
    id[login] = (await createPerson(node, { login, section: '0203' })).personId
  const set = (login: string, change: string) =>
    node.owner.query(`update account set ${change} where person_id = $1`, [id[login]])
  await set('kari', 'must_change = true')
  await set('kagi', `locked_until = now() + interval '5 minutes'`)
  await set('tomari', 'disabled_at = now()')
  await set('renkei', 'password_hash = null')
  await node.owner.query(`update person set left_on = current_date - 1 where id = $1`, [id['yameta']])
  await node.owner.query(
    `update person set name = '髙橋 一郎', kana = 'タカハシ イチロウ', mail = 'Taka@city.example'
    where id = $1`,
    [id['tsukaeru']],
  )
  const { rows } = await node.owner.query(
    `insert into identity_provider (body_id, id, kind, label, settings, matched_by)
     values ($1, gen_random_uuid(), 'oidc', '庁内ID', '{}', 'login') returning id`,
    [node.bodyId],
  )
  provider = rows[0].id
  await node.owner.query(`insert into identity (body_id, provider_id, subject, person_id) values ($1, $2, 's', $3)`, [
    node.bodyId,
    provider,
    id['renkei'],
  ])
  await createPerson(node, { login: 'yoso', bodyId: await createBody(node.owner, '990027', '浜風市') })
  await node.as('tsukaeru')
  kanri = await node.as('kanri')
})
afterAll(() => node?.stop())

const logins = async (input: Parameters<Client['account']['list']>[0]) =>
  (await kanri.account.list(input)).accounts.map(({ login }) => login).sort()

test('every account of the body is listed, each in the state that keeps its person out, or in', async () => {
  const { accounts, total, states, pages } = await kanri.account.list({})
  expect(Object.fromEntries(accounts.map(({ login, state }) => [login, state]))).toEqual({
    kanri: 'usable',
    tsukaeru: 'usable',
    mada: 'unused',
    renkei: 'unused',
    kari: 'provisional',
    kagi: 'locked',
    tomari: 'stopped',
    yameta: 'stopped',
  })
  expect({ total, pages }).toEqual({ total: 8, pages: 1 })
  expect(states).toEqual({ usable: 2, unused: 2, provisional: 1, locked: 1, stopped: 2 })
})

test('the last sign-in, the ways in and the section of today are said', async () => {
  const { accounts } = await kanri.account.list({ query: 'tsukaeru' })
  expect(accounts).toEqual([
    expect.objectContaining({ personId: id['tsukaeru'], sectionName: '第0203課', password: true, providers: [] }),
  ])
  expect(Math.abs(accounts[0]!.signedInAt!.getTime() - Date.now())).toBeLessThan(600_000)
  const [linked] = (await kanri.account.list({ query: 'renkei' })).accounts
  expect(linked).toMatchObject({ signedInAt: null, password: false, providers: ['庁内ID'] })
})

test.each([
  ['高橋', ['tsukaeru']],
  ['たかはし', ['tsukaeru']],
  ['taka@CITY', ['tsukaeru']],
  ['TSUKA', ['tsukaeru']],
  ['%', []],
  ['_', []],
  ['yoso', []],
])('searching for %s finds %j', async (query, found) => {
  expect(await logins({ query })).toEqual(found)
})

test('by state and by way of signing in; the counts say what the other states would show', async () => {
  expect(await logins({ state: 'stopped' })).toEqual(['tomari', 'yameta'])
  expect(await logins({ way: provider })).toEqual(['renkei'])
  expect(await logins({ way: 'none' })).toEqual([])
  expect((await logins({ way: 'password' })).includes('renkei')).toBe(false)
  const narrowed = await kanri.account.list({ way: 'password', state: 'stopped' })
  expect([narrowed.total, narrowed.states.usable, narrowed.states.unused]).toEqual([2, 2, 1])
  expect(narrowed.providers).toEqual([{ id: provider, label: '庁内ID' }])
  await node.owner.query('update account set password_hash = null where person_id = $1', [id['mada']])
  expect(await logins({ way: 'none' })).toEqual(['mada'])
})

test('1,400 accounts come in pages of 50, none twice', async () => {
  await node.owner.query(
    `with p as (insert into person (body_id, id, staff_number, name, kana)
       select $1, gen_random_uuid(), 'n' || n, '同姓 同名', 'ドウセイ' from generate_series(1, 1400) n returning *)
     insert into account (body_id, person_id, login) select $1, id, staff_number from p`,
    [node.bodyId],
  )
  const first = await kanri.account.list({ query: '同姓' })
  expect([first.total, first.pages, first.accounts.length]).toEqual([1400, 28, 50])
  const seen = new Set<string>()
  for (let page = 1; page <= 28; page++)
    for (const { personId } of (await kanri.account.list({ query: '同姓', page })).accounts) seen.add(personId)
  expect(seen.size).toBe(1400)
  const beyond = await kanri.account.list({ query: '同姓', page: 29 })
  expect([beyond.total, beyond.accounts]).toEqual([1400, []])
})

test('looking is audited with what was asked and whom it showed; others are refused', async () => {
  await kanri.account.list({ query: 'tsukaeru', state: 'usable' })
  const { entries } = await kanri.audit.list({ operation: 'account.list' })
  expect(entries[0]).toMatchObject({
    effect: 'view',
    label: 'アカウントの一覧を見る',
    subjects: [{ id: id['tsukaeru'] }],
    detail: { query: 'tsukaeru', state: 'usable', page: 1 },
  })
  for (const roles of [['hr'], ['dx-office'], []] as const) {
    const login = `other-${roles[0] ?? 'staff'}`
    await createPerson(node, { login, roles: [...roles] })
    await expect((await node.as(login)).account.list({})).rejects.toMatchObject({ status: 403 })
  }
  await expect(node.anyone.account.list({})).rejects.toMatchObject({ status: 401 })
})

test('a state or way that does not exist is refused; the password itself never leaves', async () => {
  for (const input of [{ state: 'x' }, { way: 'x' }, { page: 0 }, { query: 'あ'.repeat(101) }])
    await expect(kanri.account.list(input as never)).rejects.toMatchObject({ status: 400 })
  expect(JSON.stringify(await kanri.account.list({}))).not.toContain('argon2')
})
