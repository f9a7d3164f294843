import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { type Access, database, urlOf } from './access.ts'
import { alreadyRunning } from './messages.ts'
import type { Place } from './place.ts'
import { isAlive } from './postmaster.ts'

const lockKey = 0x62616e68
const label = 'banso-holder-'

/**
 * Takes the cluster for this process: a session lock in the database, which ends with the process however it dies.
 * When another living process has it: refuses, or with `shared` returns undefined, for we may use its server but not
 * stop it. The connection's end is the sign that the server went away.
 */
export async function hold(place: Place, access: Access, shared: boolean): Promise<Client | undefined> {
  await ensureDatabase(access)
  const client = await connect(access)
  try {
    for (let attempt = 0; ; attempt++) {
      const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [lockKey])
      if (rows[0].taken) return client
      const pid = await holder(client)
      // The session of a process killed just now ends in a moment, even while the process still seems to be there.
      if (attempt >= (pid !== undefined && isAlive(pid) ? 10 : 50)) {
        if (!shared) throw alreadyRunning(pid, place.home)
        await client.end()
        return undefined
      }
      await sleep(100)
    }
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

async function holder(client: Client): Promise<number | undefined> {
  const { rows } = await client.query<{ application_name: string }>(
    `select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = $1 and l.objsubid = 1`,
    [lockKey],
  )
  const pid = Number(rows[0]?.application_name.slice(label.length))
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined
}

async function ensureDatabase(access: Access): Promise<void> {
  const client = await connect(access, 'postgres')
  try {
    const { rows } = await client.query('select from pg_database where datname = $1', [database])
    if (rows.length > 0) return
    await client.query(`create database ${database}`).catch((error) => {
      if (error.code !== '42P04' && error.code !== '23505') throw error // another process made it just now
    })
  } finally {
    await client.end()
  }
}

async function connect(access: Access, name = database): Promise<Client> {
  const client = new Client({
    connectionString: urlOf(access, name),
    application_name: `${label}${process.pid}`,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  client.on('error', () => {}) // 'end' follows and tells the same
  await client.connect()
  return client
}
