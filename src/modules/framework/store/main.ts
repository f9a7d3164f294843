import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import { mainPreset } from '../contract/names.ts'

const key = 'framework.main'

/** The family whose levels and profiles count in this body. */
export async function mainFramework(db: Db, bodyId: number): Promise<string> {
  const { rows } = await sql<{ value: unknown }>`
    select value from setting where body_id = ${bodyId} and key = ${key}`.execute(db)
  return typeof rows[0]?.value === 'string' ? rows[0].value : mainPreset
}

export async function keepMainFramework(db: Db, bodyId: number, code: string): Promise<void> {
  await sql`insert into setting (body_id, key, value) values (${bodyId}, ${key}, ${JSON.stringify(code)}::jsonb)
    on conflict (body_id, key) do update set value = excluded.value, updated_at = now()`.execute(db)
}
