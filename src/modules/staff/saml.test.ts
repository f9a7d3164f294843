import { afterAll, beforeAll, expect, test } from 'vitest'
import { startNode } from '#app/node'
import { type Client, clientOf, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { cookieJar } from '#app/testing/oidc-browser'
import { startSamlProvider } from '#app/testing/saml-process'
import { readConfig } from '#server/config'

let node: TestNode
let provider: Awaited<ReturnType<typeof startSamlProvider>>
let admin: Client
let id: string
let settings: Parameters<Client['identityProvider']['create']>[0] & { kind: 'saml' }

beforeAll(async () => {
  node = await startTestNode({ BANSO_OIDC_HTTP: 'true' })
  await createPerson(node, { login: 'kanri', roles: ['administrator'] })
  for (const login of ['sato', 'ito', 'gone', 'plain']) await createPerson(node, { login })
  provider = await startSamlProvider()
  const { entryPoint, issuer, certificate } = provider
  settings = {
    kind: 'saml',
    label: '県のSAML',
    entryPoint,
    idpIssuer: issuer,
    certificates: certificate,
    claim: '',
    matchedBy: 'login',
  }
  admin = await node.as('kanri')
  id = (await admin.identityProvider.create(settings)).id
}, 60_000)
afterAll(async () => {
  provider?.stop()
  await node?.stop()
})

type Jar = ReturnType<typeof cookieJar>

const startAt = (to: string, at = id) =>
  `${node.url}/sign-in/saml/start?${new URLSearchParams({ body: String(node.bodyId), provider: at, to })}`

/** Up to the provider's page, which holds the form it would post. */
async function answerFor(jar: Jar, login: string, spoil = '', to = '/people') {
  const there = new URL((await jar.visit(startAt(to))).headers.get('location')!)
  there.searchParams.set('login', login)
  there.searchParams.set('spoil', spoil)
  return (await (await fetch(there)).json()) as { action: string; SAMLResponse: string; RelayState: string }
}

/** The provider's form is posted from its own site: our cookies do not come with it. */
async function post({ action, SAMLResponse, RelayState }: Awaited<ReturnType<typeof answerFor>>) {
  const response = await fetch(action, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(settings.entryPoint).origin },
    body: new URLSearchParams({ SAMLResponse, RelayState }),
  })
  return response.headers.get('location')!
}

/** The whole way; returns where the browser ended up and who it is there. */
async function signIn(login: string, spoil = '', to?: string) {
  const jar = cookieJar()
  let location = await post(await answerFor(jar, login, spoil, to))
  if (location.startsWith('/sign-in/')) location = (await jar.visit(node.url + location)).headers.get('location')!
  const session = jar.cookieOf(node.url, 'banso_session')
  const { person } = session ? await clientOf(node.url, `banso_session=${session}`).session.current() : {}
  return { location, person }
}

test('signs in the person the provider names, at the page asked for; any number of times', async () => {
  expect((await node.anyone.session.options()).bodies[0]!.providers).toEqual([{ id, kind: 'saml', label: '県のSAML' }])
  const there = { location: '/people?query=x', person: { name: 'sato' } }
  expect(await signIn('sato', '', '/people?query=x')).toMatchObject(there)
  expect(await signIn('sato', '', '/people?query=x')).toMatchObject(there)
  expect((await signIn('sato', '', 'https://evil.example/')).location).toBe('/')
})

test.each(['ahead', 'behind'])('a provider whose clock is half a minute %s does no harm', async (spoil) => {
  expect((await signIn('sato', spoil)).person).toMatchObject({ name: 'sato' })
})

test('a comment within the name does not cut it short', async () => {
  expect((await signIn('sato', 'commented')).person).toMatchObject({ name: 'sato' })
})

test.each([
  'tampered',
  'unsigned',
  'signer',
  'sha1',
  'expired',
  'early',
  'audience',
  'issuer',
  'other-request',
  'unsolicited',
  'bare',
  'unconfirmed',
  'recipient',
  'holder',
  'endless',
  'response-signed',
  'two',
  'wrapped',
  'nested',
  'doctype',
])('an answer that is %s proves nobody', async (spoil) => {
  expect(await signIn('sato', spoil)).toEqual({ location: '/?sign-in=provider-failed', person: undefined })
})

test('an answer serves once, for its own request, and only in the browser that asked', async () => {
  const jar = cookieJar()
  const answer = await answerFor(jar, 'sato')
  const finish = await post(answer)
  expect(await post(answer), 'the same answer again').toBe('/?sign-in=attempt-over')
  const other = cookieJar()
  expect((await other.visit(node.url + finish)).headers.get('location')).toBe('/?sign-in=attempt-over')
  const stolen = await answerFor(cookieJar(), 'ito')
  const own = await answerFor(jar, 'sato')
  const proof = new URL(await post(await answerFor(cookieJar(), 'ito')), node.url).searchParams.get('proof')!
  const mixed = `${node.url}/sign-in/saml/finish?${new URLSearchParams({ state: own.RelayState, proof })}`
  expect((await jar.visit(mixed)).headers.get('location'), 'another’s proof').toBe('/?sign-in=attempt-over')
  expect(jar.cookieOf(node.url, 'banso_session')).toBeUndefined()
  expect(await post({ ...stolen, RelayState: own.RelayState }), 'another’s answer').toBe('/?sign-in=provider-failed')
  expect(await post({ ...own, RelayState: '' })).toBe('/?sign-in=attempt-over')
  expect(await post({ ...own, RelayState: `${node.bodyId}.made-up` })).toBe('/?sign-in=attempt-over')
})

test('an answer may reach another node, and serves once on all of them; one that is too long is not read', async () => {
  const quiet = { BANSO_PORT: '0', BANSO_HOST: '127.0.0.1', BANSO_LOG: 'silent', BANSO_JOBS: '0' }
  const config = readConfig({ ...quiet, BANSO_URL: node.url, BANSO_OIDC_HTTP: 'true' })
  const second = await startNode(config, node.ownerUrl, (_, response) => response.end())
  try {
    const jar = cookieJar()
    const answer = await answerFor(jar, 'sato')
    const there = { ...answer, action: answer.action.replace(node.url, second.url) }
    const long = new URLSearchParams({ ...answer, SAMLResponse: 'A'.repeat(600_000) })
    expect((await fetch(answer.action, { method: 'POST', body: long, redirect: 'manual' })).status).toBe(413)
    const ways = await Promise.all([post(answer), post(there), post(there), post(answer)])
    const [finish, ...more] = ways.filter((way) => way.startsWith('/sign-in/saml/finish'))
    expect(more).toEqual([])
    expect(ways.filter((way) => way === '/?sign-in=attempt-over')).toHaveLength(3)
    expect((await jar.visit(node.url + finish)).headers.get('location')).toBe('/people')
    expect((await jar.visit(node.url + finish)).headers.get('location')).toBe('/?sign-in=attempt-over')
  } finally {
    await second.stop()
  }
})

test('refuses a user nobody is, and one whose account is disabled; makes nobody', async () => {
  expect(await signIn('stranger')).toEqual({ location: '/?sign-in=unknown-person', person: undefined })
  await node.owner.query("update account set disabled_at = now() where login = 'gone'")
  expect(await signIn('gone')).toEqual({ location: '/?sign-in=not-usable', person: undefined })
})

test('with a passing NameID the attribute names the person and stays', async () => {
  expect((await signIn('ito', 'transient')).location, 'no attribute is named').not.toBe('/people')
  await admin.identityProvider.change({
    ...settings,
    id,
    claim: 'employeeNumber',
    matchedBy: 'staff-number',
    disabled: false,
  })
  expect((await signIn('ito', 'transient')).person).toMatchObject({ name: 'ito' })
  expect((await signIn('ito', 'transient')).person).toMatchObject({ name: 'ito' })
})

test('our description says where answers go and that assertions must be signed', async () => {
  const { samlMetadata, samlConsumer } = await admin.identityProvider.list()
  const response = await fetch(samlMetadata)
  expect(response.headers.get('content-type')).toContain('xml')
  const xml = await response.text()
  expect(xml).toContain(`Location="${samlConsumer}"`)
  expect(xml).toContain('WantAssertionsSigned="true"')
})

test('a certificate that is none, a provider that is off, and people who are no administrators', async () => {
  const { label, ...rest } = settings
  const create = (more: object) => admin.identityProvider.create({ ...rest, label, ...more })
  await expect(create({ certificates: 'これは証明書ではありません' })).rejects.toMatchObject({
    data: { reason: 'certificate' },
  })
  await admin.identityProvider.test({ id })
  const away = await create({ entryPoint: 'http://127.0.0.1:9/sso' })
  await expect(admin.identityProvider.test({ id: away.id })).rejects.toMatchObject({ data: { reason: 'unreachable' } })
  await admin.identityProvider.change({ ...settings, id: away.id, disabled: true })
  expect((await cookieJar().visit(startAt('/', away.id))).headers.get('location')).toBe('/?sign-in=provider-failed')
  const plain = await node.as('plain')
  await expect(plain.identityProvider.create(settings)).rejects.toMatchObject({ status: 403 })
  const kind = { ...settings, id, kind: 'oidc', issuer: 'http://x.example', clientId: 'x', disabled: false } as const
  await expect(admin.identityProvider.change({ ...kind, secret: 'x', claim: 'x' })).rejects.toMatchObject({
    data: { reason: 'other-kind' },
  })
})
