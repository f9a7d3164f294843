import { Logger, parseCronItems, type Runner, run, type Task } from 'graphile-worker'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import type { Config } from '#server/config'
import type { Db } from '#server/db/transaction'
import { transaction } from '#server/db/transaction'
import { log } from '#server/log'

/** What a background task works with. Tasks must be idempotent: after a crash they run again. */
export interface JobContext {
  pool: Pool
  config: Config
}

export type JobTask = (payload: Record<string, unknown>, context: JobContext) => Promise<void>

/** A module's background work: tasks by name (`noun.verb`), and those the clock starts (cron pattern, in UTC: 22:30 is 07:30 in Japan). */
export interface Jobs {
  tasks: Record<string, JobTask>
  cron?: { task: string; pattern: string }[]
}

/** Puts a task into the queue in the caller's transaction: it runs only if the transaction commits. Payload: ids only. */
export async function enqueue(
  db: Db,
  task: string,
  payload: Record<string, unknown>,
  options: { runAt?: Date; key?: string; attempts?: number } = {},
): Promise<void> {
  await sql`select enqueue(${task}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}, ${options.key ?? null},
    ${options.attempts ?? null})`.execute(db)
}

/** Runs `work` once in every body: for clock-started tasks. A body that fails is logged and does not stop the others. */
export async function inEveryBody(pool: Pool, work: (db: Db, bodyId: number) => Promise<void>): Promise<void> {
  const { rows } = await pool.query<{ body_id: number }>('select body_id from body_directory()')
  let failure: unknown
  for (const { body_id } of rows) {
    try {
      await transaction(pool, { bodyId: body_id }, (db) => work(db, body_id))
    } catch (error) {
      failure ??= error
      log.error({ err: error, body_id }, 'job failed in a body')
    }
  }
  if (failure) throw failure
}

const workerLog = new Logger(
  (scope) => (level, message) =>
    log[level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'debug']({ job: scope }, message),
)

/** Starts this node's workers on the shared queue; several nodes share the work. */
export async function startJobs(owner: Pool, jobs: readonly Jobs[], context: JobContext): Promise<Runner | undefined> {
  if (context.config.BANSO_JOBS === 0) return undefined
  const taskList: Record<string, Task> = {}
  for (const { tasks } of jobs) {
    for (const [name, task] of Object.entries(tasks)) {
      taskList[name] = (payload) => task((payload ?? {}) as Record<string, unknown>, context)
    }
  }
  return run({
    pgPool: owner,
    concurrency: context.config.BANSO_JOBS,
    noHandleSignals: true,
    pollInterval: 5000,
    logger: workerLog,
    taskList,
    parsedCronItems: parseCronItems(
      jobs.flatMap(({ cron = [] }) => cron.map(({ task, pattern }) => ({ task, match: pattern, identifier: task }))),
    ),
  })
}
