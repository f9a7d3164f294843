import { sql } from 'kysely'
import { type Db, hotQuery } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { arrayLiteral, saltOf } from './document.ts'
import { type Found, foundIn } from './vector.ts'

export interface Counted {
  documents: number
  averageLengths: number[]
  /** In how many documents a term stands; a term not counted (yet) is taken to stand in one. */
  documentsWith: (hash: number) => number
}

/** The collection as far as these terms are concerned. */
export async function countTerms(db: Db, bodyId: number, hashes: readonly number[]): Promise<Counted> {
  const salt = saltOf(bodyId)
  const { rows } = await sql<{ documents: number; lengths: number[]; hashes: number[]; counts: number[] }>`
    select s.documents, s.lengths, t.hashes, t.counts
    from (select coalesce(array_agg(hash), '{}') as hashes, coalesce(array_agg(documents), '{}') as counts from search_term
           where body_id = ${bodyId} and hash = any(${arrayLiteral(hashes.map((hash) => hash ^ salt))}::integer[])) t
    left join search_statistics s on s.body_id = ${bodyId}`.execute(db)
  const row = rows[0]!
  const documents = row.documents ?? 0
  const byHash = new Map(row.hashes.map((hash, i) => [hash ^ salt, row.counts[i]!]))
  return {
    documents,
    averageLengths: (row.lengths ?? [0, 0, 0, 0]).map((sum) => Number(sum) / Math.max(1, documents)),
    documentsWith: (hash) => Math.max(1, byHash.get(hash) ?? 1),
  }
}

export interface Filters {
  kind?: string | undefined
  axis?: string | undefined
  section?: string | undefined
  tag?: string | undefined
  solved?: boolean | undefined
  since?: Date | undefined
}

const candidatesText = `select search_candidates($1::integer[], $2::integer[], $3::integer[], $4::integer[], $5::integer[],
  $6::uuid[], $7, $8, $9, $10::uuid, $11::uuid, $12, $13::timestamptz, $14) as found`

/** Documents with any of the terms of `any`, or all of a group of `all`, which the reader may see; at most `most`. */
export async function candidates(
  db: Db,
  scope: Pick<Scope, 'bodyId' | 'reachIds'>,
  terms: { any: readonly number[]; all: readonly (readonly number[])[] },
  filters: Filters,
  seesAll: boolean,
  most: number,
): Promise<Found[]> {
  const salt = saltOf(scope.bodyId)
  const literal = (hashes: readonly number[] | undefined) =>
    hashes?.length ? arrayLiteral(hashes.map((hash) => hash ^ salt)) : null
  const [first, second, third, fourth] = terms.all
  const { kind = null, axis = null, section = null, tag = null, solved = false, since = null } = filters
  const groups = [terms.any, first, second, third, fourth].map(literal)
  const values = [...groups, [...scope.reachIds], seesAll, kind, axis, section, tag, solved, since, most]
  const rows = await hotQuery<{ found: string | null }>(db, { name: 'search-candidates', text: candidatesText, values })
  return foundIn(rows[0]?.found ?? null)
}

const matchesText = `select total, found from search_matches($1::integer[], $2::integer[], $3::uuid[], $4, $5, $6, $7::uuid,
  $8::uuid, $9, $10::timestamptz, $11::uuid[], $12, $13)`

/**
 * Documents with all `required` terms (or all `words`, where there are any) which the reader may see: their number (counted up to ten thousand), and
 * `most` of them after the first `skip`, best standing and latest first, without the excluded ones.
 */
export async function matches(
  db: Db,
  scope: Scope,
  { required, words = [] }: { required: readonly number[]; words?: readonly number[] },
  filters: Filters,
  seesAll: boolean,
  { excluded = [], skip = 0, most }: { excluded?: readonly string[]; skip?: number; most: number },
): Promise<{ total: number; found: Found[] }> {
  const salt = saltOf(scope.bodyId)
  const { kind = null, axis = null, section = null, tag = null, solved = false, since = null } = filters
  // Null finds nothing; an empty array would find every document.
  const terms = (hashes: readonly number[]) =>
    hashes.length > 0 ? arrayLiteral(hashes.map((hash) => hash ^ salt)) : null
  const values = [
    terms(required),
    terms(words),
    [...scope.reachIds],
    seesAll,
    kind,
    axis,
    section,
    tag,
    solved,
    since,
    [...excluded],
    skip,
    most,
  ]
  const [row] = await hotQuery<{ total: number; found: string | null }>(db, {
    name: 'search-matches',
    text: matchesText,
    values,
  })
  return { total: row!.total, found: foundIn(row!.found) }
}

/** What is shown of hits, by id. The ids come from `candidates`, which has asked the scope. */
export async function shownOf(db: Db, scope: Scope, ids: readonly string[]) {
  const { rows } = await sql<{
    id: string
    kind: string
    solved: boolean
    active_at: Date
    title: string
    body: string
  }>`
    select d.id, d.kind, d.solved, d.active_at, t.title, left(t.body, 2100) as body
    from search_document d join search_text t on t.body_id = d.body_id and t.id = d.id
    where d.body_id = ${scope.bodyId} and d.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
