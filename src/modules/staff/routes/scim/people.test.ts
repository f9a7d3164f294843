import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, ensureSection, startTestNode, type TestNode } from '#app/testing/node'
import { enterprise, entraUser, type ScimClient, scimClient, staff } from '#app/testing/scim'

let node: TestNode
let admin: Awaited<ReturnType<TestNode['as']>>
let { scim, filtered, patch, created } = {} as ScimClient

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'kanri', roles: ['administrator'] })
  await createPerson(node, { login: 'plain' })
  await ensureSection(node.owner, node.bodyId, '0201', '税務課')
  admin = await node.as('kanri')
  const { token } = await admin.scimToken.create({ name: 'Entra ID' })
  ;({ scim, filtered, patch, created } = scimClient(node, token))
})
afterAll(() => node?.stop())

test('Entra ID looks, makes, changes, takes out: and the history stays', async () => {
  expect((await filtered('userName eq "hanako"')).body).toMatchObject({ totalResults: 0, Resources: [] })
  const made = await scim('POST', '/Users', entraUser('hanako', '7001', { title: '主任' }))
  expect(made.status).toBe(201)
  expect(made.headers.get('content-type')).toMatch('application/scim+json')
  expect(made.headers.get('location')).toBe(`${node.url}/scim/v2/Users/${made.body.id}`)
  expect(made.body).toMatchObject({
    userName: 'hanako',
    externalId: 'object-hanako',
    name: { formatted: '髙橋 花子', familyName: '髙橋', givenName: '花子' },
    active: true,
    emails: [{ value: 'hanako@example.lg.jp', type: 'work', primary: true }],
    [enterprise]: { employeeNumber: '7001', department: '0101' },
  })
  expect(made.body.preferredLanguage).toBeUndefined()
  const { id } = made.body
  expect((await filtered('userName eq "HANAKO"')).body).toMatchObject({ totalResults: 1, Resources: [{ id }] })

  // Married, and moved to another section.
  const changed = await patch(
    id,
    { op: 'Replace', path: 'name.familyName', value: '佐々木' },
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'sasaki@example.lg.jp' },
    { op: 'Add', path: `${enterprise}:department`, value: '0201' },
  )
  expect(changed.body).toMatchObject({
    name: { formatted: '佐々木 花子' },
    emails: [{ value: 'sasaki@example.lg.jp' }],
    [enterprise]: { department: '0201' },
    title: '主任',
  })
  const posts = await node.owner.query(
    'select s.code, p.title from post p join section s on s.id = p.section_id where person_id = $1',
    [id],
  )
  // The post made today gives way to another of today; nothing of yesterday is lost by it.
  expect(posts.rows).toEqual([{ code: '0201', title: '主任' }])

  expect((await patch(id, { op: 'Replace', path: 'active', value: 'False' })).body.active).toBe(false)
  expect((await scim('GET', `/Users/${id}`)).body).toMatchObject({ active: false, userName: 'hanako' })
  expect((await patch(id, { op: 'Replace', value: { active: true } })).body.active).toBe(true)
})

test('a transfer ends the post that was and begins one today; a section nobody knows changes nothing', async () => {
  const { personId } = await createPerson(node, { login: 'ido', title: '係長', head: true })
  const moved = await patch(personId, { op: 'replace', value: { [`${enterprise}:department`]: '税務課' } })
  expect(moved.body[enterprise].department).toBe('0201')
  const record = await admin.person.record({ id: personId })
  const today = new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10)
  expect(record.posts).toMatchObject([
    { sectionCode: '0201', title: '係長', head: false, from: today, to: null },
    { sectionCode: '0101', head: true, from: '2020-04-01', to: expect.any(String) },
  ])
  const unknown = await patch(personId, { op: 'replace', path: `${enterprise}:department`, value: '9999' })
  expect([unknown.status, unknown.body[enterprise].department]).toEqual([200, '0201'])
  expect((await admin.person.record({ id: personId })).posts).toHaveLength(2)
})

test('deactivating ends sessions and sign-in; the last administrator stays', async () => {
  const { personId } = await createPerson(node, { login: 'leaver' })
  const session = await node.as('leaver')
  expect((await session.session.current()).person?.name).toBe('leaver')
  expect((await patch(personId, { op: 'Replace', path: 'active', value: 'False' })).status).toBe(200)
  expect((await session.session.current()).person).toBeUndefined()
  await expect(node.as('leaver')).rejects.toMatchObject({ status: 401 })
  const kanri = (await filtered('userName eq "kanri"')).body.Resources[0].id
  const refused = await patch(kanri, { op: 'replace', path: 'active', value: false })
  expect(refused.status).toBe(403)
  expect(refused.body).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '403' })
  expect((await scim('DELETE', `/Users/${kanri}`)).status).toBe(403)
})

test('who is deleted is gone for the directory, stays with us, and comes back as the same person', async () => {
  const id = await created('back', '7100')
  expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204)
  expect((await scim('GET', `/Users/${id}`)).status).toBe(404)
  expect((await scim('DELETE', `/Users/${id}`)).status).toBe(404)
  expect((await filtered('userName eq "back"')).body.totalResults).toBe(0)
  expect(await admin.person.get({ id })).toMatchObject({ name: '髙橋 花子' })
  expect((await admin.account.get({ personId: id })).account?.status).toBe('disabled')
  // The login of somebody gone is not handed to another.
  const other = await scim('POST', '/Users', entraUser('back', '7101'))
  expect([other.status, other.body.scimType]).toEqual([409, 'uniqueness'])
  expect(await created('back', '7100')).toBe(id)
  expect((await admin.account.get({ personId: id })).account?.status).toBe('usable')
})

test('who was imported before gets an account, not a second self', async () => {
  const { id } = await admin.person.create({ staffNumber: '7200', name: '取込 済', kana: 'トリコミ スミ' })
  expect(await created('torikomi', '7200')).toBe(id)
  expect(await admin.person.record({ id })).toMatchObject({ name: '髙橋 花子', kana: 'トリコミ スミ' })
})

test('names that are taken are refused', async () => {
  await created('taken', '7300')
  for (const [user, detail] of [
    [entraUser('taken', '7301'), 'taken'],
    [entraUser('TAKEN', '7301'), 'TAKEN'],
    [entraUser('fresh', '7300'), '7300'],
  ] as const) {
    const { status, body } = await scim('POST', '/Users', user)
    expect([status, body.scimType]).toEqual([409, 'uniqueness'])
    expect(body.detail).toContain(detail)
  }
  const id = await created('other', '7302')
  for (const [path, value] of [
    ['userName', 'Taken'],
    [`${enterprise}:employeeNumber`, '7300'],
  ])
    expect((await patch(id, { op: 'replace', path, value })).body).toMatchObject({ status: '409' })
  expect((await scim('GET', `/Users/${id}`)).body.userName).toBe('other')
})

test('Okta puts a whole user; what it does not know stays', async () => {
  const id = await created('okta', '7400', {
    title: '主査',
    [staff]: { kana: 'タカハシ ハナコ', employment: 'fixed-term' },
  })
  const put = await scim('PUT', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: 'ignored',
    userName: 'okta2',
    name: { givenName: '太郎', familyName: '髙橋' },
    emails: [],
    active: true,
    locale: 'ja-JP',
  })
  expect(put.body).toMatchObject({
    id,
    userName: 'okta2',
    displayName: '髙橋 太郎',
    title: '主査',
    emails: [],
    externalId: 'object-okta',
    [staff]: { kana: 'タカハシ ハナコ', employment: 'fixed-term' },
  })
})
