import type { Db } from '#server/db/transaction'

/** The body whose tenant is set: row-level security shows no other. */
export async function ownBody(db: Db) {
  return db.selectFrom('body').select(['code', 'name', 'kana', 'demo', 'revision']).executeTakeFirstOrThrow()
}

/** False when somebody else was first: the revision is no longer the one that was edited. */
export async function renameBody(
  db: Db,
  bodyId: number,
  { name, kana, revision }: { name: string; kana: string; revision: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('body')
    .set({ name, kana, revision: revision + 1 })
    .where('body_id', '=', bodyId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
