import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/** Removes sessions that can never be used again (they name address and device) and rate windows long past. */
export async function sweepExpired(db: Db, bodyId: number): Promise<void> {
  // The longest idle time that can be set is a day.
  await sql`delete from session where body_id = ${bodyId}
    and (expires_at < now() or last_seen_at < now() - interval '1 day')`.execute(db)
  await sql`delete from rate_window where body_id = ${bodyId} and starts_at < now() - interval '1 day'`.execute(db)
}
