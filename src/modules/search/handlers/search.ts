import { highlight, marked, snippet } from '#engines/ranking/highlight'
import { plan } from '#engines/ranking/plan'
import { analyseQuery, hashesOf, type Query } from '#engines/ranking/query'
import { rank } from '#engines/ranking/rank'
import { loadTokenizer } from '#engines/ranking/tokenizer'
import { unpackVector } from '#engines/ranking/vector'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { searchContract } from '../contract.ts'
import { candidates, countTerms, type Filters, shownOf } from '../store/find.ts'
import { dictionariesOf } from './synonym.ts'

const operations = signedIn(searchContract.search)

/** At most so many documents are ranked for a suggestion, and for a search. */
const suggestBudget = 300
const searchBudget = 1000

/** Moderators may see what is hidden or addressed to one section; they answer for it. */
const seesAll = (scope: Scope) => scope.roles.includes('dx-office') || scope.roles.includes('administrator')

async function queryOf(db: Db, scope: Scope, text: string): Promise<Query> {
  await loadTokenizer()
  return analyseQuery(text, await dictionariesOf(db, scope.bodyId))
}

interface Found {
  /** How many documents were ranked. */
  ranked: number
  hits: ReturnType<typeof rank<string>>['hits']
}

async function rankAmong(
  db: Db,
  scope: Scope,
  query: Query,
  filters: Filters,
  budget: number,
  limit: number,
  every: boolean,
): Promise<Found & { confident: boolean }> {
  const statistics = await countTerms(db, scope.bodyId, hashesOf(query))
  const whole = [...new Set(query.parts.flatMap(({ required }) => required))]
  const wanted = every ? { any: [], all: whole.length ? [whole] : [] } : plan(query, statistics, budget)
  const none = wanted.any.length === 0 && wanted.all.length === 0
  const rows = none ? [] : await candidates(db, scope, wanted, filters, seesAll(scope), budget)
  const documents = rows.map(({ id, vector, standing }) => ({ id, standing, vector: unpackVector(vector) }))
  const ranking = rank(query, statistics, documents, { limit })
  return { ranked: rows.length, hits: ranking.hits, confident: ranking.confident }
}

async function present(db: Db, scope: Scope, query: Query, hits: Found['hits']) {
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
    const complete = await rankAmong(db, scope, query, filters, searchBudget, page * limit, true)
    const partial = complete.ranked === 0
    const found = partial ? await rankAmong(db, scope, query, filters, searchBudget, page * limit, false) : complete
    const hits = await present(db, scope, query, found.hits.slice((page - 1) * limit))
    return { hits, total: found.ranked, more: found.ranked >= searchBudget, partial }
  }),

  suggest: operations.suggest.handler(async ({ input: { text, limit }, context: { db, scope } }) => {
    const query = await queryOf(db, scope, text)
    const found = await rankAmong(db, scope, query, {}, suggestBudget, limit, false)
    return { hits: await present(db, scope, query, found.hits), confident: found.confident }
  }),
}

/** Topics most like a text, for routing: ids with scores, strongest first, as `scope` may see them. */
export async function findSimilar(db: Db, scope: Scope, text: string, limit: number) {
  const query = await queryOf(db, scope, text)
  const { hits } = await rankAmong(db, scope, query, {}, suggestBudget, limit, false)
  return hits.map(({ id, score }) => ({ id, score }))
}
