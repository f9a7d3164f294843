import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { visibleTopic } from './visibility.ts'

/** Of these topics, those the reader may see. */
export async function seenTopics(db: Db, scope: Scope, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select t.id from topic t
    where t.body_id = ${scope.bodyId} and t.id = any(${[...ids]}::uuid[]) and ${visibleTopic(scope)}`.execute(db)
  return rows.map((row) => row.id)
}
