import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newToken } from '#server/session'
import { createTestDatabase } from '#server/testing/database'
import { createPerson, startTestNode, type TestNode } from './testing/node.ts'

let node: TestNode
let token: string

beforeAll(async () => {
  node = await startTestNode()
  const { personId } = await createPerson(node, { login: 'sato', name: '佐藤 花子' })
  const made = newToken(node.bodyId)
  token = made.token
  await node.owner.query(
    `insert into api_token (body_id, id, token_hash, person_id, name, expires_at)
     values ($1, gen_random_uuid(), $2, $3, '試験', now() + interval '1 day')`,
    [node.bodyId, made.hash, personId],
  )
})
afterAll(() => node?.stop())

function banso(args: string[], environment: Record<string, string> = {}, input = '') {
  return new Promise<{ code: number | null; out: string; error: string }>((resolve) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...args], {
      env: { ...process.env, BANSO_URL: node.url, BANSO_TOKEN: token, ...environment },
    })
    let [out, error] = ['', '']
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (error += chunk))
    child.on('close', (code) => resolve({ code, out, error }))
    child.stdin.end(input)
  })
}

test('calls an operation with flags, and with JSON from standard input', async () => {
  const { code, out } = await banso(['session', 'current'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ person: { name: '佐藤 花子' } })
  const listed = await banso(['topic', 'list', '--json', '-'], {}, '{"kind":"question"}')
  expect(JSON.parse(listed.out)).toEqual({ topics: [] })
})

test('says in words what was refused, with code 1', async () => {
  const { code, error } = await banso(['topic', 'list', '--kind', 'nonsense'])
  expect(code).toBe(1)
  expect(error).toContain('入力に誤りがあります')
  expect((await banso(['topic', 'list'], { BANSO_TOKEN: '' })).error).toContain('サインインしていない')
  expect((await banso(['topic', 'list'], { BANSO_URL: 'http://127.0.0.1:9' })).error).toContain('つながりません')
})

test('the demo city is loaded into an empty database once, and never beside a body', async () => {
  const empty = await createTestDatabase()
  const where = { DATABASE_URL: empty.adminUrl }
  const first = await banso(['demo', 'load'], where)
  expect(first.error).toBe('')
  expect(first).toMatchObject({ code: 0, out: expect.stringContaining('読み込みました') })
  expect(await banso(['demo', 'load'], where)).toMatchObject({
    code: 1,
    error: expect.stringContaining('すでに団体がある'),
  })
  expect((await banso(['demo'], where)).code).toBe(2)
  await empty.drop()
}, 120_000)

test('misuse ends with code 2 and shows what there is', async () => {
  const { code, out } = await banso(['topic', 'nonsense'])
  expect(code).toBe(2)
  expect(out).toContain('話題を一覧する')
  expect((await banso(['topic', 'list', 'kind'])).code).toBe(2)
})

test('a bad setting is told by name before anything starts', async () => {
  const { code, error } = await banso(['serve'], { BANSO_PORT: 'eighty', DATABASE_URL: 'mysql://x' })
  expect(code).toBe(1)
  expect(error).toContain('BANSO_PORT')
  expect(error).toContain('DATABASE_URL')
})

test('registers a body with an administrator who can sign in; refuses a wrong code and a second time', async () => {
  const args = [
    'register',
    '--code',
    '990027',
    '--name',
    '浜風市',
    '--administrator',
    'kanri',
    '--administrator-name',
    '管理 者',
  ]
  const environment = { DATABASE_URL: node.ownerUrl }
  const { code, out } = await banso(args, environment)
  expect(code).toBe(0)
  const password = /パスワード: (\S+)/.exec(out)![1]!
  const { bodies } = await node.anyone.session.options()
  const { bodyId } = bodies.find((body) => body.code === '990027')!
  expect(await node.anyone.session.signIn({ bodyId, login: 'kanri', password })).toEqual({ mustChangePassword: true })
  expect((await banso(args, environment)).error).toContain('すでに登録されています')
  expect(
    (await banso(['register', ...args.slice(1).map((arg) => (arg === '990027' ? '990020' : arg))], environment)).code,
  ).toBe(2)
})

test('audit verify tells whole from broken', async () => {
  const environment = { DATABASE_URL: node.ownerUrl }
  expect(await banso(['audit', 'verify'], environment)).toMatchObject({
    code: 0,
    out: expect.stringContaining('異常はありません'),
  })
  await node.owner.query(
    "update audit_entry set payload = '{}' where seq = 1 and body_id = (select body_id from body where code = '990027')",
  )
  expect(await banso(['audit', 'verify'], environment)).toMatchObject({
    code: 1,
    out: expect.stringContaining('書き換えられています'),
  })
})

test('whoever has the server can make an administrator again when every grant has lapsed', async () => {
  const url = { DATABASE_URL: node.ownerUrl }
  const made = await banso(['administrator', '--code', '990019', '--login', 'sato'], url)
  expect(made).toMatchObject({ code: 0, error: '' })
  expect(made.out).toContain('sato を')
  expect((await (await node.as('sato')).session.current()).person!.roles).toContain('administrator')
  const { rows } = await node.owner.query("select payload from audit_entry where payload like '%サーバーの命令%'")
  expect(rows).toHaveLength(1)
  const nobody = await banso(['administrator', '--code', '990019', '--login', 'nobody'], url)
  expect(nobody).toMatchObject({ code: 1, error: expect.stringContaining('アカウントがないか') })
  expect((await banso(['administrator', '--code', '131016', '--login', 'sato'], url)).code).toBe(1)
  expect((await banso(['administrator'], url)).code).toBe(2)
})
