/**
 * A real node in a process of its own, on a real PostgreSQL, to be measured from outside: requests a second, latency,
 * and the processor time of the node and of PostgreSQL for each request. Linux only (/proc).
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { Pool } from 'pg'
import { createBody, createPerson, testPassword } from '#app/testing/node'
import { startServe } from '#app/testing/serve-process'
import { migrate } from '#server/db/migrate'
import { newToken, sessionCookie } from '#server/session'
import { startTestCluster } from '#server/testing/cluster'
import { startDebianPostgres } from '../tools/debian-postgres.ts'

export interface BenchDatabase {
  url: string
  dataDirectory: string
  stop(): Promise<void>
}

/** `debian`: the newest PostgreSQL of Debian's packages; `embedded`: the one Banso brings. Both with durable settings. */
export async function openBenchDatabase(kind: string): Promise<BenchDatabase> {
  const cluster = kind === 'embedded' ? await startTestCluster({ settings: {} }) : await startDebianPostgres()
  const url = new URL(cluster.url)
  const admin = new Pool({ connectionString: url.href, max: 1 })
  await admin.query("create database bench encoding 'UTF8' locale 'C' template template0")
  const { rows } = await admin.query('show data_directory')
  await admin.end()
  url.pathname = '/bench'
  await migrate(url.href)
  return { url: url.href, dataDirectory: rows[0].data_directory, stop: () => cluster.stop() }
}

export interface BenchNode {
  url: string
  pid: number
  stop(): Promise<void>
}

/** Starts `banso serve` on the database and waits until it is ready. */
export async function startBenchNode(
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<BenchNode> {
  const node = await startServe({ DATABASE_URL: databaseUrl, ...environment })
  return { url: node.url, pid: node.pid, stop: async () => void (await node.kill('SIGTERM')) }
}

/** A body with one person who may do everything; returns what the API needs to be called as them. */
export async function prepareBody(databaseUrl: string): Promise<{ owner: Pool; bodyId: number; personId: string }> {
  const owner = new Pool({ connectionString: databaseUrl, max: 4 })
  const bodyId = await createBody(owner, '990019', 'ベンチ市')
  const { personId } = await createPerson({ owner, bodyId }, { login: 'bench', roles: [] })
  await owner.query('insert into conduct_agreement (body_id, person_id, version) values ($1, $2, 1)', [
    bodyId,
    personId,
  ])
  return { owner, bodyId, personId }
}

/** Signs in over HTTP; returns the cookie. */
export async function signIn(url: string, bodyId: number): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ bodyId, login: 'bench', password: testPassword }),
  })
  if (!response.ok) throw new Error(await response.text())
  return response.headers.getSetCookie()[0]!.split(';')[0]!
}

/** Sessions of `count` people of the body, opened in the database: posting is limited a person, so storms need many. */
export async function openSessions(owner: Pool, bodyId: number, count: number): Promise<string[]> {
  const { rows } = await owner.query('select id from person where body_id = $1 order by staff_number limit $2', [
    bodyId,
    count,
  ])
  const people = rows.map(({ id }) => id as string)
  const tokens = people.map(() => newToken(bodyId))
  await owner.query(
    `with people as (select * from unnest($2::uuid[], $3::bytea[]) p(id, hash)),
      accounts as (insert into account (body_id, person_id, login) select $1, id, id::text from people on conflict do nothing),
      agreed as (insert into conduct_agreement (body_id, person_id, version) select $1, id, 1 from people on conflict do nothing)
     select 1`,
    [bodyId, people, tokens.map(({ hash }) => hash)],
  )
  await owner.query(
    `insert into session (body_id, token_hash, person_id, expires_at)
     select $1, hash, id, now() + interval '1 day' from unnest($2::uuid[], $3::bytea[]) p(id, hash)`,
    [bodyId, people, tokens.map(({ hash }) => hash)],
  )
  return tokens.map(({ token }) => `${sessionCookie}=${token}`)
}

const tick = 10 // milliseconds a clock tick: CLK_TCK is 100 on Linux

function statOf(pid: number): { parent: number; cpu: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const parts = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(parts[1]), cpu: (Number(parts[11]) + Number(parts[12])) * tick }
  } catch {
    return undefined
  }
}

/** Processor milliseconds spent so far by the node, and by PostgreSQL with all its processes. */
export function cpuTime(nodePid: number, dataDirectory: string): { node: number; postgres: number } {
  const postmaster = Number(readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n')[0])
  let postgres = statOf(postmaster)?.cpu ?? 0
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? statOf(Number(name)) : undefined
    if (stat?.parent === postmaster) postgres += stat.cpu
  }
  return { node: statOf(nodePid)?.cpu ?? 0, postgres }
}

/** Resident memory of a process in megabytes. */
export function memoryOf(pid: number): number {
  const match = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Math.round(Number(match?.[1] ?? 0) / 1024)
}

export interface Load {
  /** Paths, or whole requests, taken in turn by every connection. */
  requests: autocannon.Request[]
  /** One session, or several taken in turn. */
  cookie: string | readonly string[]
  connections?: number
  seconds?: number
  /** Requests a second of all connections together; as many as are answered when left out. */
  rate?: number
}

/** Drives the node with as many connections, each asking again as soon as it was answered. */
export async function drive(
  node: BenchNode,
  database: BenchDatabase,
  { requests, cookie, connections = 16, seconds = 10, rate }: Load,
) {
  const before = cpuTime(node.pid, database.dataDirectory)
  let turn = 0
  const result = await autocannon({
    url: node.url,
    connections,
    duration: seconds,
    timeout: 60,
    ...(rate === undefined ? {} : { overallRate: rate }),
    setupClient(client) {
      // Each connection begins elsewhere in the list, so that they do not ask the same at once.
      const from = Math.floor((turn++ * requests.length) / connections)
      const session = (i: number) => (typeof cookie === 'string' ? cookie : cookie[(from + i) % cookie.length]!)
      client.setRequests(
        [...requests.slice(from), ...requests.slice(0, from)].map((request, i) => ({
          ...request,
          headers: { cookie: session(i), 'content-type': 'application/json' },
        })),
      )
    },
  })
  const after = cpuTime(node.pid, database.dataDirectory)
  const count = Math.max(1, result.requests.total)
  return {
    requests_per_second: Math.round(result.requests.average * 10) / 10,
    p50_ms: result.latency.p50,
    p99_ms: result.latency.p99,
    node_cpu_ms: Math.round(((after.node - before.node) / count) * 100) / 100,
    postgres_cpu_ms: Math.round(((after.postgres - before.postgres) / count) * 100) / 100,
    requests: count,
    refused: result.non2xx,
    errors: result.errors,
  }
}
