import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import { Client } from 'pg'

const directory = join(import.meta.dirname, '../../../db/migrations')
/** Any two nodes that migrate at once wait for each other on this advisory lock. */
const lockKey = 0x62616e73

export interface MigrationStep {
  name: string
  sql: string
}

export async function migrationSteps(): Promise<MigrationStep[]> {
  const names = (await readdir(directory)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(directory, name), 'utf8') })))
}

/**
 * Brings a database to this version's tables, as the role that owns them. Each step and its record are one
 * transaction; a second run, or a second node at the same time, changes nothing. Returns the names applied.
 * `only` stops at an earlier state: a backup is restored into the tables it was taken from, then brought up to date.
 */
export async function migrate(ownerUrl: string, only?: readonly string[]): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'banso-migrate' })
  await client.connect()
  try {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    const version = Number(rows[0]!.server_version_num)
    if (version < 150000) throw new Error(`PostgreSQL 15以上が必要です（接続先は ${Math.floor(version / 10000)}）。`)
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await client.query(
      'create table if not exists migration (name text primary key, at timestamptz not null default now())',
    )
    await runMigrations({ connectionString: ownerUrl })
    const done = new Set(
      (await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name),
    )
    const steps = await migrationSteps()
    const unknown = [...done].filter((name) => !steps.some((step) => step.name === name))
    if (unknown.length > 0) {
      throw new Error(
        `データベースは、この版より新しいBansoのものです（${unknown.join(', ')}）。新しい版で起動してください。`,
      )
    }
    const applied: string[] = []
    for (const step of steps.filter(({ name }) => !done.has(name) && (!only || only.includes(name)))) {
      try {
        await client.query('begin')
        await client.query(step.sql)
        await client.query('insert into migration (name) values ($1)', [step.name])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${step.name} failed`, { cause: error })
      }
      applied.push(step.name)
    }
    return applied
  } finally {
    await client.end() // ends the session, and the lock with it
  }
}
