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

test('dialects of PATCH', async () => {
  const id = await created('patchy', '7500')
  const say = async (...operations: object[]) => (await patch(id, ...operations)).body
  expect((await say({ op: 'replace', value: { 'name.givenName': '次郎', DISPLAYNAME: 'x' } })).displayName).toBe(
    '髙橋 次郎',
  )
  expect((await say({ op: 'Remove', path: 'emails' })).emails).toEqual([])
  expect((await say({ op: 'Add', path: 'emails[type eq "work"].value', value: 'p@example.jp' })).emails).toMatchObject([
    { value: 'p@example.jp' },
  ])
  expect((await say({ op: 'remove', path: 'emails[type eq "work"]' })).emails).toEqual([])
  expect((await say({ op: 'add', value: { emails: [{ value: 'q@example.jp' }] } })).emails).toMatchObject([
    { value: 'q@example.jp' },
  ])
  expect((await say({ op: 'remove', path: 'externalId' })).externalId).toBeUndefined()
  expect(
    (await say({ op: 'add', path: 'Title', value: '主任' }, { op: 'remove', path: 'title' })).title,
  ).toBeUndefined()
  expect((await say({ op: 'add', path: 'nickName', value: 'hana' })).nickName).toBeUndefined()
  expect((await say({ op: 'replace', path: `${staff}:kana`, value: 'タカハシ ジロウ' }))[staff].kana).toBe(
    'タカハシ ジロウ',
  )
  expect((await say({ op: 'replace', path: 'name.familyName', value: '' })).scimType).toBe('invalidValue')
  for (const [operation, scimType] of [
    [{ op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    [{ op: 'add', path: 'groups', value: [{ value: 'administrator' }] }, 'mutability'],
    [{ op: 'remove', path: 'userName' }, 'mutability'],
    [{ op: 'remove' }, 'noTarget'],
    [{ op: 'replace', path: 'emails[type eq', value: 'x' }, 'invalidPath'],
    [{ op: 'replace', path: 'active', value: 'perhaps' }, 'invalidValue'],
    [{ op: 'replace', path: 'emails', value: [{ value: 'no address' }] }, 'invalidValue'],
    [{ op: 'replace', path: 'userName', value: { a: 1 } }, 'invalidValue'],
    [{ op: 'move', path: 'userName', value: 'x' }, 'invalidValue'],
  ] as const) {
    const { status, body } = await patch(id, operation)
    expect([operation, status, body.scimType]).toEqual([operation, 400, scimType])
  }
  // All or nothing.
  await patch(id, { op: 'replace', path: 'userName', value: 'half' }, { op: 'replace', path: 'id', value: 'x' })
  expect((await scim('GET', `/Users/${id}`)).body).toMatchObject({ userName: 'patchy', active: true })
})

test('a version guards a change', async () => {
  const id = await created('etag', '7600')
  const { headers, body } = await scim('GET', `/Users/${id}`)
  const version = headers.get('etag')!
  expect(body.meta.version).toBe(version)
  expect((await scim('GET', `/Users/${id}`, undefined, { 'if-none-match': version })).status).toBe(304)
  const change = { Operations: [{ op: 'replace', path: 'title', value: '主査' }] }
  expect((await scim('PATCH', `/Users/${id}`, change, { 'if-match': version })).status).toBe(200)
  const late = await scim('PATCH', `/Users/${id}`, change, { 'if-match': version })
  expect([late.status, late.body.status]).toEqual([412, '412'])
  expect((await scim('DELETE', `/Users/${id}`, undefined, { 'if-match': version })).status).toBe(412)
  expect((await scim('DELETE', `/Users/${id}`, undefined, { 'if-match': '*' })).status).toBe(204)
})

test('lists are filtered and come in pages', async () => {
  await node.owner.query(
    `with p as (insert into person (body_id, id, staff_number, name, mail)
       select $1, gen_random_uuid(), 'many' || n, '多数 ' || n, 'many' || n || '@example.jp' from generate_series(1, 320) n returning id, staff_number)
     insert into account (body_id, person_id, login, external_id, disabled_at)
     select $1, id, staff_number, 'Ext-' || staff_number, case when staff_number like '%7' then now() end from p`,
    [node.bodyId],
  )
  const query = (text: string) => `/Users?${text}&filter=${encodeURIComponent('userName sw "many"')}`
  const seen = new Set<string>()
  for (let start = 1; start <= 320; start += 150) {
    const { body } = await scim('GET', query(`startIndex=${start}&count=150`))
    expect(body).toMatchObject({ totalResults: 320, startIndex: start, itemsPerPage: Math.min(150, 321 - start) })
    for (const user of body.Resources) seen.add(user.id)
  }
  expect(seen.size).toBe(320)
  expect((await scim('GET', query('count=5000'))).body.itemsPerPage).toBe(200)
  expect((await scim('GET', query('count=0'))).body).toMatchObject({ totalResults: 320, Resources: [] })
  expect((await scim('GET', query('count=-3&startIndex=-5'))).body).toMatchObject({ startIndex: 1, itemsPerPage: 0 })
  expect((await scim('GET', query('count=x'))).body.scimType).toBe('invalidValue')
  const total = async (filter: string) => (await filtered(filter)).body.totalResults
  expect(await total('externalId eq "Ext-many12"')).toBe(1)
  expect(await total('externalId eq "ext-many12"')).toBe(0)
  expect(await total('emails[type eq "work"].value eq "MANY12@example.jp"')).toBe(1)
  expect(await total('emails.value eq "many12@example.jp" and active eq true')).toBe(1)
  expect(await total('userName sw "many" and active eq false')).toBe(32)
  expect(await total('userName sw "many" and not (active eq true)')).toBe(32)
  expect(await total('userName eq "many1" or userName eq "many2"')).toBe(2)
  expect(await total('userName co "any%"')).toBe(0)
  expect(await total(`${enterprise}:employeeNumber eq "many3"`)).toBe(1)
  expect((await scim('GET', `${query('count=1')}&attributes=userName,emails.value`)).body.Resources[0]).toEqual({
    schemas: expect.any(Array),
    id: expect.any(String),
    userName: expect.any(String),
    emails: expect.any(Array),
  })
  for (const filter of [
    'userName',
    'userName eq',
    'userName eq "a',
    'favourite eq "x"',
    'userName gt 5 and',
    '((',
    `userName eq "${'\\a'.repeat(60)}`,
    'meta.lastModified gt "2026-01-01"',
  ])
    expect([filter, (await filtered(filter)).body.scimType]).toEqual([filter, 'invalidFilter'])
})

test('groups are the roles: members come and go, the roles stay', async () => {
  const id = await created('grouped', '7700')
  const one = (path: string, method = 'GET', body?: unknown) => scim(method, `/Groups${path}`, body)
  const { body: found } = await one(
    `?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "DX推進課"')}`,
  )
  expect(found).toMatchObject({ totalResults: 1, Resources: [{ id: 'dx-office', displayName: 'DX推進課' }] })
  expect(found.Resources[0].members).toBeUndefined()
  expect((await one('')).body.totalResults).toBe(6)
  const add = { Operations: [{ op: 'Add', path: 'members', value: [{ $ref: null, value: id }] }] }
  expect((await one('/dx-office', 'PATCH', add)).body.members).toMatchObject([{ value: id, display: '髙橋 花子' }])
  expect((await one('/dx-office', 'PATCH', add)).body.members).toHaveLength(1)
  expect((await scim('GET', `/Users/${id}`)).body.groups).toMatchObject([{ value: 'dx-office', display: 'DX推進課' }])
  const { grants, yearEnd } = await admin.role.list({ role: 'dx-office' })
  expect(grants).toMatchObject([{ personId: id, to: yearEnd }])
  const remove = { Operations: [{ op: 'Remove', path: `members[value eq "${id}"]` }] }
  expect((await one('/dx-office', 'PATCH', remove)).body.members).toEqual([])
  await one('/hr', 'PUT', { displayName: '人事', members: [{ value: id }] })
  expect((await one('/hr')).body.members).toMatchObject([{ value: id }])
  const away = { Operations: [{ op: 'Remove', path: 'members', value: [{ value: id }] }] }
  expect((await one('/hr', 'PATCH', away)).body.members).toEqual([])

  expect((await one('', 'POST', { displayName: '新しい役割' })).status).toBe(501)
  expect((await one('/hr', 'DELETE')).status).toBe(501)
  expect((await one('/staff')).status).toBe(404)
  const renamed = await one('/hr', 'PATCH', { Operations: [{ op: 'replace', path: 'displayName', value: '人事課' }] })
  expect([renamed.status, renamed.body.scimType]).toEqual([400, 'mutability'])
  const stranger = await one('/hr', 'PUT', { members: [{ value: '018f0000-0000-7000-8000-000000000000' }] })
  expect([stranger.status, stranger.body.scimType]).toEqual([400, 'invalidValue'])
  expect((await one('/hr', 'PUT', { members: [{ value: 'no id' }] })).body.scimType).toBe('invalidValue')
  expect((await one('/administrator', 'PUT', { members: [] })).status).toBe(403)
  expect((await one('/administrator')).body.members).toHaveLength(1)
})

test('says what it can', async () => {
  expect((await scim('GET', '/ServiceProviderConfig')).body).toMatchObject({
    patch: { supported: true },
    sort: { supported: false },
    bulk: { supported: false },
    etag: { supported: true },
  })
  expect((await scim('GET', '/ResourceTypes')).body.Resources.map((type: { id: string }) => type.id)).toEqual([
    'User',
    'Group',
  ])
  expect((await scim('GET', '/ResourceTypes/User')).body.schemaExtensions).toHaveLength(2)
  expect((await scim('GET', `/Schemas/${encodeURIComponent(staff)}`)).body).toMatchObject({ id: staff })
  expect((await scim('GET', '/Schemas')).body.totalResults).toBe(4)
  expect((await scim('GET', '/Me')).status).toBe(501)
  expect((await scim('POST', '/Users/.search', {})).status).toBe(501)
  expect((await scim('GET', '/Nothing')).status).toBe(404)
  expect((await scim('GET', '/Users/not-an-id')).status).toBe(404)
  expect((await scim('PATCH', '/Users/018f0000-0000-7000-8000-000000000000', { Operations: [] })).status).toBe(404)
})

test('bad input is told so and changes nothing', async () => {
  const count = async () => (await node.owner.query('select count(*)::int as n from person')).rows[0].n
  const before = await count()
  for (const [body, scimType] of [
    ['{', 'invalidSyntax'],
    ['[]', 'invalidSyntax'],
    ['"text"', 'invalidSyntax'],
    [`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`, 'invalidSyntax'],
    [JSON.stringify(entraUser('x1', '1')).replace('花子', '\\ud842'), 'invalidValue'],
    [JSON.stringify(entraUser('x1', '1')).replace('花子', '\\u0000'), 'invalidValue'],
    [entraUser('with space', '1'), 'invalidValue'],
    [entraUser('x1', 'n'.repeat(100)), 'invalidValue'],
    [entraUser('x1', '1', { name: { familyName: '姓' }, displayName: undefined }), 'invalidValue'],
    [entraUser('x1', '1', { [enterprise]: {} }), 'invalidValue'],
    [entraUser('x1', '1', { emails: 'x' }), 'invalidValue'],
    [entraUser('x1', '1', { [staff]: { employment: 'robot' } }), 'invalidValue'],
    [{ schemas: [], __proto__: null, userName: null }, 'invalidValue'],
  ] as const) {
    const answer = await scim('POST', '/Users', body)
    expect([body, answer.status, answer.body.scimType]).toEqual([body, 400, scimType])
    expect(answer.body.detail).toMatch(/[ぁ-ん]/)
  }
  const huge = await scim('POST', '/Users', entraUser('x1', '1', { nickName: 'x'.repeat(2 * 1024 * 1024) }))
  expect([huge.status, huge.body.status]).toEqual([413, '413'])
  expect(await count()).toBe(before)
})
