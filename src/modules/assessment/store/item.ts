import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { ItemDocument } from '../contract/item-document.ts'
import type { ItemKind, ItemState } from '../contract/names.ts'
import type { ItemParameters } from '../contract/parameters.ts'

/** What choosing the next item needs to know of one. */
export interface GivenItem {
  code: string
  version: number
  framework: string
  skill: string
  trial: boolean
  enemies: string[]
  parameters: ItemParameters
}

/** Items in use, scored and on trial, of a body; in the order of their codes. */
export async function itemsInUse(db: Db, bodyId: number): Promise<GivenItem[]> {
  const { rows } = await sql<GivenItem>`
    select i.code, i.version, i.framework, i.skill, i.state = 'trial' as trial, v.enemies, v.parameters
    from item i join item_version v using (body_id, code, version)
    where i.body_id = ${bodyId} and i.state in ('active', 'trial') order by i.code`.execute(db)
  return rows
}

export interface StoredItem {
  code: string
  version: number
  framework: string
  skill: string
  state: ItemState
  shipped: boolean
  reason: string
  revision: number
  updatedAt: Date
  level: number
  kind: ItemKind
  document: ItemDocument
  enemies: string[]
  parameters: ItemParameters
  calibrated: boolean
  writtenBy: string | null
}

const stored = sql`select i.code, v.version, i.framework, i.skill, i.state, i.shipped, i.reason, i.revision,
    i.updated_at as "updatedAt", v.level, v.kind, v.document, v.enemies, v.parameters,
    v.calibration_id is not null as calibrated, v.written_by as "writtenBy"
  from item i join item_version v on v.body_id = i.body_id and v.code = i.code`

/** An item in the version that is in use (or on its way there), or in another one. */
export async function itemOf(db: Db, bodyId: number, code: string, version?: number): Promise<StoredItem | undefined> {
  const { rows } = await sql<StoredItem>`${stored} and v.version = coalesce(${version ?? null}::integer, i.version)
    where i.body_id = ${bodyId} and i.code = ${code}`.execute(db)
  return rows[0]
}

export const itemPage = 50

/** Items a screen lists, with how often each was answered; a page at a time. */
export async function listItems(
  db: Db,
  bodyId: number,
  { skill, state, kind, page }: { skill?: string; state?: ItemState; kind?: ItemKind; page: number },
) {
  const { rows } = await sql<StoredItem & { total: number; answers: number; right: number | null }>`
    select x.*, count(*) over ()::integer as total,
      (select count(*)::integer from assessment_answer a where a.body_id = ${bodyId} and a.code = x.code) as answers,
      (select avg(case when a.category > 0 then 1 else 0 end)::float8 from assessment_answer a
        where a.body_id = ${bodyId} and a.code = x.code) as right
    from (${stored} and v.version = i.version where i.body_id = ${bodyId}
      and ${skill ? sql`i.skill = ${skill}` : sql`true`} and ${state ? sql`i.state = ${state}` : sql`true`}
      and ${kind ? sql`v.kind = ${kind}` : sql`true`}) x
    order by x.code limit ${itemPage} offset ${(page - 1) * itemPage}`.execute(db)
  return rows
}

/** How many items stand where, by skill: for the list's choices. */
export async function itemCounts(db: Db, bodyId: number) {
  const { rows } = await sql<{ framework: string; skill: string; state: ItemState; count: number }>`
    select framework, skill, state, count(*)::integer as count from item where body_id = ${bodyId}
    group by framework, skill, state order by framework, skill, state`.execute(db)
  return rows
}

export interface NewVersion {
  code: string
  version: number
  document: ItemDocument
  parameters: ItemParameters
  writtenBy: string | null
}

export async function insertVersions(db: Db, bodyId: number, versions: readonly NewVersion[]): Promise<void> {
  const rows = versions.map(({ document, ...rest }) => ({
    ...{ ...rest, document, level: document.level, kind: document.kind, enemies: document.enemies ?? [] },
  }))
  await sql`insert into item_version (body_id, code, version, level, kind, document, enemies, parameters, written_by)
    select ${bodyId}, r.code, r.version, r.level, r.kind, r.document, r.enemies, r.parameters, r."writtenBy"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(code text, version integer, level smallint, kind text,
      document jsonb, enemies text[], parameters jsonb, "writtenBy" uuid)
    on conflict (body_id, code, version) do update set level = excluded.level, kind = excluded.kind,
      document = excluded.document, enemies = excluded.enemies, parameters = excluded.parameters,
      calibration_id = null, written_by = excluded.written_by, written_at = now()`.execute(db)
}

/** Puts an item where it now stands, if nobody did meanwhile; false: somebody did. */
export async function moveItem(
  db: Db,
  bodyId: number,
  code: string,
  revision: number,
  to: { state: ItemState; version: number; reason?: string },
): Promise<boolean> {
  const done = await sql`update item set state = ${to.state}, version = ${to.version}, reason = ${to.reason ?? ''},
      revision = revision + 1, updated_at = now()
    where body_id = ${bodyId} and code = ${code} and revision = ${revision}`.execute(db)
  return Number(done.numAffectedRows) === 1
}

/** Whether somebody has answered a version: then its wording stays as it is. */
export async function isAnswered(db: Db, bodyId: number, code: string, version: number): Promise<boolean> {
  const { rows } = await sql<{ answered: boolean }>`select exists (select from assessment_answer
      where body_id = ${bodyId} and code = ${code} and version = ${version})
    or exists (select from assessment where body_id = ${bodyId} and asked_code = ${code} and asked_version = ${version}
      and ended_at is null) as answered`.execute(db)
  return rows[0]!.answered
}

/** A new item of a skill under the next free number; its first version is written by the caller. */
export async function insertItem(db: Db, bodyId: number, framework: string, skill: string): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    insert into item (body_id, code, framework, skill, state, version)
    select ${bodyId}, ${skill} || '-' || lpad((1 + coalesce(max(substring(code from '[0-9]+$')::integer), 0))::text, 2, '0'),
      ${framework}, ${skill}, 'draft', 1
    from item where body_id = ${bodyId} and code ~ ('^' || ${skill} || '-[0-9]+$')
    returning code`.execute(db)
  return rows[0]!.code
}

/** The highest version there is of an item. */
export async function lastVersion(db: Db, bodyId: number, code: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`select max(version) as last from item_version
    where body_id = ${bodyId} and code = ${code}`.execute(db)
  return rows[0]!.last
}
