import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export async function markVerified(db: Db, scope: Scope, answerId: string, verifyBy: string): Promise<void> {
  await db
    .updateTable('answer')
    .set({ verified_at: sql`now()`, verify_by: verifyBy })
    .where('body_id', '=', scope.bodyId)
    .where('id', '=', answerId)
    .execute()
}
