import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBody, createPerson, ensureSection, startTestNode, type TestNode } from '#app/testing/node'
import { entraUser, type ScimClient, scimClient } from '#app/testing/scim'
import { newToken } from '#server/session'

let node: TestNode
let token: string
let admin: Awaited<ReturnType<TestNode['as']>>
let { scim, filtered, patch, created } = {} as ScimClient

beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'kanri', roles: ['administrator'] })
  await createPerson(node, { login: 'plain' })
  await ensureSection(node.owner, node.bodyId, '0201', '税務課')
  admin = await node.as('kanri')
  token = (await admin.scimToken.create({ name: 'Entra ID' })).token
  ;({ scim, filtered, patch, created } = scimClient(node, token))
})
afterAll(() => node?.stop())

test('opens to no other key, and to no other body', async () => {
  const status = async (key: string | undefined, more: Record<string, string> = {}) => {
    const response = await fetch(`${node.url}/scim/v2/Users`, {
      headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), ...more },
    })
    expect(((await response.json()) as { schemas: string[] }).schemas).toBeDefined()
    return response.status
  }
  expect(await status(undefined)).toBe(401)
  expect(await status('1.made-up')).toBe(401)
  expect(await status(undefined, { cookie: admin.cookie })).toBe(401)
  expect(await status((await admin.apiToken.create({ name: 'api' })).token)).toBe(401)
  expect(await status(token)).toBe(200)
  // Nor does the directory's key open anything else.
  const people = await fetch(`${node.url}/api/v1/people`, { headers: { authorization: `Bearer ${token}` } })
  expect(people.status).toBe(401)

  const bodyId = await createBody(node.owner, '990027', '浜風市')
  const { personId } = await createPerson(node, { login: 'elsewhere', bodyId, section: '0101' })
  expect((await filtered('userName eq "elsewhere"')).body.totalResults).toBe(0)
  expect((await scim('GET', `/Users/${personId}`)).status).toBe(404)
  expect((await patch(personId, { op: 'replace', path: 'active', value: false })).status).toBe(404)
  const put = await scim('PUT', '/Groups/hr', { members: [{ value: personId }] })
  expect(put.status).toBe(400)

  // The other body's key shows the other body, and is nothing when it says it were of this one.
  const { token: theirs, hash } = newToken(bodyId)
  await node.owner.query(
    `insert into api_token (body_id, id, token_hash, person_id, name, purpose, expires_at)
     values ($1, gen_random_uuid(), $2, $3, 'theirs', 'scim', now() + interval '1 day')`,
    [bodyId, hash, personId],
  )
  const there = scimClient(node, theirs)
  expect((await there.filtered('userName pr')).body.Resources).toMatchObject([{ userName: 'elsewhere' }])
  expect((await there.scim('GET', '/Groups/administrator')).body.members).toEqual([])
  expect(await status(theirs.replace(/^\d+/, `${node.bodyId}`))).toBe(401)

  const { id, token: second } = await admin.scimToken.create({ name: 'Okta' })
  expect(await status(second)).toBe(200)
  expect((await admin.scimToken.list()).tokens.map((one) => one.name)).toEqual(['Okta', 'Entra ID'])
  await admin.scimToken.revoke({ id })
  expect(await status(second)).toBe(401)
  expect((await admin.scimToken.list()).tokens).toHaveLength(1)
})

test('only administrators make, see and revoke tokens, from a session', async () => {
  const plain = await node.as('plain')
  await expect(plain.scimToken.list()).rejects.toMatchObject({ status: 403 })
  await expect(plain.scimToken.create({ name: 'x' })).rejects.toMatchObject({ status: 403 })
  const { tokens, baseUrl } = await admin.scimToken.list()
  expect(baseUrl).toBe(`${node.url}/scim/v2`)
  expect(JSON.stringify(tokens)).not.toContain(token)
  await expect(plain.scimToken.revoke({ id: tokens[0]!.id })).rejects.toMatchObject({ status: 403 })
  const { token: api } = await admin.apiToken.create({ name: 'api' })
  const made = await fetch(`${node.url}/api/v1/scim-tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'x' }),
  })
  expect(made.status).toBe(403)
})

test('a token outlives whoever made it, and its end is its own', async () => {
  await createPerson(node, { login: 'former', roles: ['administrator'] })
  const former = await node.as('former')
  const { token: theirs } = await former.scimToken.create({ name: '前任者' })
  await node.owner.query("update account set disabled_at = now() where login = 'former'")
  const ask = async () =>
    (await fetch(`${node.url}/scim/v2/ServiceProviderConfig`, { headers: { authorization: `Bearer ${theirs}` } }))
      .status
  expect(await ask()).toBe(200)
  await node.owner.query("update api_token set expires_at = now() where name = '前任者'")
  expect(await ask()).toBe(401)
})

test('what the directory does is audited in the name of its token', async () => {
  const id = await created('audited', '7800')
  await patch(id, { op: 'replace', path: 'title', value: '主査' }, { op: 'replace', path: 'active', value: 'False' })
  await patch(id, { op: 'replace', path: 'active', value: 'False' })
  await scim('GET', `/Users/${id}`)
  await scim('DELETE', `/Users/${id}`)
  const { entries } = await admin.audit.list({ personId: id, limit: 50 })
  const theirs = entries.filter((entry) => entry.operation.startsWith('scim.'))
  expect(theirs.map((entry) => [entry.operation, entry.actor?.name, entry.effect])).toEqual([
    ['scim.detachPerson', 'Entra ID (SCIM)', 'change'],
    ['scim.viewPeople', 'Entra ID (SCIM)', 'view'],
    ['scim.changePerson', 'Entra ID (SCIM)', 'change'],
    ['scim.createPerson', 'Entra ID (SCIM)', 'change'],
  ])
  expect(theirs[2]).toMatchObject({
    label: '自動登録（SCIM）：職員とアカウントを直す',
    detail: { fields: ['title', 'active'] },
  })
})

test('a directory in too great a hurry is told to wait, and one that asks twice at once makes one person', async () => {
  const answers = await Promise.all([1, 2, 3, 4].map(() => scim('POST', '/Users', entraUser('twice', '7900'))))
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409])
  await node.owner.query("update rate_window set count = 100000 where key like 'scim %'")
  const { status, headers, body } = await scim('GET', '/Users')
  expect([status, body.status, headers.get('retry-after')]).toEqual([429, '429', '60'])
})
