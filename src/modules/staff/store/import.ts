import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { ImportChange, ImportRefusal, ImportSide, ImportSummary } from '../contract/import.ts'
import type { ImportKind } from '../contract/import-words.ts'

export interface ImportRow {
  id: string
  kind: ImportKind
  status: 'read' | 'checked' | 'applying' | 'applied'
  file_name: string
  format: 'csv' | 'xlsx'
  encoding: string
  header: string[]
  row_count: number
  header_line: number
  sheet: Buffer | null
  mapping: Record<string, number> | null
  mode: 'full' | 'differences' | null
  as_of: string | null
  fingerprint: string | null
  summary: ImportSummary | null
  refusals: ImportRefusal[] | null
  /** Being applied by a node that has said nothing for a minute. */
  stalled: boolean
  done: number
  total: number
}

/** Whether whoever applies an import has been silent for so long that their node must be gone. */
export const stalled = sql<boolean>`(status = 'applying' and progress_at < now() - interval '1 minute')`

export async function insertImport(
  db: Db,
  scope: Scope,
  read: Pick<
    ImportRow,
    'id' | 'kind' | 'file_name' | 'format' | 'encoding' | 'header' | 'header_line' | 'row_count' | 'sheet'
  >,
): Promise<void> {
  await db
    .insertInto('staff_import')
    .values({ body_id: scope.bodyId, created_by: scope.personId, ...read })
    .execute()
}

export async function importById(db: Db, id: string): Promise<ImportRow | undefined> {
  const row = await db
    .selectFrom('staff_import')
    .selectAll()
    .select(stalled.as('stalled'))
    .where('id', '=', id)
    .executeTakeFirst()
  return row as ImportRow | undefined
}

export async function rememberedMapping(db: Db, kind: ImportKind, headerKey: string) {
  const row = await db
    .selectFrom('staff_import_mapping')
    .select('mapping')
    .where('kind', '=', kind)
    .where('header_key', '=', headerKey)
    .executeTakeFirst()
  return row?.mapping as Record<string, string> | undefined
}

/** Remembers by the columns' titles: the next file may have them in another order. */
export async function rememberMapping(
  db: Db,
  bodyId: number,
  kind: ImportKind,
  key: string,
  titles: Record<string, string>,
) {
  await sql`insert into staff_import_mapping (body_id, kind, header_key, mapping)
    values (${bodyId}, ${kind}, ${key}, ${JSON.stringify(titles)}::jsonb)
    on conflict (body_id, kind, header_key) do update set mapping = excluded.mapping, used_at = now()`.execute(db)
}

/** A mark of everything an import was checked against: it differs as soon as any person, post or section does. */
export async function fingerprint(db: Db): Promise<string> {
  const part = (table: string) =>
    sql`select coalesce(sum(hashtextextended(t::text, 0)), 0) as h from ${sql.table(table)} t`
  const { rows } = await sql<{ mark: string }>`select string_agg(h::text, ' ' order by n) as mark from (
    select 1 as n, h from (${part('person')}) a union all select 2, h from (${part('post')}) b
    union all select 3, h from (${part('section')}) c union all select 4, h from (${part('section_period')}) d) x`.execute(
    db,
  )
  return rows[0]!.mark
}

export interface StoredChange {
  seq: number
  kind: ImportChange['kind']
  code: string
  name: string
  section_codes: string[]
  before: ImportSide
  after: ImportSide
  steps: unknown
}

export async function saveCheck(
  db: Db,
  scope: Scope,
  id: string,
  check: {
    mapping: object
    mode: string
    asOf: string
    fingerprint: string
    summary: ImportSummary
    refusals: unknown[]
    changes: StoredChange[]
  },
): Promise<void> {
  await sql`delete from staff_import_change where import_id = ${id}`.execute(db)
  for (let at = 0; at < check.changes.length; at += 5000) {
    await sql`insert into staff_import_change (body_id, import_id, seq, kind, code, name, section_codes, before, after, steps)
      select ${scope.bodyId}, ${id}, x.* from jsonb_to_recordset(${JSON.stringify(check.changes.slice(at, at + 5000))}::jsonb)
        as x(seq int, kind text, code text, name text, section_codes text[], before jsonb, after jsonb, steps jsonb)`.execute(
      db,
    )
  }
  await sql`update staff_import set status = 'checked', mapping = ${JSON.stringify(check.mapping)}::jsonb, mode = ${check.mode},
      as_of = ${check.asOf}::date, fingerprint = ${check.fingerprint}, summary = ${JSON.stringify(check.summary)}::jsonb,
      refusals = ${JSON.stringify(check.refusals)}::jsonb, done = 0, total = ${check.changes.length}
    where id = ${id}`.execute(db)
}

export async function changesOf(
  db: Db,
  id: string,
  filter: {
    kind?: string | undefined
    sectionCode?: string | undefined
    query?: string | undefined
    offset: number
    limit: number
  },
) {
  const conditions: RawBuilder<unknown>[] = [sql`import_id = ${id}`]
  if (filter.kind) conditions.push(sql`kind = ${filter.kind}`)
  if (filter.sectionCode) conditions.push(sql`${filter.sectionCode} = any(section_codes)`)
  if (filter.query)
    conditions.push(sql`(strpos(folded(name), folded(${filter.query})) > 0 or strpos(code, ${filter.query}) = 1)`)
  const where = sql.join(conditions, sql` and `)
  const { rows } = await sql<ImportChange>`select seq, kind, code, name, before, after from staff_import_change
    where ${where} order by seq offset ${filter.offset} limit ${filter.limit}`.execute(db)
  const count = await sql<{ n: number }>`select count(*) as n from staff_import_change where ${where}`.execute(db)
  return { changes: rows, total: count.rows[0]!.n }
}

export async function listImports(db: Db) {
  const { rows } = await sql<{
    id: string
    kind: ImportKind
    status: string
    fileName: string
    rows: number
    by: string
    at: Date
    appliedAt: Date | null
  }>`
    select i.id, i.kind, i.status, i.file_name as "fileName", i.row_count as rows, p.name as by, i.created_at as at,
           i.applied_at as "appliedAt"
    from staff_import i join person p on p.body_id = i.body_id and p.id = i.created_by
    order by i.created_at desc limit 50`.execute(db)
  return rows
}

/** Empties what was read and never applied within a day, and forgets differences after thirty. */
export async function purgeImports(db: Db): Promise<void> {
  await sql`delete from staff_import where status in ('read', 'checked') and created_at < now() - interval '1 day'`.execute(
    db,
  )
  await sql`delete from staff_import_change c using staff_import i where i.body_id = c.body_id and i.id = c.import_id
    and i.applied_at < now() - interval '30 days'`.execute(db)
}
