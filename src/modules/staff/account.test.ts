import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBody, createPerson, startTestNode, type TestNode, testPassword } from '#app/testing/node'

let node: TestNode
let id: Record<string, string>
beforeAll(async () => {
  node = await startTestNode()
  const make = async (login: string, roles: 'administrator'[] = []) =>
    (await createPerson(node, { login, roles })).personId
  id = {
    kanri: await make('kanri', ['administrator']),
    sato: await make('sato'),
    lock: await make('lock'),
    first: await make('first'),
    late: await make('late'),
  }
})
afterAll(() => node?.stop())

const signIn = (login: string, password: string) => node.anyone.session.signIn({ bodyId: node.bodyId, login, password })

async function personWithoutAccount(number: string, bodyId = node.bodyId): Promise<string> {
  const { rows } = await node.owner.query(
    `insert into person (body_id, id, staff_number, name) values ($1, gen_random_uuid(), $2, '新人 太郎') returning id`,
    [bodyId, number],
  )
  return rows[0].id
}

test('a new account can only be entered by choosing a password with its link, once', async () => {
  const kanri = await node.as('kanri')
  const personId = await personWithoutAccount('9001')
  const issued = await kanri.account.create({ personId, login: 'shin' })
  expect(issued.link).toContain(`/reset#${issued.token}`)
  // The hash an unknown login is compared with must not open an account that has no password yet.
  await expect(signIn('shin', 'no such account')).rejects.toMatchObject({ data: { reason: 'wrong-password' } })
  await expect(node.anyone.account.reset({ token: issued.token, next: 'short' })).rejects.toMatchObject({ status: 400 })
  expect(await node.anyone.account.reset({ token: issued.token, next: 'my own password' })).toEqual({ login: 'shin' })
  expect(await signIn('shin', 'my own password')).toEqual({ mustChangePassword: false })
  await expect(node.anyone.account.reset({ token: issued.token, next: 'another password' })).rejects.toMatchObject({
    data: { reason: 'reset-over' },
  })
})

test('an account is refused for a taken login, a second time, and for people of another body', async () => {
  const kanri = await node.as('kanri')
  const personId = await personWithoutAccount('9002')
  await expect(kanri.account.create({ personId, login: 'sato' })).rejects.toMatchObject({
    data: { reason: 'login-used' },
  })
  await expect(kanri.account.create({ personId: id['sato']!, login: 'x' })).rejects.toMatchObject({
    data: { reason: 'has-account' },
  })
  const other = await createBody(node.owner, '990027', '浜風市')
  const stranger = await personWithoutAccount('9003', other)
  await expect(kanri.account.create({ personId: stranger, login: 'y' })).rejects.toMatchObject({ status: 404 })
})

test('a reset ends the sessions, an expired or replaced link does nothing', async () => {
  const kanri = await node.as('kanri')
  const late = await node.as('late')
  const personId = id['late']!
  const replaced = await kanri.account.issueReset({ personId })
  const { token } = await kanri.account.issueReset({ personId })
  const next = 'chosen by late'
  const over = { data: { reason: 'reset-over' } }
  await expect(node.anyone.account.reset({ token: replaced.token, next })).rejects.toMatchObject(over)
  await node.owner.query(`update account_reset set expires_at = now() - interval '1 second'`)
  await expect(node.anyone.account.reset({ token, next })).rejects.toMatchObject(over)
  expect((await late.session.current()).person).toBeDefined()
  await node.owner.query(`update account_reset set expires_at = now() + interval '1 minute'`)
  await node.anyone.account.reset({ token, next })
  expect(await late.session.current()).toEqual({})
})

test('disabling ends the sessions and the link, enabling lets in again; the last administrator stays', async () => {
  const kanri = await node.as('kanri')
  const sato = await node.as('sato')
  const personId = id['sato']!
  const { token } = await kanri.account.issueReset({ personId })
  await kanri.account.disable({ personId })
  expect(await sato.session.current()).toEqual({})
  await expect(node.as('sato')).rejects.toMatchObject({ data: { reason: 'wrong-password' } })
  await expect(node.anyone.account.reset({ token, next: 'some password' })).rejects.toMatchObject({ status: 400 })
  await expect(kanri.account.issueReset({ personId })).rejects.toMatchObject({ data: { reason: 'disabled' } })
  expect(await kanri.account.get({ personId })).toMatchObject({ account: { status: 'disabled' } })
  await kanri.account.enable({ personId })
  expect((await (await node.as('sato')).session.current()).person?.name).toBe('sato')
  await expect(kanri.account.disable({ personId: id['kanri']! })).rejects.toMatchObject({
    data: { reason: 'last-administrator' },
  })
})

test('an administrator unlocks a locked account', async () => {
  for (let i = 0; i < 5; i++) await signIn('lock', 'wrong').catch(() => {})
  const kanri = await node.as('kanri')
  expect(await kanri.account.get({ personId: id['lock']! })).toMatchObject({ account: { status: 'locked' } })
  await expect(signIn('lock', testPassword)).rejects.toMatchObject({ data: { reason: 'locked' } })
  await kanri.account.unlock({ personId: id['lock']! })
  expect(await signIn('lock', testPassword)).toEqual({ mustChangePassword: false })
})

test('only administrators touch accounts', async () => {
  const lock = await node.as('lock')
  const personId = id['first']!
  for (const verb of ['get', 'issueReset', 'disable', 'enable', 'unlock'] as const)
    await expect(lock.account[verb]({ personId })).rejects.toMatchObject({ status: 403 })
  await expect(lock.account.create({ personId, login: 'z' })).rejects.toMatchObject({ status: 403 })
})

test('until a password of their own is chosen, nothing else answers', async () => {
  await node.owner.query('update account set must_change = true where person_id = $1', [id['first']])
  const first = await node.as('first')
  await expect(first.person.list({})).rejects.toMatchObject({ status: 403, data: { reason: 'own-password-first' } })
  expect((await first.session.current()).person?.mustChangePassword).toBe(true)
  const elsewhere = await node.as('first')
  await first.session.changePassword({ current: testPassword, next: 'a password of mine' })
  expect((await first.person.list({})).total).toBeGreaterThan(0)
  expect(await elsewhere.session.current()).toEqual({})
})

test('a person sees their own sessions and ends one of them, never those of others', async () => {
  const here = await node.as('lock')
  const there = await node.as('lock')
  const { sessions } = await here.session.list()
  const own = sessions.filter(({ current }) => current)
  expect(own).toHaveLength(1)
  const ofThere = (await there.session.list()).sessions.find(({ current }) => current)!
  await expect((await node.as('sato')).session.end({ id: ofThere.id })).rejects.toMatchObject({ status: 404 })
  expect((await there.session.current()).person).toBeDefined()
  await here.session.end({ id: ofThere.id })
  expect(await there.session.current()).toEqual({})
  expect((await here.session.current()).person).toBeDefined()
})

test('what was done to accounts is in the audit, the secret is not', async () => {
  const { rows } = await node.owner.query('select payload from audit_entry where body_id = $1', [node.bodyId])
  const operations = new Set(rows.map((row) => JSON.parse(row.payload).operation))
  for (const verb of ['create', 'issueReset', 'disable', 'enable', 'unlock', 'reset'])
    expect([...operations]).toContain(`account.${verb}`)
  const { rows: links } = await node.owner.query(`select encode(token_hash, 'hex') as hash from account_reset`)
  for (const { hash } of links) expect(rows.some((row) => row.payload.includes(hash))).toBe(false)
})
