import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'

let node: TestNode
beforeAll(async () => {
  node = await startTestNode()
  for (const login of ['sato', 'ito']) await createPerson(node, { login })
})
afterAll(() => node?.stop())

const call = (token: string, path: string, init: RequestInit = {}) =>
  fetch(`${node.url}/api/v1${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  })

test('a token opens the API as its owner until it is revoked', async () => {
  const sato = await node.as('sato')
  const { id, token } = await sato.apiToken.create({ name: '集計' })
  expect(await (await call(token, '/session')).json()).toMatchObject({ person: { name: 'sato' } })
  expect((await call(token, '/people')).status).toBe(200)
  const { tokens } = await sato.apiToken.list()
  expect(tokens).toMatchObject([{ id, name: '集計', lastUsedAt: expect.any(Date) }])
  expect(JSON.stringify(tokens)).not.toContain(token)
  await sato.apiToken.revoke({ id })
  expect((await call(token, '/people')).status).toBe(401)
})

test('a token makes no other, and does not hold past its end or a disabled account', async () => {
  const sato = await node.as('sato')
  const { token } = await sato.apiToken.create({ name: 'x', days: 1 })
  const made = await call(token, '/tokens', { method: 'POST', body: JSON.stringify({ name: 'y' }) })
  expect(made.status).toBe(403)
  expect(await made.json()).toMatchObject({ reason: 'session-only' })
  await node.owner.query("update account set disabled_at = now() where login = 'sato'")
  expect((await call(token, '/people')).status).toBe(401)
  await node.owner.query('update account set disabled_at = null')
  expect((await call(token, '/people')).status).toBe(200)
  await node.owner.query('update api_token set expires_at = now()')
  expect((await call(token, '/people')).status).toBe(401)
  expect((await sato.apiToken.list()).tokens).toEqual([])
})

test('the tokens of others are neither seen nor revoked', async () => {
  const { id } = await (await node.as('sato')).apiToken.create({ name: 'z' })
  const ito = await node.as('ito')
  expect((await ito.apiToken.list()).tokens).toEqual([])
  await expect(ito.apiToken.revoke({ id })).rejects.toMatchObject({ status: 404 })
  expect((await (await node.as('sato')).apiToken.list()).tokens).toHaveLength(1)
})

test('no more than twenty at a time', async () => {
  const ito = await node.as('ito')
  for (let i = 0; i < 20; i++) await ito.apiToken.create({ name: `t${i}` })
  await expect(ito.apiToken.create({ name: 'more' })).rejects.toMatchObject({ data: { reason: 'too-many-tokens' } })
})
