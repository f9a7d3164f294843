import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

export async function listSynonyms(db: Db, bodyId: number) {
  return db.selectFrom('synonym').select(['id', 'words']).where('body_id', '=', bodyId).orderBy('words').execute()
}

export async function saveSynonym(db: Db, bodyId: number, id: string, words: readonly string[]): Promise<void> {
  await sql`insert into synonym (body_id, id, words) values (${bodyId}, ${id}, ${[...words]}::text[])
    on conflict (body_id, id) do update set words = excluded.words, updated_at = now()`.execute(db)
}

export async function removeSynonym(db: Db, bodyId: number, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('synonym')
    .where('body_id', '=', bodyId)
    .where('id', '=', id)
    .executeTakeFirst()
  return Number(numDeletedRows) > 0
}
