import { type Analysis, analyse, mergeAnalyses } from '#engines/ranking/analyse'
import { type Plan, plan } from '#engines/ranking/plan'
import { analyseQuery, type Query } from '#engines/ranking/query'
import { rank, type Statistics } from '#engines/ranking/rank'
import type { Synonyms } from '#engines/ranking/synonyms'
import type { AskedQuery } from './collection.ts'
import type { Judged } from './figures.ts'

interface Document {
  id: string
  analysis: Analysis
}

/** A collection in memory that does what the search store does in SQL. */
export class Library {
  readonly documents: readonly Document[]
  readonly statistics: Statistics
  readonly #dictionaries: readonly Synonyms[]
  readonly #lists = new Map<number, number[]>()

  constructor(documents: readonly Document[], dictionaries: readonly Synonyms[]) {
    this.documents = documents
    this.#dictionaries = dictionaries
    const lengths = [0, 0, 0, 0]
    for (const [place, { analysis }] of documents.entries()) {
      for (const hash of analysis.index) {
        const list = this.#lists.get(hash)
        if (list) list.push(place)
        else this.#lists.set(hash, [place])
      }
      analysis.vector.lengths.forEach((length, field) => {
        lengths[field]! += length
      })
    }
    this.statistics = {
      documents: documents.length,
      averageLengths: lengths.map((sum) => sum / documents.length),
      documentsWith: (hash) => this.#lists.get(hash)?.length ?? 0,
    }
  }

  queryOf(text: string): Query {
    return analyseQuery(text, this.#dictionaries)
  }

  planOf(query: Query, budget: number): Plan {
    return plan(query, this.statistics, budget)
  }

  /** The documents a plan fetches. */
  fetch({ any, all }: Plan): Document[] {
    const places = new Set(any.flatMap((hash) => this.#lists.get(hash) ?? []))
    for (const group of all) {
      const lists = group.map((hash) => new Set(this.#lists.get(hash)))
      for (const place of lists[0] ?? []) if (lists.every((list) => list.has(place))) places.add(place)
    }
    return [...places].map((place) => this.documents[place]!)
  }

  /** Asks all documents, or those a plan of so many candidates fetches. */
  judge(queries: readonly AskedQuery[], budget?: number): Judged[] {
    return queries.map((asked) => {
      const query = this.queryOf(asked.text)
      return this.#judge(asked, query, budget ? this.fetch(this.planOf(query, budget)) : this.documents)
    })
  }

  judgeWithoutRelevant(queries: readonly AskedQuery[]): Judged[] {
    return queries.map((asked) => {
      const others = this.documents.filter(({ id }) => !asked.relevant.has(id))
      return this.#judge(asked, this.queryOf(asked.text), others)
    })
  }

  #judge({ id, relevant }: AskedQuery, query: Query, documents: readonly Document[]): Judged {
    const candidates = documents.map(({ id, analysis }) => ({ id, vector: analysis.vector }))
    const { hits, confidence, confident } = rank(query, this.statistics, candidates, { limit: 50 })
    return { id, relevant, ranked: hits.map((hit) => hit.id), confidence, confident }
  }

  /** The same collection when these queries have become aliases of the document that answers them best, or of all such. */
  remembering(solved: readonly AskedQuery[], all: boolean): Library {
    const aliases = new Map<string, string[]>()
    for (const { text, relevant } of solved) {
      const graded = [...relevant].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      const best = graded.filter(([, grade]) => grade === graded[0]![1])
      for (const [id] of all ? best : best.slice(0, 1)) aliases.set(id, [...(aliases.get(id) ?? []), text])
    }
    const documents = this.documents.map(({ id, analysis }) => {
      const alias = aliases.get(id)
      return { id, analysis: alias ? mergeAnalyses(analysis, analyse({ alias })) : analysis }
    })
    return new Library(documents, this.#dictionaries)
  }
}
