import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { whenThisProcessEnds } from '../testing/watchdog.ts'
import { isAlive } from './postmaster.ts'
import { type EmbeddedPostgres, startEmbedded } from './start.ts'

const silent = { info() {}, warn() {}, error() {} }
const ends: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** A folder whose server, whoever started it, is gone after the test, even when the test run is killed. */
async function folder(): Promise<string> {
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'banso-embedded-')))
  const callOff = whenThisProcessEnds(
    'kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")"; sleep 1; rm -rf "$1"',
    directory,
  )
  ends.push(async () => {
    const pid = await postmaster(directory).catch(() => undefined)
    if (pid && pid !== process.pid) {
      killNow(pid)
      await expect.poll(() => isRunning(pid)).toBe(false)
    }
    await rm(directory, { recursive: true, force: true })
    callOff()
  })
  return directory
}

async function start(directory: string, port?: number): Promise<EmbeddedPostgres> {
  const server = await startEmbedded({ directory, log: silent, ...(port && { port }) })
  ends.push(() => server.stop())
  return server
}

/** Another process of ours that starts the server and waits; resolves with it once the server is ready. */
async function startElsewhere(directory: string): Promise<ChildProcess> {
  const code = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'start.ts'))})
    const log = { info() {}, warn() {}, error() {} }
    await startEmbedded({ directory: ${JSON.stringify(directory)}, log })
    console.log('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'ignore'] })
  ends.push(() => kill(child))
  await Promise.race([
    once(child.stdout!, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('the other process failed'))),
  ])
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function query<T = Record<string, unknown>>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    const result = await client.query(sql)
    return result.rows as T[]
  } finally {
    await client.end()
  }
}

const postmaster = async (directory: string) =>
  Number((await readFile(join(directory, 'data/postmaster.pid'), 'utf8')).split('\n')[0])

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGQUIT') // a postmaster ends at once, and its children with it
  } catch {}
}

/** A process that ended but was not yet collected by its parent runs no more. */
const isRunning = (pid: number) => isAlive(pid) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))

test('starts a new cluster, durable and closed to others, and starts it again with its rows and port', async () => {
  const directory = await folder()
  const first = await start(directory)
  expect(first.adopted).toBe(false)
  const [settings] = await query(
    first.url,
    `select current_setting('fsync') fsync, current_setting('synchronous_commit') commit,
       current_setting('listen_addresses') address, current_setting('data_checksums') checksums,
       current_setting('server_encoding') encoding, (select datcollate from pg_database where datname = 'banso') collation`,
  )
  expect(settings).toEqual({
    fsync: 'on',
    commit: 'on',
    address: '127.0.0.1',
    checksums: 'on',
    encoding: 'UTF8',
    collation: 'C',
  })
  await query(first.url, "create table word (text text); insert into word values ('伴走')")
  expect((await stat(join(directory, 'access.json'))).mode & 0o077).toBe(0)
  const wrong = first.url.replace(/:[^:@]+@/, ':wrong@')
  await expect(query(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' })

  await first.stop()
  await expect(query(first.url, 'select 1')).rejects.toThrow('ECONNREFUSED')
  const second = await start(directory)
  expect(second).toMatchObject({ adopted: false, url: first.url })
  expect(await query(second.url, 'select text from word')).toEqual([{ text: '伴走' }])
})

test('adopts the server that a killed process left running, and stops it at the end', async () => {
  const directory = await folder()
  const other = await startElsewhere(directory)
  const pid = await postmaster(directory)
  await kill(other)
  const server = await start(directory)
  expect(server.adopted).toBe(true)
  expect(await postmaster(directory)).toBe(pid)
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
  await expect.poll(() => isRunning(pid)).toBe(false)
})

test('refuses while another living process has it, naming that process', async () => {
  const directory = await folder()
  const other = await startElsewhere(directory)
  await expect(start(directory)).rejects.toThrow(new RegExp(`プロセス番号 ${other.pid}[\\s\\S]*DATABASE_URL`))
  expect(other.exitCode).toBeNull()
  await kill(other)
  expect((await start(directory)).adopted).toBe(true)
})

test('a command may share the server of a living process, and leaves it running', async () => {
  const directory = await folder()
  await startElsewhere(directory)
  const shared = await startEmbedded({ directory, log: silent, shared: true })
  expect(await query(shared.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await shared.stop()
  expect(await query(shared.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test.runIf(process.getuid?.() === 0)(
  'moves to where the server user can go when the folder is private to root',
  async () => {
    const parent = await mkdtemp(join(tmpdir(), 'banso-private-')) // 0700, as /root is
    ends.push(() => rm(parent, { recursive: true }))
    const directory = join(parent, 'postgres')
    const first = await start(directory)
    const moved = await realpath(directory)
    ends.push(() => first.stop().then(() => rm(moved, { recursive: true })))
    expect(moved).not.toBe(directory)
    await query(first.url, 'create table kept as select 1 as one')
    await first.stop()
    const second = await start(directory)
    expect(await query(second.url, 'select one from kept')).toEqual([{ one: 1 }])
    await second.stop()
  },
)

test('of several processes that start at once on a new folder, one gets it', async () => {
  const directory = await folder()
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => startElsewhere(directory)))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(isRunning(await postmaster(directory))).toBe(true)
})

test('recovers every committed row after the server and its process were killed', async () => {
  const directory = await folder()
  const other = await startElsewhere(directory)
  const { port, password } = JSON.parse(await readFile(join(directory, 'access.json'), 'utf8'))
  const url = `postgres://banso:${password}@127.0.0.1:${port}/banso`
  await query(url, 'create table number as select generate_series(1, 1000) as n')
  await kill(other)
  process.kill(await postmaster(directory), 'SIGKILL')
  const server = await start(directory)
  expect(server.adopted).toBe(false)
  expect(await query(server.url, 'select count(*)::int as n from number')).toEqual([{ n: 1000 }])
})

test('starts the server again when it dies under a running process', async () => {
  const directory = await folder()
  const server = await start(directory)
  await query(server.url, 'create table kept as select 1 as one')
  const pid = await postmaster(directory)
  process.kill(pid, 'SIGKILL')
  await expect
    .poll(() => query(server.url, 'select one from kept').catch(() => undefined), { timeout: 30_000 })
    .toEqual([{ one: 1 }])
  expect(await postmaster(directory)).not.toBe(pid)
  await expect(startElsewhere(directory)).rejects.toThrow('the other process failed') // we hold it again
})

test.each([
  ['unreadable', 'garbage\n\n'],
  ['empty', ''],
  // The number of a process that lives but is no server: as after a reboot.
  ['of another process', `${process.pid}\n/somewhere\n0\n1\n\n127.0.0.1\n0 0\nready\n`],
])('starts over a pid file that is %s', async (_, text) => {
  const directory = await folder()
  const first = await start(directory)
  await first.stop()
  await writeFile(join(directory, 'data/postmaster.pid'), text)
  await writeFile(join(directory, `.s.PGSQL.${first.port}.lock`), text)
  const server = await start(directory)
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('takes another port when its own is in use, and refuses when that port was demanded', async () => {
  const directory = await folder()
  const first = await start(directory)
  await first.stop()
  const squatter = createServer().listen(first.port, '127.0.0.1')
  await once(squatter, 'listening')
  ends.push(async () => squatter.close())
  await expect(start(directory, first.port)).rejects.toThrow(`ポート ${first.port}`)
  const second = await start(directory)
  expect(second.port).not.toBe(first.port)
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a failure carries the end of the server log', async () => {
  const directory = await folder()
  const first = await start(directory)
  await first.stop()
  await writeFile(join(directory, 'data/PG_VERSION'), '13\n')
  await expect(start(directory)).rejects.toThrow(/server\.log[\s\S]*incompatible/)
})

test('a lost password file is named, and nothing is made anew', async () => {
  const directory = await folder()
  const first = await start(directory)
  await first.stop()
  await writeFile(join(directory, 'access.json'), '{"port":')
  await expect(start(directory)).rejects.toThrow('access.json')
})
