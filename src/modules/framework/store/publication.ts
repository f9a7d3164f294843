import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

export async function insertPublication(db: Db, bodyId: number, id: string, by: string, note: string): Promise<void> {
  await db
    .insertInto('framework_publication')
    .values({ body_id: bodyId, version_id: id, published_by: by, note })
    .execute()
}

export async function bringIntoUse(db: Db, bodyId: number, code: string, id: string): Promise<void> {
  await sql`insert into framework_in_use (body_id, code, version_id) values (${bodyId}, ${code}, ${id})
    on conflict (body_id, code) do update set version_id = excluded.version_id`.execute(db)
}

export async function retireVersion(db: Db, bodyId: number, id: string, by: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('framework_publication')
    .set({ retired_at: sql<Date>`now()`, retired_by: by })
    .where('body_id', '=', bodyId)
    .where('version_id', '=', id)
    .where('retired_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
