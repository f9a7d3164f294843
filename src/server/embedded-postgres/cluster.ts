import { appendFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { type Access, superuser } from './access.ts'
import { exists, program } from './binaries.ts'
import { failed } from './messages.ts'
import { giveToOwner, type Place } from './place.ts'
import { isAlive } from './postmaster.ts'
import { run, tail } from './run.ts'

const megabyte = 2 ** 20
const sharedBuffers = Math.round(Math.min(512, Math.max(128, totalmem() / megabyte / 16)))

/** Settings of every embedded cluster; ALTER SYSTEM overrides them. Durability is never traded for speed. */
const settings: Record<string, string> = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // No replicas and no base backups are made of an embedded cluster.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  max_connections: '100',
  shared_buffers: `${sharedBuffers}MB`,
  effective_cache_size: `${sharedBuffers * 4}MB`,
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'Asia/Tokyo',
  log_timezone: 'Asia/Tokyo',
  password_encryption: 'scram-sha-256',
  // Personal data stays out of the log: no statement, no DETAIL with the values of a row.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** Makes the cluster where there is none. Of two processes at once one wins; a broken-off attempt leaves nothing. */
export async function ensureCluster(place: Place, access: Access): Promise<void> {
  if (await exists(join(place.data, 'PG_VERSION'))) return
  await removeAbandoned(place)
  const partial = `${place.data}.partial-${process.pid}`
  const password = join(place.home, `password-${process.pid}`)
  await writeFile(password, access.password, { mode: 0o600 })
  await giveToOwner(place, password)
  try {
    const args = [
      ...['--pgdata', partial, '--username', superuser, '--pwfile', password],
      ...['--encoding', 'UTF8', '--locale', 'C', '--auth', 'scram-sha-256', '--data-checksums'],
    ]
    const code = await run(program(place.binaries, 'initdb'), args, place.user, place.log)
    if (code !== 0) throw failed('initdb', await tail(place.log))
    await appendFile(join(partial, 'postgresql.conf'), "\ninclude_if_exists 'banso.conf'\n")
    await rename(partial, place.data).catch(async (error) => {
      if (!(await exists(join(place.data, 'PG_VERSION')))) throw error
    })
  } finally {
    await rm(password, { force: true })
    await rm(partial, { recursive: true, force: true })
  }
}

async function removeAbandoned(place: Place): Promise<void> {
  for (const name of await readdir(place.home)) {
    const [, pid] = /^(?:data\.partial|password)-(\d+)$/.exec(name) ?? []
    if (pid && !isAlive(Number(pid))) await rm(join(place.home, name), { recursive: true, force: true })
  }
}

/** Writes this version's settings, and the caller's over them, for the next start. */
export async function writeSettings(place: Place, own: Record<string, string>): Promise<void> {
  const socket = Buffer.byteLength(place.home) < 80 ? place.home : ''
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: socket, ...settings, ...own }
  const text = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
  const path = join(place.data, 'banso.conf')
  await writeFile(path, text.join(''), { mode: 0o600 })
  await giveToOwner(place, path)
}
