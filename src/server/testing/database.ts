import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { migrate } from '../db/migrate.ts'
import { applicationRole } from '../db/pool.ts'

/** Set by tests/setup/cluster.ts for the test files' processes. */
export const clusterVariable = 'BANSO_TEST_CLUSTER'
export const templateVariable = 'BANSO_TEST_TEMPLATE'

export interface TestDatabase {
  /** Connection as the owner of the tables. */
  adminUrl: string
  /** Connection as the application's role, which row-level security binds. */
  appUrl: string
  drop(): Promise<void>
}

/** A migrated, empty database of the test file's own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const [cluster, template] = [process.env[clusterVariable], process.env[templateVariable]]
  if (!cluster || !template) throw new Error('no test cluster: tests run under vitest with tests/setup/cluster.ts')
  return createDatabase(cluster, template)
}

/** Migrates once into a database that test databases are copied from; `drop` removes it. */
export async function createTemplate(cluster: string): Promise<{ name: string; drop(): Promise<void> }> {
  const { adminUrl, drop } = await createDatabase(cluster, 'template0')
  await migrate(adminUrl)
  return { name: new URL(adminUrl).pathname.slice(1), drop }
}

async function createDatabase(cluster: string, template: string): Promise<TestDatabase> {
  const name = `banso_test_${randomBytes(6).toString('hex')}`
  await copy(cluster, name, template)
  const adminUrl = withDatabase(cluster, name)
  return {
    adminUrl,
    appUrl: `${adminUrl}${adminUrl.includes('?') ? '&' : '?'}options=${encodeURIComponent(`-c role=${applicationRole}`)}`,
    drop: () =>
      asAdministrator(cluster, async (client) => {
        // A session that is being closed and is cut off meanwhile fails the test file that closes it.
        for (let attempt = 0; attempt < 20 && (await isConnectedTo(client, name)); attempt++) await sleep(50)
        await client.query(`drop database if exists ${name} with (force)`)
      }),
  }
}

/** A database can be copied only while nobody is connected to it; sessions that have just ended linger a moment. */
async function copy(cluster: string, name: string, template: string): Promise<void> {
  const encoding = template === 'template0' ? " encoding 'UTF8' locale 'C'" : ''
  for (let attempt = 0; ; attempt++) {
    try {
      return await asAdministrator(cluster, (client) =>
        client.query(`create database ${name} template ${template}${encoding}`),
      )
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt >= 50) throw error
      await sleep(100)
    }
  }
}

async function isConnectedTo(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_stat_activity where datname = $1 limit 1', [name])
  return rowCount !== 0
}

async function asAdministrator(cluster: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: withDatabase(cluster, 'postgres') })
  client.on('error', () => {}) // its query fails and tells
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(cluster: string, name: string): string {
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return url.href
}
