import { confidenceOf, evidenceOf } from './confidence.ts'
import { parameters } from './parameters.ts'
import type { Query, QueryTerm } from './query.ts'
import { Scorer } from './score.ts'
import type { Vector } from './vector.ts'

/** What is known of all documents together. */
export interface Statistics {
  documents: number
  /** Words a document has in each field, on average over all documents. */
  averageLengths: readonly number[]
  /** In how many documents a term stands. */
  documentsWith: (hash: number) => number
}

export interface Candidate<Id> {
  id: Id
  vector: Vector
  /** What use has shown (solved, accepted, found useful, aged), 0…1; 0 where absent. */
  standing?: number
}

export interface Hit<Id> {
  id: Id
  score: number
  /** What of the query weighed how much, strongest first; shares add up to 1. */
  reasons: { word: string; share: number }[]
}

export interface Ranking<Id> {
  hits: Hit<Id>[]
  /** How likely one of the first five is to answer, 0…1. */
  confidence: number
  /** Likely enough to be offered as an answer; otherwise the honest thing to say is that there is none. */
  confident: boolean
}

export interface RankOptions {
  limit?: number
}

/**
 * Orders candidates by fielded BM25 (docs/models/ranking.md), whatever order they come in; equal scores by id.
 * All are kept, those without a score last: the caller had a reason to fetch them.
 */
export function rank<Id extends string | number>(
  query: Query,
  statistics: Statistics,
  candidates: readonly Candidate<Id>[],
  { limit = 20 }: RankOptions = {},
): Ranking<Id> {
  const scorer = new Scorer(query, statistics)
  const order = candidates
    .map((candidate) => ({ candidate, score: scorer.score(candidate) }))
    .sort((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1))
    .slice(0, Math.max(limit, 10))
  const hits = order.slice(0, limit).map(({ candidate, score }) => {
    scorer.score(candidate)
    return { id: candidate.id, score, reasons: reasonsOf(query, scorer.keepCounted()) }
  })
  const confidence = confidenceOf(evidenceOf(scorer, query.terms, order))
  return { hits, confidence, confident: confidence >= parameters.confidence.least }
}

/** A part of the query as short as this is a reason as a whole, rather than each piece of it. */
const longestReason = 12

function reasonsOf(query: Query, contributions: Float64Array): { word: string; share: number }[] {
  const shares = new Map<string, number>()
  let total = 0
  for (const [t, term] of query.terms.entries()) {
    total += contributions[t]!
    if (contributions[t]! <= 0) continue
    const word = reasonWord(query, term)
    shares.set(word, (shares.get(word) ?? 0) + contributions[t]!)
  }
  return [...shares]
    .map(([word, sum]) => ({ word, share: sum / total }))
    .sort((a, b) => b.share - a.share || (a.word < b.word ? -1 : 1))
}

/** What a person calls the term: what they typed between spaces where that is short, else the word it belongs to. */
function reasonWord({ parts, terms }: Query, { kind, word }: QueryTerm): string {
  const part = parts.find(({ text }) => text.length <= longestReason && text.includes(word))
  if (part) return part.text
  const whole = kind === 'gram' ? terms.find((other) => other.kind === 'word' && other.word.includes(word)) : undefined
  return whole?.word ?? word
}
