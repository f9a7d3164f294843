import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { FactState } from '../contract/names.ts'

export interface StoredProvider {
  code: string
  name: string
  note: string
  url: string
  status: FactState
  source: string
}

export async function providersOf(db: Db, bodyId: number): Promise<StoredProvider[]> {
  const { rows } = await sql<StoredProvider>`select code, name, note, url, status, source from provider
    where body_id = ${bodyId} order by (code = 'own') desc, name, code`.execute(db)
  return rows
}

/** Registers a provider of the city's own; undefined when there is one of this name. */
export async function insertProvider(
  db: Db,
  bodyId: number,
  provider: { name: string; note: string; url: string },
): Promise<string | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('provider ' || ${bodyId}::text, 0))`.execute(db)
  const { rows } = await sql<{ code: string }>`
    insert into provider (body_id, code, name, note, url, status)
    select ${bodyId}, 'city-' || (1 + count(*) filter (where code ~ '^city-[0-9]+$')), ${provider.name}, ${provider.note},
      ${provider.url}, 'own'
    from provider where body_id = ${bodyId} having count(*) filter (where name = ${provider.name}) = 0
    returning code`.execute(db)
  return rows[0]?.code
}
