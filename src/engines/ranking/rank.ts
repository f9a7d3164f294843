import { parameters } from './parameters.ts'
import type { Query, QueryTerm } from './query.ts'
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

const { fieldWeights, lengthDiscount, saturation, classWeights, standingWeight } = parameters

/** ln(1 + (N − n + ½) / (n + ½)): never negative, falling with every document that has the term. */
export function inverseFrequency(documents: number, frequency: number): number {
  return Math.log(1 + (Math.max(documents, frequency) - frequency + 0.5) / (frequency + 0.5))
}

/** Orders candidates by fielded BM25 (docs/models/ranking.md); equal scores by id. */
export function rank<Id extends string | number>(
  query: Query,
  statistics: Statistics,
  candidates: readonly Candidate<Id>[],
  { limit = 20 }: RankOptions = {},
): Ranking<Id> {
  const terms = [...query.terms].sort((a, b) => a.hash - b.hash)
  const scorer = new Scorer(terms, statistics)
  const order = candidates
    .map((candidate) => ({ candidate, score: scorer.score(candidate) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1))
    .slice(0, limit)
  const hits = order.map(({ candidate, score }) => {
    scorer.score(candidate)
    return { id: candidate.id, score, reasons: reasonsOf(terms, scorer.contributions) }
  })
  const confidence = order[0] ? scorer.coverage(order[0].candidate) : 0
  return { hits, confidence, confident: confidence >= parameters.leastConfidence }
}

/** Scores one candidate after the other; keeps the contributions of the last. */
class Scorer {
  readonly contributions: Float64Array
  readonly #hashes: Int32Array
  readonly #weights: Float64Array
  readonly #saturations: Float64Array
  readonly #perWord: Float64Array
  readonly #fields = new Float64Array(4)

  constructor(terms: readonly QueryTerm[], { documents, averageLengths, documentsWith }: Statistics) {
    this.contributions = new Float64Array(terms.length)
    this.#hashes = Int32Array.from(terms, ({ hash }) => hash)
    this.#saturations = Float64Array.from(terms, ({ kind }) => saturation[kind])
    this.#weights = Float64Array.from(
      terms,
      ({ hash, kind, weight }) => classWeights[kind] * weight * inverseFrequency(documents, documentsWith(hash)),
    )
    // One word of a field, as a share of the field's average length.
    this.#perWord = Float64Array.from(averageLengths, (average) => (average > 0 ? 1 / average : 0))
  }

  /** The share of what the query could score at most that a candidate scores. */
  coverage(candidate: Candidate<unknown>): number {
    this.score({ ...candidate, standing: 0 })
    const most = this.#weights.reduce((sum, weight) => sum + weight, 0)
    return most > 0 ? this.contributions.reduce((sum, part) => sum + part, 0) / most : 0
  }

  score({ vector, standing = 0 }: Candidate<unknown>): number {
    const { hashes, frequencies, lengths } = vector
    const wanted = this.#hashes
    const fields = this.#fields
    for (let f = 0; f < 4; f++) {
      const b = lengthDiscount[f]!
      fields[f] = fieldWeights[f]! / (1 - b + b * lengths[f]! * this.#perWord[f]!)
    }
    let total = 0
    let from = 0
    for (let t = 0; t < wanted.length; t++) {
      const hash = wanted[t]!
      let low = from
      let high = hashes.length
      while (low < high) {
        const middle = (low + high) >>> 1
        if (hashes[middle]! < hash) low = middle + 1
        else high = middle
      }
      from = low
      let contribution = 0
      if (hashes[low] === hash) {
        const bits = frequencies[low]!
        const frequency =
          (bits & 15) * fields[0]! +
          ((bits >>> 4) & 15) * fields[1]! +
          ((bits >>> 8) & 15) * fields[2]! +
          (bits >>> 12) * fields[3]!
        contribution = (this.#weights[t]! * frequency) / (this.#saturations[t]! + frequency)
      }
      this.contributions[t] = contribution
      total += contribution
    }
    return total * (1 + standingWeight * Math.min(1, Math.max(0, standing)))
  }
}

function reasonsOf(terms: readonly QueryTerm[], contributions: Float64Array): { word: string; share: number }[] {
  const shares = new Map<string, number>()
  let total = 0
  for (const [t, { word }] of terms.entries()) {
    total += contributions[t]!
    if (contributions[t]! > 0) shares.set(word, (shares.get(word) ?? 0) + contributions[t]!)
  }
  return [...shares]
    .map(([word, sum]) => ({ word, share: sum / total }))
    .sort((a, b) => b.share - a.share || (a.word < b.word ? -1 : 1))
}
