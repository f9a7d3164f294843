import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export interface AuditFilter {
  personId?: string | undefined
  operation?: string | undefined
  from?: string | undefined
  to?: string | undefined
  before?: number | undefined
  limit: number
}

/** An event as it was appended (server/audit.ts). */
export interface AuditRow {
  seq: number
  at: Date
  event: {
    actor?: string
    operation: string
    label: string
    effect: string
    subjects?: string[]
    detail?: Record<string, unknown>
    request?: string
    veiled?: true
  }
}

/** The body's audited events, newest first. */
export async function auditedEvents(db: Db, scope: Scope, filter: AuditFilter): Promise<AuditRow[]> {
  const { personId, operation, from, to, before, limit } = filter
  const midnight = (day: string, later: number) =>
    sql`((${day}::date + ${later}::integer)::timestamp at time zone 'Asia/Tokyo')`
  // Looking at the text first spares parsing nearly every row of a long chain.
  const written = (text: string) => sql`strpos(payload, ${JSON.stringify(text).slice(1, -1)}) > 0`
  const conditions = [
    sql`body_id = ${scope.bodyId}`,
    before ? sql`seq < ${before}` : undefined,
    from ? sql`at >= ${midnight(from, 0)}` : undefined,
    to ? sql`at < ${midnight(to, 1)}` : undefined,
    operation
      ? sql`${written(operation)} and (starts_with(payload::jsonb ->> 'operation', ${operation}) or strpos(payload::jsonb ->> 'label', ${operation}) > 0)`
      : undefined,
    personId
      ? sql`${written(personId)} and (payload::jsonb ->> 'actor' = ${personId} and not payload::jsonb ? 'veiled' or coalesce(payload::jsonb -> 'subjects' @> to_jsonb(${personId}::text), false))`
      : undefined,
  ].filter((condition) => condition !== undefined)
  const { rows } = await sql<AuditRow>`select seq, at, payload::jsonb as event from audit_entry
    where ${sql.join(conditions, sql` and `)} order by seq desc limit ${limit}`.execute(db)
  return rows
}

/** Names of those of the ids that are people, or tokens of the body that acted. */
export async function namesOf(db: Db, scope: Scope, ids: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
  const { rows } = await sql<{ id: string; name: string }>`select id, name from person
    where body_id = ${scope.bodyId} and id = any(${wanted}::uuid[])
    union all select id, name || ' (SCIM)' from api_token
    where body_id = ${scope.bodyId} and purpose = 'scim' and id = any(${wanted}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
