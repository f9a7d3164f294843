import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { ItemDocument } from '../contract/item-document.ts'
import type { ItemParameters } from '../contract/parameters.ts'

export interface ShippedItem {
  code: string
  skill: string
  document: ItemDocument
  parameters: ItemParameters
}

/**
 * Gives every body (or the one) the items of the product it does not have yet, in use. By code: what a body has, changed
 * or retired, stays as it is. Needs the owner's connection.
 */
export async function insertShipped(
  db: Db,
  framework: string,
  items: readonly ShippedItem[],
  bodyId?: number,
): Promise<void> {
  const rows = items.map(({ document, ...rest }) => ({
    ...{ ...rest, document, level: document.level, kind: document.kind, enemies: document.enemies ?? [] },
  }))
  await sql`with given as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(code text, skill text,
      level smallint, kind text, document jsonb, enemies text[], parameters jsonb)),
    fresh as (insert into item (body_id, code, framework, skill, state, version, shipped)
      select b.body_id, g.code, ${framework}, g.skill, 'active', 1, true from given g cross join body b
      where ${bodyId ?? null}::integer is null or b.body_id = ${bodyId ?? null}
      on conflict do nothing returning body_id, code)
    insert into item_version (body_id, code, version, level, kind, document, enemies, parameters)
    select f.body_id, g.code, 1, g.level, g.kind, g.document, g.enemies, g.parameters
    from fresh f join given g using (code)`.execute(db)
}
