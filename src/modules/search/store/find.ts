import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { arrayLiteral, saltOf } from './document.ts'

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

export interface CandidateRow {
  id: string
  kind: string
  standing: number
  solved: boolean
  active_at: Date
  vector: Buffer
}

/** Documents with any of the terms of `any`, or all of a group of `all`, which the reader may see; at most `most`. */
export async function candidates(
  db: Db,
  scope: Scope,
  terms: { any: readonly number[]; all: readonly (readonly number[])[] },
  filters: Filters,
  seesAll: boolean,
  most: number,
): Promise<CandidateRow[]> {
  const salt = saltOf(scope.bodyId)
  const literal = (hashes: readonly number[] | undefined) =>
    hashes?.length ? arrayLiteral(hashes.map((hash) => hash ^ salt)) : null
  const [first, second, third, fourth] = terms.all
  const { rows } = await sql<CandidateRow>`select * from search_candidates(
    ${literal(terms.any)}::integer[], ${literal(first)}::integer[], ${literal(second)}::integer[], ${literal(third)}::integer[],
    ${literal(fourth)}::integer[], ${[...scope.reachIds]}::uuid[], ${seesAll}, ${filters.kind ? [filters.kind] : null}::text[],
    ${filters.axis ?? null}, ${filters.section ?? null}::uuid, ${filters.tag ?? null}::uuid, ${filters.solved ?? false},
    ${filters.since ?? null}::timestamptz, ${most})`.execute(db)
  return rows
}

/** Titles and texts of hits, by id. The ids come from `candidates`, which has asked the scope. */
export async function textsOf(db: Db, scope: Scope, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; title: string; body: string }>`
    select id, title, left(body, 20000) as body from search_text
    where body_id = ${scope.bodyId} and id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
