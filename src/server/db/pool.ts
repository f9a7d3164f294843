import { Pool, types } from 'pg'
import { log } from '#server/log'

// Dates stay ISO strings: a calendar date has no time zone, and `pg` would make it a local midnight.
types.setTypeParser(types.builtins.DATE, (text) => text)
// Counts and sums fit a double in any body we can imagine; bigint ids are not used.
types.setTypeParser(types.builtins.INT8, (text) => Number(text))

/** The role row-level security binds. Migrations create it; every application connection takes it at start. */
export const applicationRole = 'banso_app'

/** Connections as the application's role: row-level security applies whoever owns the tables. */
export function applicationPool(url: string, size: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max: size,
    // Compiling a plan (jit) takes longer than any of our queries runs.
    options: `-c role=${applicationRole} -c timezone=Asia/Tokyo -c jit=off`,
    application_name: 'banso',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  })
  // An idle connection that breaks emits here; unhandled it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'idle database connection lost'))
  return pool
}

/** Connections as the owner of the tables: migrations, backup, jobs queue. Never used for a person's request. */
export function ownerPool(url: string, size = 2): Pool {
  const pool = new Pool({
    connectionString: url,
    max: size,
    application_name: 'banso-owner',
    options: '-c timezone=Asia/Tokyo',
  })
  pool.on('error', (error) => log.warn({ err: error }, 'idle owner connection lost'))
  pool.on('connect', (client) => client.on('error', () => {})) // the query on it fails and tells
  return pool
}
