import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Client, type ClientBase } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { quoted, tablesInOrder } from './tables.ts'

/**
 * A backup is one gzip-compressed text: a line of JSON that says what it is; for each table a line `table {…}`, its rows
 * as PostgreSQL's COPY text, and `\.`; waiting jobs likewise as `jobs`; each attached file of a folder as `file {…}` with
 * its content in base64; at the end `end {…}` with the count and SHA-256 of every part. Everything is of one moment
 * (one repeatable-read snapshot), while the nodes go on writing.
 */
export const formatVersion = 1

export interface BackupSummary {
  tables: Record<string, { rows: number; sha256: string }>
  files: number
}

/** Jobs not yet run: what was promised for later goes along. */
export const waitingJobs = `select t.identifier, j.payload, j.run_at, j.key, j.max_attempts
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where j.is_available`

export async function backup(ownerUrl: string, target: string, filesDirectory: string): Promise<BackupSummary> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'banso-backup' })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const summary: BackupSummary = { tables: {}, files: 0 }
    const partial = `${target}.partial`
    await pipeline(
      Readable.from(parts(client, filesDirectory, summary)),
      createGzip(),
      createWriteStream(partial, { mode: 0o600 }),
    )
    await client.query('commit')
    const handle = await open(partial)
    await handle.sync()
    await handle.close()
    await rename(partial, target) // a file of this name is always whole
    return summary
  } finally {
    await client.end()
  }
}

async function* parts(
  client: ClientBase,
  filesDirectory: string,
  summary: BackupSummary,
): AsyncGenerator<string | Buffer> {
  const { rows } = await client.query<{ name: string }>('select name from migration order by name')
  const migrations = rows.map(({ name }) => name)
  yield `${JSON.stringify({ banso: 'backup', format: formatVersion, at: new Date().toISOString(), migrations })}\n`
  for (const { name, columns } of await tablesInOrder(client)) {
    yield `table ${JSON.stringify({ name, columns })}\n`
    const list = columns.map(quoted).join(', ')
    yield* copied(client, `copy ${quoted(name)} (${list}) to stdout`, name, summary)
  }
  yield 'jobs {}\n'
  yield* copied(client, `copy (${waitingJobs}) to stdout`, 'jobs', summary)
  for (const name of await filesIn(filesDirectory)) {
    const content = await readFile(join(filesDirectory, name)).catch(unlessGone)
    if (!content) continue
    summary.files++
    yield `file ${JSON.stringify({ name })}\n${content.toString('base64')}\n`
  }
  yield `end ${JSON.stringify(summary)}\n`
}

async function* copied(
  client: ClientBase,
  statement: string,
  name: string,
  summary: BackupSummary,
): AsyncGenerator<Buffer | string> {
  const hash = createHash('sha256')
  let rows = 0
  for await (const chunk of client.query(copyTo(statement)) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    for (const byte of chunk) if (byte === 10) rows++
    yield chunk
  }
  summary.tables[name] = { rows, sha256: hash.digest('hex') }
  yield '\\.\n'
}

/** A file the sweep took away meanwhile was of no post. */
function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Whole files, called by their hash, by their path under the folder; what is half written is nobody's yet. */
async function filesIn(directory: string): Promise<string[]> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
