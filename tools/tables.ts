/**
 * Writes db/tables.ts, the types of every table and column, from a database freshly migrated on an embedded server.
 * `--check` writes nothing and fails when the file is not what the migrations make.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { Client } from 'pg'
import { migrate } from '#server/db/migrate'
import { log } from '#server/log'
import { startTestCluster } from '#server/testing/cluster'
import { finish, type Report } from './report.ts'
import { readColumns } from './tables/catalog.ts'
import { renderTables } from './tables/render.ts'

const file = 'db/tables.ts'

export async function tablesOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return renderTables(await readColumns(client))
  } finally {
    await client.end()
  }
}

async function freshTables(): Promise<string> {
  log.level = 'warn'
  const server = await startTestCluster()
  try {
    await migrate(server.url)
    return await tablesOf(server.url)
  } finally {
    await server.stop()
  }
}

export async function checkTables(): Promise<Report> {
  const made = await freshTables()
  const same = readFileSync(file, 'utf8') === made
  const failures = same ? [] : [`${file} is not what db/migrations make: run npm run tables`]
  return { check: 'tables', subjects: (made.match(/^ {2}\w+: \{/gm) ?? []).length, failures }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) finish(await checkTables())
  else writeFileSync(file, await freshTables())
}
