import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { FrameworkDocument } from '../contract/document.ts'
import type { FrameworkShown, VersionShown } from '../contract/framework.ts'

/** A version without what depends on who reads it. */
export type StoredVersion = Omit<FrameworkShown, 'main' | 'mayEdit'>

const state = sql`case when p.version_id is null then 'draft' when p.retired_at is null then 'published' else 'retired' end`
const standing = sql`framework_version v
  left join framework_publication p on p.body_id = v.body_id and p.version_id = v.id
  left join framework_in_use u on u.body_id = v.body_id and u.code = v.code`

/** Every version of every family, the newest of each first. */
export async function versionsOf(db: Db, bodyId: number): Promise<(VersionShown & { code: string })[]> {
  const { rows } = await sql<VersionShown & { code: string }>`
    select v.id, v.code, v.version, v.name, ${state} as state, coalesce(u.version_id = v.id, false) as "inUse", v.shipped,
      (select count(*) from framework_area a where a.body_id = v.body_id and a.version_id = v.id) as areas,
      (select count(*) from skill s where s.body_id = v.body_id and s.version_id = v.id) as skills,
      (select count(*) from target_profile t where t.body_id = v.body_id and t.version_id = v.id) as profiles,
      to_json(v.created_at)#>>'{}' as "createdAt", to_json(p.published_at)#>>'{}' as "publishedAt", v.base_id as "baseId"
    from ${standing} where v.body_id = ${bodyId}
    order by v.code, coalesce(u.version_id = v.id, false) desc, v.created_at desc, v.version desc`.execute(db)
  return rows
}

/** The id of a family's version by its label, or of the one in use. */
export async function versionId(db: Db, bodyId: number, code: string, version?: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select v.id from ${standing} where v.body_id = ${bodyId} and v.code = ${code}
      and ${version === undefined ? sql`u.version_id = v.id` : sql`v.version = ${version}`}`.execute(db)
  return rows[0]?.id
}

/** One version with everything in it, in its order. */
export async function versionOf(db: Db, bodyId: number, id: string): Promise<StoredVersion | undefined> {
  const of = (alias: string) => sql`${sql.ref(alias)}.body_id = v.body_id and ${sql.ref(alias)}.version_id = v.id`
  const { rows } = await sql<StoredVersion>`
    select v.id, v.code, v.version, v.name, v.description, v.source, v.licence, v.status, v.levels, v.shipped,
      v.base_id as "baseId", v.revision, v.changes, ${state} as state, coalesce(u.version_id = v.id, false) as "inUse",
      to_json(p.published_at)#>>'{}' as "publishedAt", to_json(p.retired_at)#>>'{}' as "retiredAt", coalesce(p.note, '') as note,
      coalesce((select json_agg(json_build_object('code', a.code, 'name', a.name, 'description', a.description,
        'category', a.category) order by a.seq) from framework_area a where ${of('a')}), '[]') as areas,
      coalesce((select json_agg(json_build_object('code', s.code, 'area', s.area, 'name', s.name,
        'description', s.description, 'axes', s.axes, 'levels', s.levels, 'examples', s.examples, 'status', s.status,
        'source', s.source, 'revision', s.revision, 'crosswalk',
        coalesce((select json_agg(json_build_object('framework', c.to_framework, 'skill', c.to_skill)
          order by c.to_framework, c.to_skill collate "C") from crosswalk c where ${of('c')} and c.skill = s.code), '[]'))
        order by s.seq) from skill s where ${of('s')}), '[]') as skills,
      coalesce((select json_agg(json_build_object('code', t.code, 'kind', t.kind, 'name', t.name,
        'description', t.description, 'status', t.status, 'revision', t.revision, 'targets',
        coalesce((select json_agg(json_build_object('skill', g.skill, 'level', g.level) order by s.seq)
          from target g join skill s on ${of('s')} and s.code = g.skill
          where ${of('g')} and g.profile = t.code), '[]'))
        order by t.seq) from target_profile t where ${of('t')}), '[]') as profiles
    from ${standing} where v.body_id = ${bodyId} and v.id = ${id}`.execute(db)
  return rows[0]
}

export interface Written {
  /** Only this body; every body that has no such version when left out (as the owner of the tables). */
  bodyId?: number
  shipped: boolean
  published: boolean
  baseId?: string
  by?: string
}

/**
 * Writes a whole version where there is none of its family and label yet; what is there stays as it is. Returns the
 * ids of those written. A published one comes into use where its family has none in use.
 */
export async function insertVersion(db: Db, document: FrameworkDocument, how: Written): Promise<string[]> {
  const { bodyId = null, shipped, published, baseId = null, by = null } = how
  const { rows } = await sql<{ id: string }>`
    with given as materialized (select ${JSON.stringify(document)}::jsonb as d),
    fresh as (
      insert into framework_version (body_id, id, code, version, name, description, source, licence, status, levels,
        shipped, base_id, created_by)
      select b.body_id, gen_random_uuid(), d->>'code', d->>'version', d->>'name', d->>'description', d->>'source',
        d->>'licence', d->>'status', array(select jsonb_array_elements_text(d->'levels')), ${shipped}, ${baseId}::uuid, ${by}::uuid
      from body b, given where (${bodyId}::integer is null or b.body_id = ${bodyId})
        and not exists (select from framework_version v
          where v.body_id = b.body_id and v.code = d->>'code' and v.version = d->>'version')
      on conflict do nothing returning body_id, id, code),
    area as (
      insert into framework_area (body_id, version_id, code, seq, name, description, category)
      select f.body_id, f.id, x->>'code', n, x->>'name', x->>'description', x->>'category'
      from fresh f, given, jsonb_array_elements(d->'areas') with ordinality as e(x, n)),
    skills as (
      insert into skill (body_id, version_id, code, area, seq, name, description, axes, levels, examples, status, source)
      select f.body_id, f.id, x->>'code', x->>'area', n, x->>'name', x->>'description',
        array(select jsonb_array_elements_text(x->'axes')), array(select jsonb_array_elements_text(x->'levels')),
        array(select jsonb_array_elements_text(x->'examples')), x->>'status', x->>'source'
      from fresh f, given, jsonb_array_elements(d->'skills') with ordinality as e(x, n)),
    links as (
      insert into crosswalk (body_id, version_id, skill, to_framework, to_skill)
      select f.body_id, f.id, x->>'code', c->>'framework', c->>'skill'
      from fresh f, given, jsonb_array_elements(d->'skills') x, jsonb_array_elements(x->'crosswalk') c),
    profiles as (
      insert into target_profile (body_id, version_id, code, kind, seq, name, description, status)
      select f.body_id, f.id, x->>'code', x->>'kind', n, x->>'name', x->>'description', x->>'status'
      from fresh f, given, jsonb_array_elements(d->'profiles') with ordinality as e(x, n)),
    targets as (
      insert into target (body_id, version_id, profile, skill, level)
      select f.body_id, f.id, x->>'code', t->>'skill', (t->>'level')::integer
      from fresh f, given, jsonb_array_elements(d->'profiles') x, jsonb_array_elements(x->'targets') t),
    publication as (
      insert into framework_publication (body_id, version_id, published_by)
      select body_id, id, ${by}::uuid from fresh where ${published} returning body_id),
    used as (
      insert into framework_in_use (body_id, code, version_id)
      select body_id, code, id from fresh where ${published} on conflict do nothing returning body_id)
    select id from fresh`.execute(db)
  return rows.map(({ id }) => id)
}
