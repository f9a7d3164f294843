import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

interface StoredEvent {
  xid: string
  seq: number
  channel: string
  kind: string
  payload: unknown
}

/** What is committed now, as a snapshot (`pg_snapshot` as text). */
export async function snapshotNow(db: Db): Promise<string> {
  const { rows } = await sql<{ at: string }>`select pg_current_snapshot()::text as at`.execute(db)
  return rows[0]!.at
}

/**
 * Events that one snapshot sees and an earlier one did not, by transaction: those who write longer hold nobody up.
 * All of the last transaction are taken, over the limit if need be.
 */
export async function eventsBetween(
  db: Db,
  bodyId: number,
  after: string,
  upTo: string,
  limit: number,
): Promise<StoredEvent[]> {
  const { rows } = await sql<StoredEvent>`
    select xid::text, seq, channel, kind, payload from (
      select e.xid, e.seq, e.channel, e.kind, e.payload from live_event e
      where e.body_id = ${bodyId} and e.xid >= pg_snapshot_xmin(${after}::pg_snapshot)
        and not pg_visible_in_snapshot(e.xid, ${after}::pg_snapshot)
        and pg_visible_in_snapshot(e.xid, ${upTo}::pg_snapshot)
      order by e.xid fetch first ${limit} rows with ties) page
    order by page.xid, seq`.execute(db)
  return rows
}

export async function sweepEvents(db: Db, bodyId: number): Promise<void> {
  await sql`delete from live_event where body_id = ${bodyId} and at < now() - interval '1 day'`.execute(db)
}
