import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'

let node: TestNode
beforeAll(async () => {
  node = await startTestNode()
  await createPerson(node, { login: 'sato', name: '佐藤 花子', roles: ['administrator'] })
  await createPerson(node, { login: 'lock', name: '鈴木 一郎' })
})
afterAll(() => node?.stop())

test('signs in, knows who it is, and signs out', async () => {
  const sato = await node.as('sato')
  const { person } = await sato.session.current()
  expect(person).toMatchObject({
    name: '佐藤 花子',
    roles: expect.arrayContaining(['staff', 'administrator']),
    bodyName: '汐凪市',
    login: 'sato',
    ownPassword: true,
    provider: null,
  })
  await sato.session.signOut()
  expect(await sato.session.current()).toEqual({})
})

test('refuses a wrong password and an unknown login with the same words', async () => {
  const wrong = { bodyId: node.bodyId, login: 'sato', password: 'not the password' }
  const title = '利用者IDまたはパスワードが違います。確かめて、もう一度入力してください。'
  await expect(node.anyone.session.signIn(wrong)).rejects.toMatchObject({ status: 401, message: title })
  await expect(node.anyone.session.signIn({ ...wrong, login: 'nobody' })).rejects.toMatchObject({
    status: 401,
    message: title,
  })
  await expect(node.anyone.session.signIn({ ...wrong, bodyId: 999 })).rejects.toMatchObject({
    status: 401,
    message: title,
  })
})

test('locks after five failures, even for the right password', async () => {
  for (let i = 0; i < 5; i++) {
    await node.anyone.session.signIn({ bodyId: node.bodyId, login: 'lock', password: 'wrong' }).catch(() => {})
  }
  await expect(node.as('lock')).rejects.toMatchObject({ status: 401, data: { reason: 'locked' } })
})

test('an operation without a session is refused as a problem', async () => {
  const response = await fetch(`${node.url}/api/v1/session/password`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ current: 'a', next: 'b' }),
  })
  expect(response.status).toBe(401)
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(await response.json()).toMatchObject({ code: 'unauthenticated', reason: 'signed-out', status: 401 })
})

test('every sign-in and every failure is in the audit chain', async () => {
  const { rows } = await node.owner.query('select payload from audit_entry where body_id = $1 order by seq', [
    node.bodyId,
  ])
  const effects = rows
    .map((row) => JSON.parse(row.payload))
    .filter((event) => event.operation === 'session.signIn')
    .map((event) => event.effect)
  expect(effects).toEqual(expect.arrayContaining(['change', 'refused']))
})
