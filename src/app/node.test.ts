import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPerson, startTestNode, type TestNode } from '#app/testing/node'
import { startNodeProcess } from '#app/testing/node-process'

const metricsToken = 'metrics-token-of-the-test'
let node: TestNode
beforeAll(async () => {
  node = await startTestNode({ BANSO_METRICS_TOKEN: metricsToken })
  await createPerson(node, { login: 'somebody' })
})
afterAll(() => node?.stop())

const metrics = async () => {
  const response = await fetch(`${node.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
  return response.text()
}

test('metrics count requests by operation and refusals by reason, and name no person', async () => {
  const somebody = await node.as('somebody')
  await somebody.topic.list({})
  await expect(node.anyone.topic.list({})).rejects.toMatchObject({ status: 401 })
  const text = await metrics()
  expect(text).toMatch(/^banso_request_seconds_count\{operation="topic.list",status="200"\} 1$/m)
  expect(text).toMatch(/^banso_request_seconds_count\{operation="topic.list",status="401"\} 1$/m)
  expect(text).toMatch(/^banso_refusals_total\{reason="signed-out"\} 1$/m)
  expect(text).toMatch(/^banso_database_connections\{state="open"\} [1-9]/m)
  expect(text).not.toContain('somebody')
})

test('metrics are for those who know the token', async () => {
  expect((await fetch(`${node.url}/metrics`)).status).toBe(403)
  const wrong = await fetch(`${node.url}/metrics`, { headers: { authorization: 'Bearer something-else-altogether' } })
  expect(wrong.status).toBe(403)
})

test('an answer carries the id of its request: the one the proxy gave, or a new one; nonsense is not repeated', async () => {
  const idOf = async (given?: string) => {
    const headers = given ? { 'x-request-id': given } : {}
    const response = await fetch(`${node.url}/api/v1/topics`, { headers })
    const problem = (await response.json()) as { request_id: string }
    expect(response.headers.get('x-request-id')).toBe(problem.request_id)
    return problem.request_id
  }
  expect(await idOf('from-the-proxy-1')).toBe('from-the-proxy-1')
  expect(await idOf('<script>alert(1)</script>')).toMatch(/^[0-9a-f-]{36}$/)
  expect(await idOf()).not.toBe(await idOf())
})

test('the log names the request of every line, and neither its query nor who asked', async () => {
  const child = await startNodeProcess(node.ownerUrl, { BANSO_LOG: 'debug' })
  try {
    const { cookie } = await node.as('somebody')
    const requestId = randomUUID()
    const headers = { 'x-request-id': requestId, cookie }
    const response = await fetch(`${child.url}/api/v1/search?query=himitsu`, { headers })
    expect(response.status).toBe(200)
    const line = () => child.log().find((entry) => entry['msg'] === 'request' && entry['request_id'] === requestId)
    await expect.poll(line).toMatchObject({ method: 'GET', path: '/api/v1/search', status: 200 })
    const all = JSON.stringify(child.log())
    for (const secret of ['himitsu', 'somebody', cookie.split('=')[1]!]) expect(all).not.toContain(secret)
  } finally {
    await child.kill('SIGKILL')
  }
})

test('a node told to stop says so, takes nothing new, and finishes what it is answering', async () => {
  const child = await startNodeProcess(node.ownerUrl, { BANSO_STOP_DELAY: '4' })
  const { cookie } = await node.as('somebody')
  const blocker = await node.owner.connect()
  try {
    await blocker.query('begin')
    await blocker.query('lock table topic in access exclusive mode')
    const slow = fetch(`${child.url}/api/v1/topics`, { headers: { cookie } })
    const waits = async () => {
      const sql =
        "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
      return (await node.owner.query(sql)).rows[0].n
    }
    await expect.poll(waits, { timeout: 20_000 }).toBe(1)
    const ended = child.kill('SIGTERM')
    const ready = () =>
      fetch(`${child.url}/readyz`).then(
        (answer) => answer.json(),
        () => 'refused',
      )
    await expect.poll(ready, { interval: 20, timeout: 20_000 }).toEqual({ status: 'waiting', waiting: ['stopping'] })
    await expect.poll(ready, { timeout: 30_000 }).toBe('refused')
    await blocker.query('rollback')
    const answer = await slow
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ topics: [] })
    expect(await ended).toBe(0)
  } finally {
    await blocker.query('rollback')
    blocker.release()
    await child.kill('SIGKILL')
  }
})
