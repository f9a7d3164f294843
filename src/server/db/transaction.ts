import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { Database } from '#db/tables'
import { log } from '#server/log'

/** A transaction inside one body: what stores take as their first argument. */
export type Db = Kysely<Database>

/** Gives Kysely one checked-out connection whose transaction is begun and ended by `transaction` below. */
class OneConnection implements Driver, DatabaseConnection {
  readonly #client: PoolClient
  constructor(client: PoolClient) {
    this.#client = client
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.#client.query(query.sql, [...query.parameters])
    const changed = result.command === 'SELECT' ? undefined : BigInt(result.rowCount ?? 0)
    return changed === undefined ? { rows: result.rows } : { rows: result.rows, numAffectedRows: changed }
  }
  // biome-ignore lint/correctness/useYield: streaming is not offered on a request's connection
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported here; use a cursor through the pool')
  }
  async init() {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this
  }
  async beginTransaction() {
    throw new Error('already inside a transaction; use a savepoint')
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
  async releaseConnection() {}
  async destroy() {}
}

function kyselyOn(client: PoolClient): Db {
  const driver = new OneConnection(client)
  return new Kysely<Database>({
    dialect: {
      createDriver: () => driver,
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}

const clients = new WeakMap<Db, PoolClient>()

/**
 * A query asked so often that it is worth preparing once a connection, under its name.
 */
export async function hotQuery<Row>(db: Db, query: { name: string; text: string; values: unknown[] }): Promise<Row[]> {
  const { rows } = await clients.get(db)!.query(query)
  return rows as Row[]
}

export interface TransactionOptions {
  /** Body whose rows are visible; without it row-level security shows none. */
  bodyId?: number | undefined
  readOnly?: boolean
  isolation?: 'read committed' | 'repeatable read'
}

/**
 * Runs `work` in one transaction with the tenant set for row-level security (`set local`, so it cannot leak to the
 * next user of the connection). Commits when `work` resolves, rolls back when it throws.
 */
export async function transaction<T>(
  pool: Pool,
  options: TransactionOptions,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  // A connection that dies mid-transaction emits here as well as failing the query; unheard it would end the process.
  const onError = (error: Error) => {
    broken = error
  }
  client.on('error', onError)
  const end = async (statement: 'commit' | 'rollback') => {
    try {
      await client.query(statement)
    } catch (failure) {
      broken = failure as Error
      if (statement === 'commit') throw failure
    } finally {
      client.off('error', onError)
      if (broken) log.warn({ err: broken }, 'database connection discarded')
      client.release(broken)
    }
  }
  let result: T
  try {
    const mode = `${options.isolation ? ` isolation level ${options.isolation}` : ''}${options.readOnly ? ' read only' : ''}`
    // One round trip. The body id is an integer of our own session, never text from outside.
    const tenant = options.bodyId === undefined ? '' : `; set local banso.body_id = '${Math.trunc(options.bodyId)}'`
    await client.query(`begin${mode}${tenant}`)
    const db = kyselyOn(client)
    clients.set(db, client)
    result = await work(db)
  } catch (error) {
    await end('rollback')
    throw error
  }
  const committed = end('commit')
  // What was only read is true whether or not its transaction has ended: nobody waits for that.
  if (options.readOnly) committed.catch(() => {})
  else await committed
  return result
}
