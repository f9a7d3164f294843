import { type AnyContractRouter, ValidationError } from '@orpc/contract'
import { type AnyMiddleware, implementerInternal, ORPCError } from '@orpc/server'
import { sql } from 'kysely'
import type { Pool } from 'pg'
import { z } from 'zod'
import { type OperationMeta, sentence } from '#kernel/contract'
import { allows } from '#kernel/permission'
import { type Problem, Refusal, type RefusalCode, refusalStatus } from '#kernel/refusal'
import { appendAudit } from '#server/audit'
import type { Config } from '#server/config'
import { type Db, type TransactionOptions, transaction } from '#server/db/transaction'
import type { Live } from '#server/live/live'
import { log } from '#server/log'
import { type Bearer, type Scope, scopeOf } from '#server/session'

z.config(z.locales.ja())

/** What every operation is given by the HTTP layer (or the command line). */
export interface CallContext {
  pool: Pool
  config: Config
  requestId: string
  address: string
  agent: string
  /** Address under which the caller reached us, without a trailing slash: for links in mail and feeds. */
  origin: string
  token: string | undefined
  bearer: Bearer
  live: Live
  setCookie(header: string): void
}

/** Facts a handler adds to its audit row: ids of what it touched, counts, the reason given. */
export interface AuditNote {
  subjects?: string[]
  detail?: Record<string, unknown>
  /** The actor keeps their name back in what they do. */
  veiled?: true | undefined
}

/** What the handler of a signed-in operation works with: one transaction in the caller's body. */
export interface OperationContext extends CallContext {
  scope: Scope
  db: Db
  note(audited: AuditNote): void
}

/** What the handler of a public operation works with: nobody is known and no body chosen yet. */
export interface PublicContext extends CallContext {
  scope: Scope | undefined
  inBody<T>(bodyId: number, work: (db: Db) => Promise<T>): Promise<T>
}

/** The part of oRPC's middleware options used here; its own type is generic in every contract. */
interface Step<C> {
  context: C
  path: readonly string[]
  procedure: { '~orpc': { meta: unknown } }
  next(extended: { context: object }): Promise<{ output: unknown }>
}

const metaOf = (step: Step<unknown>) => step.procedure['~orpc'].meta as OperationMeta
/** Input is validated after the first step (session and permission), before the second (transaction). */
const inputAfterFirstStep = { initialInputValidationIndex: -1, initialOutputValidationIndex: 0 }

const authenticate = async (step: Step<CallContext>) =>
  step.next({ context: { scope: await admitted(step.context, metaOf(step)) } })

/** Who is asking, if their session holds and they may; also for routes, which come by no operation. */
export async function admitted(
  context: Pick<CallContext, 'pool' | 'config' | 'token' | 'bearer'>,
  { permission, beforeOwnPassword }: Pick<OperationMeta, 'permission' | 'beforeOwnPassword'>,
): Promise<Scope> {
  const scope = context.token ? await scopeOf(context.pool, context.config, context.token, context.bearer) : undefined
  if (!scope) throw new Refusal('unauthenticated', 'signed-out')
  if (scope.mustChangePassword && !beforeOwnPassword) throw new Refusal('forbidden', 'own-password-first')
  if (!allows(permission, scope.roles)) throw new Refusal('forbidden', 'not-permitted')
  return scope
}

async function transact(step: Step<CallContext & { scope: Scope }>) {
  const { label, effect, limit: allowed } = metaOf(step)
  const { pool, scope, requestId } = step.context
  const operation = step.path.join('.')
  if (allowed) await limit(step.context, scope.bodyId, `${operation} ${scope.personId}`, allowed)
  return transaction(pool, { bodyId: scope.bodyId, readOnly: effect === 'read' }, async (db) => {
    const noted: AuditNote = {}
    const result = await step.next({ context: { db, note: (facts: AuditNote) => void Object.assign(noted, facts) } })
    if (effect !== 'read') {
      await appendAudit(db, { actor: scope.personId, operation, label, effect, ...noted, request: requestId })
    }
    return result
  })
}

async function recognise(step: Step<CallContext>) {
  const { context } = step
  if (metaOf(step).permission !== 'public') throw new Error(`${step.path.join('.')} is not public`)
  const scope = context.token ? await scopeOf(context.pool, context.config, context.token, context.bearer) : undefined
  const inBody: PublicContext['inBody'] = (bodyId, work) => transaction(context.pool, { bodyId }, work)
  return step.next({ context: { scope, inBody } })
}

/**
 * The one way a signed-in operation runs: session → permission → input → transaction with the tenant set → handler →
 * audit row → commit. Handlers get `{ input, context: { db, scope, note } }`.
 */
export function signedIn<T extends AnyContractRouter>(contract: T) {
  const steps = [authenticate, transact] as unknown as AnyMiddleware[]
  return implementerInternal<T, CallContext, OperationContext>(contract, inputAfterFirstStep, steps)
}

/** An operation anyone may call (sign-in, the list of bodies): no scope is required and no transaction opened. */
export function open<T extends AnyContractRouter>(contract: T) {
  return implementerInternal<T, CallContext, PublicContext>(contract, inputAfterFirstStep, [
    recognise as unknown as AnyMiddleware,
  ])
}

/** Counts one use of a limited action in its own transaction, so that a refused try counts too. */
export async function limit(
  context: Pick<CallContext, 'pool'>,
  bodyId: number,
  key: string,
  { count, seconds }: { count: number; seconds: number },
): Promise<void> {
  const used = await transaction(context.pool, { bodyId }, async (db) => {
    const { rows } = await sql<{ rate_hit: number }>`select rate_hit(${key}, ${seconds})`.execute(db)
    return rows[0]!.rate_hit
  })
  if (used > count) throw new Refusal('unavailable', 'too-many', { seconds })
}

/** Runs work for the system itself (jobs, command line) in a body; what it changes it audits with `appendAudit`. */
export function inBody<T>(pool: Pool, bodyId: number, work: (db: Db) => Promise<T>, options: TransactionOptions = {}) {
  return transaction(pool, { ...options, bodyId }, work)
}

const orpcCode: Record<RefusalCode, string> = {
  invalid: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  missing: 'NOT_FOUND',
  conflict: 'CONFLICT',
  unavailable: 'SERVICE_UNAVAILABLE',
}

/** Turns whatever an operation threw into the problem the caller sees; what is not a refusal is logged as a bug. */
export function problemOf(error: unknown, requestId: string, meta?: { refusals?: OperationMeta['refusals'] }): Problem {
  const refusal = refusalOf(error)
  if (!refusal) log.error({ err: error }, 'bug')
  const code: RefusalCode | 'bug' = refusal?.code ?? 'bug'
  const reason = refusal?.reason ?? 'bug'
  const issues = validationOf(error)
  return {
    type: `urn:banso:refusal:${reason}`,
    title: sentence(reason, refusal?.values, meta?.refusals),
    status: code === 'bug' ? 500 : reason === 'too-large' ? 413 : refusalStatus[code],
    code: code === 'bug' ? 'unavailable' : code,
    reason,
    request_id: requestId,
    ...(issues ? { issues } : {}),
    ...(refusal?.facts ? { facts: refusal.facts } : {}),
  }
}

function validationOf(error: unknown): Problem['issues'] {
  if (!(error instanceof ORPCError && error.cause instanceof ValidationError) || error.code !== 'BAD_REQUEST') return
  return error.cause.issues.map((issue) => ({
    path: (issue.path ?? []).map((part) => (typeof part === 'object' ? String(part.key) : (part as string | number))),
    message: issue.message,
  }))
}

function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof ORPCError) {
    if (error.cause instanceof Refusal) return error.cause
    if (error.code === 'BAD_REQUEST')
      return new Refusal('invalid', error.cause instanceof ValidationError ? 'input' : 'malformed')
    if (error.code === 'PAYLOAD_TOO_LARGE') return new Refusal('invalid', 'too-large')
  }
  const code = (error as { code?: unknown })?.code
  // The database was away, restarting, or had no connection left: the caller may try again.
  if (typeof code === 'string' && /^(08|57P|53)|^ECONN|^40001$|^40P01$/.test(code))
    return new Refusal('unavailable', 'busy')
  // A character PostgreSQL text cannot hold (NUL), or bytes that are no text.
  if (code === '22021' || code === '22P05') return new Refusal('invalid', 'characters')
  return undefined
}

/** The same as an ORPCError, for the RPC and REST encoders. */
export function refuse(error: unknown, requestId: string, meta?: OperationMeta): ORPCError<string, Problem> {
  const problem = problemOf(error, requestId, meta)
  const code = problem.reason === 'bug' ? 'INTERNAL_SERVER_ERROR' : orpcCode[problem.code]
  return new ORPCError(code, { status: problem.status, message: problem.title, data: problem })
}
