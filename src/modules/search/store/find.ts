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

const countText = `select s.documents, s.lengths, t.hashes, t.counts
  from (select coalesce(array_agg(hash), '{}') as hashes, coalesce(array_agg(documents), '{}') as counts from search_term
         where body_id = $1 and hash = any($2::integer[])) t
  left join search_statistics s on s.body_id = $1`

/** The collection as far as these terms are concerned. */
export async function countTerms(db: Db, bodyId: number, hashes: readonly number[]): Promise<Counted> {
  const salt = saltOf(bodyId)
  const values = [bodyId, arrayLiteral(hashes.map((hash) => hash ^ salt))]
  type Row = { documents: number | null; lengths: number[] | null; hashes: number[]; counts: number[] }
  const row = (await hotQuery<Row>(db, { name: 'search-count-terms', text: countText, values }))[0]!
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

const filterValues = (filters: Filters): unknown[] => {
  const { kind = null, axis = null, section = null, tag = null, solved = false, since = null } = filters
  return [kind, axis, section, tag, solved, since]
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
  const groups = [terms.any, first, second, third, fourth].map(literal)
  const values = [...groups, [...scope.reachIds], seesAll, ...filterValues(filters), most]
  const rows = await hotQuery<{ found: string | null }>(db, { name: 'search-candidates', text: candidatesText, values })
  return foundIn(rows[0]?.found ?? null)
}

/** Null finds nothing; an empty array would find every document. */
const termsOrNone = (hashes: readonly number[], salt: number) =>
  hashes.length > 0 ? arrayLiteral(hashes.map((hash) => hash ^ salt)) : null

/** What documents must hold to be found whole: all `required` terms, or all `words`, where there are any. */
export interface Wanted {
  required: readonly number[]
  words: readonly number[]
}

const beginningText = `select total, titled, found from search_beginning($1::integer[], $2::integer[], $3::integer[],
  $4::uuid[], $5, $6, $7, $8::uuid, $9::uuid, $10, $11::timestamptz, $12)`

/**
 * The first `most` documents with all terms of `inTitle`, and where these are fewer the first `most` others that hold what
 * is wanted, each best standing and latest first; and how many hold it (counted up to ten thousand, and up to one
 * thousand where the titled ones are enough). Only what the reader may see.
 */
export async function beginning(
  db: Db,
  scope: Scope,
  { required, words, inTitle }: Wanted & { inTitle: readonly number[] },
  filters: Filters,
  seesAll: boolean,
  most: number,
): Promise<{ total: number; titled: Found[]; others: Found[] }> {
  const terms = [inTitle, required, words].map((hashes) => termsOrNone(hashes, saltOf(scope.bodyId)))
  const values = [...terms, [...scope.reachIds], seesAll, ...filterValues(filters), most]
  type Row = { total: number; titled: string | null; found: string | null }
  const [row] = await hotQuery<Row>(db, { name: 'search-beginning', text: beginningText, values })
  return { total: row!.total, titled: foundIn(row!.titled), others: foundIn(row!.found) }
}

const matchesText = `select found from search_matches($1::integer[], $2::integer[], $3::uuid[], $4, $5, $6, $7::uuid,
  $8::uuid, $9, $10::timestamptz, $11::uuid[], $12, $13)`

/** Further documents that hold what is wanted: `most` after the first `skip`, in the same order, without the excluded. */
export async function further(
  db: Db,
  scope: Scope,
  wanted: Wanted,
  filters: Filters,
  seesAll: boolean,
  { excluded, skip, most }: { excluded: readonly string[]; skip: number; most: number },
): Promise<Found[]> {
  const terms = [wanted.required, wanted.words].map((hashes) => termsOrNone(hashes, saltOf(scope.bodyId)))
  const values = [...terms, [...scope.reachIds], seesAll, ...filterValues(filters), [...excluded], skip, most]
  const [row] = await hotQuery<{ found: string | null }>(db, { name: 'search-matches', text: matchesText, values })
  return foundIn(row!.found)
}

const shownText = `select d.id, d.kind, d.solved, d.active_at, t.title, left(t.body, 2100) as body
  from search_document d join search_text t on t.body_id = d.body_id and t.id = d.id
  where d.body_id = $1 and d.id = any($2::uuid[])`

/** What is shown of hits, by id. The ids come from the functions above, which have asked the scope. */
export async function shownOf(db: Db, scope: Scope, ids: readonly string[]) {
  type Row = { id: string; kind: string; solved: boolean; active_at: Date; title: string; body: string }
  const values = [scope.bodyId, arrayLiteral(ids)]
  const rows = await hotQuery<Row>(db, { name: 'search-shown', text: shownText, values })
  return new Map(rows.map((row) => [row.id, row]))
}
