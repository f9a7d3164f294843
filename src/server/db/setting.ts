import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

interface Schema<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false }
}

/** A choice a body made, or the preset when it made none (or one that no longer fits). */
export function setting<T>(key: string, schema: Schema<T>, preset: T) {
  return {
    async read(db: Db, bodyId: number): Promise<T> {
      const { rows } = await sql<{ value: unknown }>`
        select value from setting where body_id = ${bodyId} and key = ${key}`.execute(db)
      const kept = schema.safeParse(rows[0]?.value)
      return kept.success ? kept.data : preset
    },
    async keep(db: Db, bodyId: number, value: T): Promise<void> {
      await sql`insert into setting (body_id, key, value) values (${bodyId}, ${key}, ${JSON.stringify(value)}::jsonb)
        on conflict (body_id, key) do update set value = excluded.value, updated_at = now()`.execute(db)
    },
  }
}
