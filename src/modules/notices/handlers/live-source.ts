import type { Pool } from 'pg'
import { transaction } from '#server/db/transaction'
import type { Source } from '#server/live/hub'
import { eventsBetween, snapshotNow } from '../store/live.ts'

/** Where the node's live events are read from. */
export const liveSource = (pool: Pool): Source => ({
  now: () => transaction(pool, { readOnly: true }, snapshotNow),
  read: (bodyId, after, upTo, limit) =>
    transaction(pool, { bodyId, readOnly: true }, (db) => eventsBetween(db, bodyId, after, upTo, limit)),
})
