import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import { RoutingRules, routingPreset } from '../contract/routing.ts'

const key = 'community.routing'

/** The body's rules of routing, or the preset. */
export async function routingRules(db: Db, bodyId: number): Promise<RoutingRules> {
  const { rows } = await sql<{ value: unknown }>`
    select value from setting where body_id = ${bodyId} and key = ${key}`.execute(db)
  const kept = RoutingRules.safeParse(rows[0]?.value)
  return kept.success ? kept.data : routingPreset
}

export async function keepRoutingRules(db: Db, bodyId: number, rules: RoutingRules): Promise<void> {
  await sql`insert into setting (body_id, key, value) values (${bodyId}, ${key}, ${JSON.stringify(rules)}::jsonb)
    on conflict (body_id, key) do update set value = excluded.value, updated_at = now()`.execute(db)
}
