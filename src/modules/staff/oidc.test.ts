import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, clientOf, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { cookieJar } from '#app/testing/oidc-browser'

let node: TestNode
let server: ChildProcess
let admin: Client
let id: string
let settings: {
  kind: 'oidc'
  label: string
  issuer: string
  clientId: string
  claim: string
  matchedBy: 'login' | 'mail'
}
const secret = 'the client secret'

beforeAll(async () => {
  node = await startTestNode({ BANSO_SECRET: 'a key for this test alone, 32 characters', BANSO_OIDC_HTTP: 'true' })
  await createPerson(node, { login: 'kanri', roles: ['administrator'] })
  for (const login of ['sato', 'ito', 'gone', 'mail', 'doubtful']) await createPerson(node, { login })
  await node.owner.query(
    "update person set mail = staff_number || '@example.lg.jp' where staff_number in ('mail', 'doubtful')",
  )
  const script = join(import.meta.dirname, '../../app/testing/oidc-server.ts')
  server = spawn(process.execPath, [script, `${node.url}/sign-in/oidc/callback`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [issuer] = await once(server.stdout!, 'data')
  settings = {
    kind: 'oidc',
    label: '庁内ID',
    issuer: `${issuer}`.trim(),
    clientId: 'banso',
    claim: 'preferred_username',
    matchedBy: 'login',
  }
  admin = await node.as('kanri')
  id = (await admin.identityProvider.create({ ...settings, secret })).id
}, 30_000)
afterAll(async () => {
  server?.kill()
  await node?.stop()
})

const startAt = (to = '/people', provider = id) =>
  `${node.url}/sign-in/oidc/start?${new URLSearchParams({ body: String(node.bodyId), provider, to })}`
const callback = () => `${node.url}/sign-in/oidc/callback`

/** The whole way; returns where the browser ended up and who it is there. */
async function signIn(login: string, to?: string) {
  const jar = cookieJar()
  const answer = await jar.through(startAt(to), login, callback())
  const response = await jar.visit(answer)
  const location = response.headers.get('location')
  const session = jar.cookieOf(node.url, 'banso_session')
  const { person } = session ? await clientOf(node.url, `banso_session=${session}`).session.current() : {}
  return { location, person, answer, jar }
}

test('is offered on the sign-in page and described without its secret, which is sealed at rest', async () => {
  const { bodies } = await node.anyone.session.options()
  expect(bodies[0]!.providers).toEqual([{ id, kind: 'oidc', label: '庁内ID' }])
  expect(JSON.stringify(await admin.identityProvider.list())).not.toContain(secret)
  const { rows } = await node.owner.query('select secret from identity_provider')
  expect(rows[0].secret.includes(secret)).toBe(false)
  await admin.identityProvider.test({ id })
})

test('signs in the person the claim names and goes to the page asked for', async () => {
  expect(await signIn('sato', '/people?query=x')).toMatchObject({
    location: '/people?query=x',
    person: { name: 'sato' },
  })
})

test('goes nowhere but to pages of its own', async () => {
  for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example/', '/.//evil.example', 'javascript:1'])
    expect([to, (await signIn('sato', to)).location]).toEqual([to, '/'])
})

test('refuses a user nobody is, and makes nobody', async () => {
  expect(await signIn('stranger')).toMatchObject({ location: '/?sign-in=unknown-person', person: undefined })
  const { rows } = await node.owner.query("select 1 from person where staff_number = 'stranger'")
  expect(rows).toEqual([])
})

test('another user of the provider with the same claim does not become the person', async () => {
  expect((await signIn('ito')).person).toMatchObject({ name: 'ito' })
  expect(await signIn('ito-again')).toMatchObject({ location: '/?sign-in=unknown-person', person: undefined })
})

test('a disabled account stays outside', async () => {
  await node.owner.query("update account set disabled_at = now() where login = 'gone'")
  expect(await signIn('gone')).toMatchObject({ location: '/?sign-in=not-usable', person: undefined })
})

test('an answer serves once, and only in the browser that asked', async () => {
  const { answer, jar } = await signIn('sato')
  expect((await jar.visit(answer)).headers.get('location')).toBe('/?sign-in=attempt-over')
  const victim = cookieJar()
  const fresh = await cookieJar().through(startAt(), 'sato', callback())
  const response = await victim.visit(fresh)
  expect(response.headers.get('location')).toBe('/?sign-in=attempt-over')
  expect(victim.cookieOf(node.url, 'banso_session')).toBeUndefined()
})

test('a changed code, an expired attempt and a wrong nonce are refused', async () => {
  for (const [spoil, why] of [
    [(answer: string) => answer.replace(/code=[^&]+/, 'code=made-up'), 'provider-failed'],
    [(answer: string) => answer.replace(/iss=[^&]+/, 'iss=http%3A%2F%2Fevil.example'), 'provider-failed'],
    ["update sign_in_attempt set nonce = 'another'", 'provider-failed'],
    ["update sign_in_attempt set verifier = repeat('v', 43)", 'provider-failed'],
    ['update sign_in_attempt set expires_at = now()', 'attempt-over'],
  ] as const) {
    const jar = cookieJar()
    const answer = await jar.through(startAt(), 'sato', callback())
    if (typeof spoil === 'string') await node.owner.query(spoil)
    const response = await jar.visit(typeof spoil === 'string' ? answer : spoil(answer))
    expect([`${spoil}`, response.headers.get('location')]).toEqual([`${spoil}`, `/?sign-in=${why}`])
    expect(jar.cookieOf(node.url, 'banso_session')).toBeUndefined()
  }
})

test('matches by mail address, but not one the provider does not vouch for', async () => {
  await admin.identityProvider.change({ ...settings, id, claim: 'email', matchedBy: 'mail', disabled: false })
  expect((await signIn('mail')).person).toMatchObject({ name: 'mail' })
  expect(await signIn('doubtful')).toMatchObject({ location: '/?sign-in=unknown-person', person: undefined })
})

test('too many at once are told so on the sign-in page', async () => {
  const { rowCount } = await node.owner.query("update rate_window set count = 300 where key like 'sign-in %'")
  expect(rowCount).toBe(1)
  expect((await cookieJar().visit(startAt())).headers.get('location')).toBe('/?sign-in=too-many')
  await node.owner.query("delete from rate_window where key like 'sign-in %'")
  expect((await signIn('sato')).person).toMatchObject({ name: 'sato' })
})

test('a disabled or unreachable provider lets nobody in', async () => {
  const other = await admin.identityProvider.create({ ...settings, issuer: 'http://127.0.0.1:9/', secret })
  await expect(admin.identityProvider.test({ id: other.id })).rejects.toMatchObject({ data: { reason: 'unreachable' } })
  const at = async (provider: string) => (await cookieJar().visit(startAt('/', provider))).headers.get('location')
  expect(await at(other.id)).toBe('/?sign-in=provider-failed')
  await admin.identityProvider.change({ ...settings, id: other.id, disabled: true })
  expect(await at(other.id)).toBe('/?sign-in=provider-failed')
  expect((await node.anyone.session.options()).bodies[0]!.providers.map((one) => one.id)).toEqual([id])
})

test('only administrators see or change providers', async () => {
  await createPerson(node, { login: 'plain' })
  const plain = await node.as('plain')
  await expect(plain.identityProvider.list()).rejects.toMatchObject({ status: 403 })
  await expect(plain.identityProvider.create({ ...settings, secret })).rejects.toMatchObject({ status: 403 })
  await expect(plain.identityProvider.change({ ...settings, id, disabled: true })).rejects.toMatchObject({
    status: 403,
  })
  await expect(plain.identityProvider.test({ id })).rejects.toMatchObject({ status: 403 })
})
