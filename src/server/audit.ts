import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/** One audited event. Ids only where possible: the audit log is itself personal data. */
export interface AuditEvent {
  /** Person who acted; absent for the system itself (jobs, command line). */
  actor?: string | undefined
  operation: string
  label: string
  effect: string
  /** Ids of the rows or people it concerned. */
  subjects?: string[]
  detail?: Record<string, unknown>
  /** The actor did it keeping their name back: the row holds them, the screens of the record do not show them. */
  veiled?: true | undefined
  request?: string | undefined
}

/**
 * Appends to the body's hash chain inside the caller's transaction; call it last, since it holds the chain's head
 * until commit. If it fails the change fails with it: nothing happens unaudited.
 */
export async function appendAudit(db: Db, event: AuditEvent): Promise<void> {
  await sql`select audit_append(${JSON.stringify(event)})`.execute(db)
}

export interface ChainFault {
  seq: number
  fault: 'changed' | 'missing' | 'reordered' | 'head'
}

/**
 * Recomputes the whole chain of the body whose tenant is set. Faults: a row whose content or time no longer gives its hash
 * (changed), a gap in the numbers (missing), a row that does not continue the one before it (reordered), or an end
 * that is not where the head says (head: the last rows were cut off).
 */
export async function verifyAudit(db: Db): Promise<{ rows: number; faults: ChainFault[] }> {
  const { rows } = await sql<{ seq: number; fault: ChainFault['fault'] }>`
    with hashed as (
      select seq, at, payload, previous, hash, hash = audit_hash(previous, seq, payload) as true_hash from audit_entry
    ), chain as (
      select seq, previous,
             case when true_hash then (payload::jsonb ->> 'at')::timestamptz <> at else true end as changed,
             lag(seq, 1, 0::bigint) over w as before, lag(hash, 1, '\\x'::bytea) over w as before_hash
      from hashed window w as (order by seq)
    )
    select seq, case when changed then 'changed' when seq <> before + 1 then 'missing' else 'reordered' end as fault
    from chain where changed or seq <> before + 1 or previous <> before_hash
    union all
    select h.seq, 'head' from audit_head h
     where not exists (select from audit_entry e where e.seq = h.seq and e.hash = h.hash)
        or exists (select from audit_entry e where e.seq > h.seq)
    order by seq limit 100`.execute(db)
  const count = await sql<{ n: number }>`select count(*) as n from audit_entry`.execute(db)
  return { rows: count.rows[0]!.n, faults: rows }
}
