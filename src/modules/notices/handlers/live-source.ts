import type { Pool } from 'pg'
import { transaction } from '#server/db/transaction'
import type { Source } from '#server/live/hub'
import { eventsAfter, headOf } from '../store/live.ts'

/** Where the node's live events are read from. */
export const liveSource = (pool: Pool): Source => ({
  read: (bodyId, after, limit) =>
    transaction(pool, { bodyId, readOnly: true }, (db) => eventsAfter(db, bodyId, after, limit)),
  head: (bodyId) => transaction(pool, { bodyId, readOnly: true }, (db) => headOf(db, bodyId)),
})
