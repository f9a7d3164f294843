import { highlight, marked, snippet } from '#engines/ranking/highlight'
import { plan } from '#engines/ranking/plan'
import { analyseQuery, hashesOf, type Query } from '#engines/ranking/query'
import { rank, type Statistics } from '#engines/ranking/rank'
import { loadTokenizer } from '#engines/ranking/tokenizer'
import { mayModerate } from '#kernel/permission'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { searchContract } from '../contract.ts'
import { beginning, candidates, countTerms, type Filters, further, shownOf } from '../store/find.ts'
import { dictionariesOf } from './synonym.ts'
import { withVectors } from './vectors.ts'

const operations = signedIn(searchContract.search)

/** At most so many documents are ranked by their words: for a suggestion, and for a search. */
const suggestBudget = 200
const searchBudget = 80
/** With fewer documents than this that hold every word, the nearest others are shown too. */
const fewEnough = 5
/** Hits are counted so far: the screen shows no more. */
const mostCounted = 1_000

async function queryOf(db: Db, scope: Pick<Scope, 'bodyId'>, text: string): Promise<Query> {
  await loadTokenizer()
  return analyseQuery(text, await dictionariesOf(db, scope.bodyId))
}

type Hits = ReturnType<typeof rank<string>>['hits']
type Candidates = Awaited<ReturnType<typeof withVectors>>

/** Every document given, also those whose words weigh nothing (these last). */
function rankAll(query: Query, statistics: Statistics, rows: Candidates): Hits {
  const { hits } = rank(query, statistics, rows, { limit: rows.length })
  const ranked = new Set(hits.map(({ id }) => id))
  return [...hits, ...rows.filter(({ id }) => !ranked.has(id)).map(({ id }) => ({ id, score: 0, reasons: [] }))]
}

/** The documents nearest to a query, though they may hold only some of its words. */
async function nearest(db: Db, scope: Reader, query: Query, filters: Filters, budget: number, limit: number) {
  const statistics = await countTerms(db, scope.bodyId, hashesOf(query))
  const wanted = plan(query, statistics, budget)
  const none = wanted.any.length === 0 && wanted.all.length === 0
  const rows = none ? [] : await candidates(db, scope, wanted, filters, mayModerate(scope.roles), budget)
  const { hits, confident, confidence } = rank(query, statistics, await withVectors(db, scope.bodyId, rows), { limit })
  return { hits, confident, confidence, total: rows.length }
}

/**
 * The documents that hold every word. Those with all words in the title, and where these are few those of best standing
 * too, are ranked by their words; the others follow by standing and time, so that page by page every one comes, once.
 */
async function complete(db: Db, scope: Scope, query: Query, filters: Filters, from: number, limit: number) {
  const required = [...new Set(query.parts.flatMap((part) => part.required))]
  if (required.length === 0 && query.words.length === 0) return { hits: [], total: 0 }
  const inTitle = [...new Set(query.parts.flatMap((part) => part.titleRequired))]
  const sees = mayModerate(scope.roles)
  const wanted = { required, words: query.words }
  const first = await beginning(db, scope, { ...wanted, inTitle }, filters, sees, searchBudget)
  const statistics = await countTerms(db, scope.bodyId, hashesOf(query))
  const hits = rankAll(query, statistics, await withVectors(db, scope.bodyId, [...first.titled, ...first.others]))
  const ranked = hits.map(({ id }) => id)
  const skip = Math.max(0, from - ranked.length)
  const missing = Math.min(limit, from + limit - ranked.length)
  if (missing <= 0 || first.total <= ranked.length) return { hits: hits.slice(from, from + limit), total: first.total }
  const rest = await further(db, scope, wanted, filters, sees, { excluded: ranked, skip, most: missing })
  const later = rankAll(query, statistics, await withVectors(db, scope.bodyId, rest))
  return { hits: [...hits.slice(from, from + limit), ...later], total: first.total }
}

async function present(db: Db, scope: Scope, query: Query, hits: Hits) {
  if (hits.length === 0) return []
  const shown = await shownOf(
    db,
    scope,
    hits.map(({ id }) => id),
  )
  return hits.flatMap(({ id, score, reasons }) => {
    const row = shown.get(id)
    if (!row) return [] // taken away since
    const { kind, solved, active_at: activeAt } = row
    const title = marked(row.title, highlight(row.title, query))
    const text = snippet(row.body.replaceAll('\u001e', ' '), query)
    return { id, kind, title, snippet: text, solved, activeAt, score, reasons: reasons.slice(0, 5) }
  })
}

export const searchHandlers = {
  run: operations.run.handler(async ({ input: { query: text, page, limit, ...filters }, context: { db, scope } }) => {
    const query = await queryOf(db, scope, text)
    const from = (page - 1) * limit
    const { hits: whole, total: counted } = await complete(db, scope, query, filters, from, limit)
    const hits = await present(db, scope, query, whole)
    const total = Math.min(counted, mostCounted)
    const more = counted >= mostCounted
    if (total >= fewEnough || page > 1) return { hits, total, more, related: [] }
    const near = await nearest(db, scope, query, filters, searchBudget, limit)
    const shown = new Set(hits.map(({ id }) => id))
    const others = near.hits.filter(({ id, score }) => score > 0 && !shown.has(id))
    return { hits, total, more, related: await present(db, scope, query, others) }
  }),

  suggest: operations.suggest.handler(async ({ input: { text, limit }, context: { db, scope } }) => {
    const query = await queryOf(db, scope, text)
    const { hits, confident } = await nearest(db, scope, query, {}, suggestBudget, limit)
    return { hits: await present(db, scope, query, hits), confident }
  }),
}

/** Who looks: the caller's scope, or for the system's own work the sections and roles it looks for. */
export type Reader = Pick<Scope, 'bodyId' | 'reachIds' | 'roles'>

/**
 * Topics most like a text, for routing: ids with scores, strongest first, as the reader may see them, and how likely
 * (0…1) one of the first five is what was meant.
 */
export async function findSimilar(db: Db, reader: Reader, text: string, limit: number) {
  const query = await queryOf(db, reader, text)
  const { hits, confidence } = await nearest(db, reader, query, {}, suggestBudget, limit)
  return { hits: hits.map(({ id, score }) => ({ id, score })), confidence }
}
