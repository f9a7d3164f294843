import type { Db } from '#server/db/transaction'

/** The body whose tenant is set: row-level security shows no other. */
export async function ownBody(db: Db) {
  return db.selectFrom('body').select(['code', 'name', 'kana', 'demo']).executeTakeFirstOrThrow()
}

export async function renameBody(db: Db, bodyId: number, words: { name: string; kana: string }): Promise<void> {
  await db.updateTable('body').set(words).where('body_id', '=', bodyId).execute()
}
