import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

interface Position {
  xid: number
  seq: number
}

/**
 * Events after a position in the order (xid, seq), only of transactions older than every running one: numbers are
 * taken before commit, so what is newer may still be overtaken. `unsettled` tells that such newer events are there.
 */
export async function eventsAfter(db: Db, bodyId: number, after: Position, limit: number) {
  const { rows } = await sql<Position & { channel: string; kind: string; payload: unknown; settled: boolean }>`
    with bounds as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as low, pg_snapshot_xmax(pg_current_snapshot()) as high)
    select e.xid::text::bigint as xid, e.seq, e.channel, e.kind, e.payload, e.xid < b.low as settled
    from live_event e, bounds b
    where e.body_id = ${bodyId} and (e.xid, e.seq) > (${String(after.xid)}::xid8, ${after.seq}) and e.xid < b.high
    order by e.xid, e.seq limit ${limit}`.execute(db)
  const events = rows.filter((row) => row.settled)
  return { events, unsettled: events.length < rows.length }
}

/** The newest settled position of a body, and the first transaction number not yet given out. */
export async function headOf(db: Db, bodyId: number): Promise<{ head: Position; end: number }> {
  const { rows } = await sql<{ xid: number | null; seq: number | null; low: number; high: number }>`
    with bounds as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as low, pg_snapshot_xmax(pg_current_snapshot()) as high)
    select e.xid::text::bigint as xid, e.seq, b.low::text::bigint as low, b.high::text::bigint as high
    from bounds b left join lateral (
      select xid, seq from live_event where body_id = ${bodyId} and xid < b.low order by xid desc, seq desc limit 1) e on true`.execute(
    db,
  )
  const { xid, seq, high } = rows[0]!
  return { head: { xid: xid ?? 0, seq: seq ?? 0 }, end: high }
}

export async function sweepEvents(db: Db, bodyId: number): Promise<void> {
  await sql`delete from live_event where body_id = ${bodyId} and at < now() - interval '1 day'`.execute(db)
}
