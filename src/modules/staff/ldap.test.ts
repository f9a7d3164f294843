import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, clientOf, createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { type Directory, startDirectory } from '#app/testing/slapd'
import { filled, inName } from './rules/directory.ts'

let node: TestNode
let directory: Directory
let admin: Client
/** Binds by the name made of what was typed; and finds the name by a search first. */
let direct: string
let searching: string
type Settings = Parameters<Client['identityProvider']['create']>[0] & { kind: 'ldap' }
let byName: Settings
let bySearch: Settings
const password = '潮風-Pass-1'

beforeAll(async () => {
  node = await startTestNode({ BANSO_SECRET: 'a key for this test alone, 32 characters' })
  await createPerson(node, { login: 'kanri', roles: ['administrator'] })
  for (const login of ['sato', 'ito', 'gone', 'double']) await createPerson(node, { login })
  directory = await startDirectory([
    { uid: 'sato', name: '佐藤 花子', number: 'sato', password },
    { uid: 'ito', name: '伊藤 一', number: 'ito', password },
    { uid: 'gone', name: '去る 者', number: 'gone', password },
    { uid: 'stranger', name: '見知らぬ 人', number: '99999', password },
    { uid: 'double', name: '二重 太郎', number: 'double', password },
    { uid: 'double', name: '二重 次郎', number: 'double-2', password, branch: 'others' },
  ])
  admin = await node.as('kanri')
  const { url, base, searcher } = directory
  const common = { kind: 'ldap', label: '庁内ID', matchedBy: 'login', url } as const
  byName = { ...common, bindName: `uid={login},ou=people,${base}` }
  bySearch = { ...common, bindName: searcher.name, base, claim: 'employeeNumber', matchedBy: 'staff-number' }
  direct = (await admin.identityProvider.create(byName)).id
  searching = (await admin.identityProvider.create({ ...bySearch, secret: searcher.password })).id
}, 60_000)
afterAll(async () => {
  await directory?.stop()
  await node?.stop()
})

async function signIn(login: string, typed = password, provider = direct) {
  let cookie = ''
  const client = clientOf(node.url, '', (header) => {
    cookie = header.split(';')[0]!
  })
  await client.session.signInByDirectory({ bodyId: node.bodyId, provider, login, password: typed })
  return (await clientOf(node.url, cookie).session.current()).person
}
const wrong = { data: { reason: 'wrong-password' } }

test('both ways let in who knows the password, and nobody else', async () => {
  for (const provider of [direct, searching]) {
    expect(await signIn('sato', password, provider)).toMatchObject({ name: 'sato', provider })
    await expect(signIn('sato', 'wrong', provider)).rejects.toMatchObject(wrong)
    await expect(signIn('nobody', password, provider)).rejects.toMatchObject(wrong)
    await expect(signIn('sato', '', provider)).rejects.toMatchObject({ status: 400 })
  }
})

test('what is typed is a value, never structure', async () => {
  for (const login of ['*', 's*', 'sato)(uid=*', '*)(|(uid=*', 'sato,ou=people', 'x+uid=sato', 'sato\\'])
    for (const provider of [direct, searching])
      await expect(signIn(login, password, provider), `${login} ${provider === direct}`).rejects.toMatchObject(wrong)
  expect(inName(' #a,b+c"d\\e<f>g;h=i ')).toBe('\\20#a\\2cb\\2bc\\22d\\5ce\\3cf\\3eg\\3bh\\3di\\20')
  expect(filled('uid={login}', '$&$1')).toBe('uid=$&$1')
})

test('who is found twice is nobody; who is no member of staff, or shut out, stays outside', async () => {
  await expect(signIn('double', password, searching)).rejects.toMatchObject(wrong)
  await expect(signIn('stranger')).rejects.toMatchObject({ data: { reason: 'unknown-person' } })
  await node.owner.query("update account set disabled_at = now() where login = 'gone'")
  await expect(signIn('gone')).rejects.toMatchObject({ data: { reason: 'not-usable' } })
  const { rows } = await node.owner.query('select payload from audit_entry')
  expect(JSON.stringify(rows)).not.toContain(password)
})

test('over StartTLS with the authority’s certificate; a server it did not sign is not spoken to', async () => {
  const { authority } = directory
  const safe = await admin.identityProvider.create({ ...byName, startTls: true, authority })
  await admin.identityProvider.test({ id: safe.id })
  expect(await signIn('ito', password, safe.id)).toMatchObject({ name: 'ito' })
  const unsigned = await admin.identityProvider.create({ ...byName, startTls: true })
  await expect(admin.identityProvider.test({ id: unsigned.id })).rejects.toMatchObject({
    data: { reason: 'unreachable' },
  })
  await expect(signIn('ito', password, unsigned.id)).rejects.toMatchObject({ data: { reason: 'directory-away' } })
})

test('a directory that is away, switched off, or told wrong says so', async () => {
  const away = await admin.identityProvider.create({ ...byName, url: 'ldap://127.0.0.1:9' })
  await expect(signIn('sato', password, away.id)).rejects.toMatchObject({ data: { reason: 'directory-away' } })
  await expect(admin.identityProvider.test({ id: away.id })).rejects.toMatchObject({ data: { reason: 'unreachable' } })
  await admin.identityProvider.change({ ...byName, id: away.id, disabled: true })
  await expect(signIn('sato', password, away.id)).rejects.toMatchObject({ data: { reason: 'no-directory' } })
  const stale = await admin.identityProvider.create({ ...bySearch, secret: 'an old password' })
  await expect(admin.identityProvider.test({ id: stale.id })).rejects.toMatchObject({ data: { reason: 'refused' } })
  await expect(admin.identityProvider.create(bySearch)).rejects.toMatchObject({ data: { reason: 'needs-secret' } })
  await expect(admin.identityProvider.create({ ...byName, bindName: 'uid=sato' })).rejects.toMatchObject({
    data: { reason: 'no-place' },
  })
  await expect(admin.identityProvider.create({ ...byName, authority: 'なし' })).rejects.toMatchObject({
    data: { reason: 'certificate' },
  })
  const other = await startTestNode()
  const foreign = { bodyId: other.bodyId, provider: direct, login: 'sato', password }
  await expect(other.anyone.session.signInByDirectory(foreign)).rejects.toMatchObject({
    data: { reason: 'no-directory' },
  })
  await other.stop()
})

test('guessing is slowed down, login by login', async () => {
  const guesses = Array.from({ length: 14 }, (_, i) => signIn('ito', `guess ${i}`, searching).catch((error) => error))
  const reasons = (await Promise.all(guesses)).map(({ data }) => data?.reason)
  expect(reasons).toContain('wrong-password')
  expect(reasons).toContain('too-many')
})
