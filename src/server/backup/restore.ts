import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, normalize } from 'node:path'
import { finished } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Client, type ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { migrate, migrationSteps } from '../db/migrate.ts'
import { type BackupSummary, formatVersion } from './backup.ts'
import { quoted } from './tables.ts'

/** Why a restore was refused, as a code; the command says it in words. */
export class RestoreRefused extends Error {
  readonly reason: 'not-empty' | 'not-a-backup' | 'newer' | 'damaged'
  constructor(reason: RestoreRefused['reason']) {
    super(reason)
    this.reason = reason
  }
}

/** Fills an empty database from a backup, all or nothing, and brings it to this version. */
export async function restore(ownerUrl: string, source: string, filesDirectory: string): Promise<BackupSummary> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'banso-restore' })
  await client.connect()
  try {
    const { rows } = await client.query("select to_regclass('public.migration') is not null as used")
    if (rows[0].used && (await client.query('select from body limit 1')).rowCount) throw new RestoreRefused('not-empty')
    const reader = linesOf(createReadStream(source).pipe(createGunzip()))
    const { migrations } = headerOf((await reader.next().catch(() => refuse('not-a-backup'))).value)
    const known = (await migrationSteps()).map(({ name }) => name)
    if (migrations.some((name) => !known.includes(name))) throw new RestoreRefused('newer')
    await migrate(ownerUrl, migrations)
    await client.query('begin')
    const summary = await load(client, reader, filesDirectory)
    await client.query('commit')
    await migrate(ownerUrl)
    return summary
  } finally {
    await client.end() // an open transaction ends unfinished with it
  }
}

/** Lines as PostgreSQL ends them: a newline and nothing else (readline also splits at U+2028). */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = [] // a file in one line arrives in many pieces
  for await (const chunk of stream) {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      const end = chunk.subarray(from, at)
      yield (rest.length ? Buffer.concat([...rest, end]) : end).toString()
      rest = []
      from = at + 1
    }
    rest.push(chunk.subarray(from))
  }
  const last = Buffer.concat(rest)
  if (last.length) yield last.toString()
}

function refuse(reason: RestoreRefused['reason']): never {
  throw new RestoreRefused(reason)
}

function headerOf(line: unknown): { migrations: string[] } {
  try {
    const header = JSON.parse(String(line))
    if (header.banso === 'backup' && header.format === formatVersion) return header
  } catch {}
  return refuse('not-a-backup')
}

async function load(client: ClientBase, reader: AsyncIterator<string>, filesDirectory: string): Promise<BackupSummary> {
  const seen: BackupSummary = { tables: {}, files: 0 }
  await client.query(
    'create temp table restored_job (identifier text, payload json, run_at timestamptz, key text, max_attempts int) on commit drop',
  )
  for (;;) {
    const { value: line, done } = await reader.next().catch(() => refuse('damaged'))
    if (done) refuse('damaged') // cut off before its end
    const [kind, facts] = partOf(line)
    if (kind === 'table') {
      const { name, columns } = facts as { name: string; columns: string[] }
      const list = columns.map(quoted).join(', ')
      seen.tables[name] = await fill(client, reader, `copy ${quoted(name)} (${list}) from stdin`)
    } else if (kind === 'jobs') seen.tables['jobs'] = await fill(client, reader, 'copy restored_job from stdin')
    else if (kind === 'file') {
      const { value = '' } = await reader.next().catch(() => refuse('damaged'))
      const { name } = facts as { name: string }
      const content = Buffer.from(value, 'base64')
      // A file is called by the hash of its content (server/files/store.ts).
      if (basename(name) !== createHash('sha256').update(content).digest('hex')) refuse('damaged')
      await writeInside(filesDirectory, name, content)
      seen.files++
    } else {
      if (JSON.stringify(facts) !== JSON.stringify(seen)) refuse('damaged')
      break
    }
  }
  await advanceIdentities(client)
  await client.query(`select graphile_worker.add_job(identifier, payload, run_at => run_at, job_key => key,
    max_attempts => max_attempts) from restored_job`)
  return seen
}

function partOf(line: string): ['table' | 'jobs' | 'file' | 'end', unknown] {
  const match = /^(table|jobs|file|end) (\{.*\})$/.exec(line)
  if (!match) return refuse('damaged')
  return [match[1] as 'table', JSON.parse(match[2]!)]
}

/** Passes lines up to `\.` to one COPY; counts and hashes what passes. */
async function fill(client: ClientBase, reader: AsyncIterator<string>, statement: string) {
  const stream = client.query(copyFrom(statement))
  const end = finished(stream)
  end.catch(() => {}) // awaited below
  const hash = createHash('sha256')
  let rows = 0
  for (;;) {
    const { value: line, done } = await reader.next().catch(() => refuse('damaged'))
    if (done) refuse('damaged')
    if (line === '\\.') break
    const row = `${line}\n`
    hash.update(row)
    rows++
    if (!stream.write(row)) await Promise.race([once(stream, 'drain'), end])
  }
  stream.end()
  await end
  return { rows, sha256: hash.digest('hex') }
}

async function writeInside(directory: string, name: string, content: Buffer): Promise<void> {
  const path = join(directory, normalize(`/${name}`))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content, { mode: 0o600 })
}

/** Numbers given from now on begin after those restored. */
async function advanceIdentities(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; column: string }>(
    `select c.relname as name, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'public'::regnamespace and a.attidentity <> ''`,
  )
  for (const { name, column } of rows) {
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${quoted(column)}), 0) + 1, false) from ${quoted(name)}`,
      [quoted(name), column],
    )
  }
}
