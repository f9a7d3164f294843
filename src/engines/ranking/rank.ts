import { type Parameters, parameters } from './parameters.ts'
import type { QueryTerm } from './query.ts'
import { unpackVector, type Vector } from './vector.ts'

/** What is known of the whole collection. `documentsWith` is how many documents hold a term (0 when not counted yet). */
export interface Collection {
  documents: number
  averageLengths: readonly number[]
  documentsWith: (hash: number) => number
}

export interface Candidate {
  id: string
  /** Packed, as stored. */
  vector: Uint8Array
  /** 0…1: what use has shown of it. */
  standing: number
}

export interface Ranked {
  id: string
  score: number
  /** Share of the query's whole weight this document holds, 0…1: how sure one may be that it is about the same thing. */
  coverage: number
  /** What each term of the query gave, strongest first. */
  reasons: { label: string; source: QueryTerm['source']; share: number }[]
}

/** Robertson–Spärck Jones weight of a term, never negative (as Lucene writes it). */
export const rarity = (documents: number, withTerm: number): number =>
  Math.log(1 + (Math.max(documents, withTerm) - withTerm + 0.5) / (withTerm + 0.5))

/**
 * Ranks candidates by BM25F (Robertson & Zaragoza 2009, §3.5): per term the counts of all fields, each evened by its
 * field's length and weighed, are added before they saturate; then rarity and the term's own weight. Standing lifts the
 * score by a bounded factor. Deterministic; equal scores stand in order of id. Returns the best `limit`.
 */
export function rank(
  candidates: readonly Candidate[],
  terms: readonly QueryTerm[],
  collection: Collection,
  limit: number,
  p: Parameters = parameters,
): Ranked[] {
  const weights = terms.map((term) => term.weight * rarity(collection.documents, collection.documentsWith(term.hash)))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const scored = candidates.map(({ id, vector, standing }) => {
    const gains = gainsOf(unpackVector(vector), terms, weights, collection.averageLengths, p)
    const sum = gains.reduce((total, gain) => total + gain, 0)
    return { id, gains, sum, score: sum * (1 + p.standing * standing) }
  })
  scored.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  return scored.slice(0, limit).map(({ id, score, sum, gains }) => ({
    id,
    score,
    coverage: whole > 0 ? Math.min(1, held(gains, weights) / whole) : 0,
    reasons: terms
      .map(({ label, source }, i) => ({ label, source, share: sum > 0 ? gains[i]! / sum : 0 }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share),
  }))
}

const held = (gains: readonly number[], weights: readonly number[]) =>
  gains.reduce((sum, gain, i) => sum + (gain > 0 ? weights[i]! : 0), 0)

function gainsOf(
  { hashes, counts, lengths }: Vector,
  terms: readonly QueryTerm[],
  weights: readonly number[],
  averages: readonly number[],
  p: Parameters,
): number[] {
  const evening = lengths.map((length, field) => {
    const b = p.fieldEvening[field]!
    return p.fieldWeight[field]! / (1 - b + (b * length) / Math.max(1, averages[field] ?? 1))
  })
  return terms.map((term, i) => {
    const place = find(hashes, term.hash)
    if (place < 0) return 0
    const packed = counts[place]!
    let weighed = 0
    for (let field = 0; field < 4; field++) weighed += ((packed >>> (field * 4)) & 15) * evening[field]!
    return (weights[i]! * weighed) / (p.k1 + weighed)
  })
}

function find(hashes: Int32Array, hash: number): number {
  let low = 0
  let high = hashes.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = hashes[middle]!
    if (value === hash) return middle
    if (value < hash) low = middle + 1
    else high = middle - 1
  }
  return -1
}
