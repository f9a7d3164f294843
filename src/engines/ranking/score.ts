import { parameters } from './parameters.ts'
import type { Query, QueryTerm } from './query.ts'
import type { Candidate, Statistics } from './rank.ts'

const { fieldWeights, lengthDiscount, saturation, classWeights, standingWeight } = parameters

/** Much more than the terms of a query, so that nearly every hash of a document is passed over at one look. */
const tableSize = 4096

/** ln(1 + (N − n + ½) / (n + ½)): never negative, falling with every document that has the term. */
export function inverseFrequency(documents: number, frequency: number): number {
  return Math.log(1 + (Math.max(documents, frequency) - frequency + 0.5) / (frequency + 0.5))
}

/** What a term adds to a score at most: its class, its weight in the query and its rarity. */
export function weightOf({ kind, weight, hash }: QueryTerm, { documents, documentsWith }: Statistics): number {
  return classWeights[kind] * weight * inverseFrequency(documents, documentsWith(hash))
}

/** Scores one candidate after the other; keeps the contributions of the last, by the places of the query's terms. */
export class Scorer {
  readonly contributions: Float64Array
  /** The most each term could contribute. */
  readonly weights: Float64Array
  /** How many terms stand in the query itself; synonyms come after them. */
  readonly #plain: number
  readonly #alternatives: readonly { group: number; terms: readonly number[] }[]
  readonly #bestSums: Float64Array
  readonly #best: Int32Array
  /** By the low bits of a hash the first term with such bits, then by term the next; −1 ends it. */
  readonly #first = new Int16Array(tableSize).fill(-1)
  readonly #next: Int16Array
  readonly #hashes: Int32Array
  readonly #saturations: Float64Array
  readonly #perWord: Float64Array
  readonly #fields = new Float64Array(fieldWeights.length)

  constructor(query: Query, statistics: Statistics) {
    const { terms, alternatives } = query
    this.#plain = terms.filter(({ kind }) => kind !== 'synonym').length
    const groups = [...new Set(alternatives.map(({ word }) => word))]
    this.#alternatives = alternatives.map(({ word, terms }) => ({ group: groups.indexOf(word), terms }))
    this.#bestSums = new Float64Array(groups.length)
    this.#best = new Int32Array(groups.length)
    this.contributions = new Float64Array(terms.length)
    this.weights = Float64Array.from(terms, (term) => weightOf(term, statistics))
    this.#hashes = Int32Array.from(terms, ({ hash }) => hash)
    this.#next = new Int16Array(terms.length)
    for (const [place, { hash }] of terms.entries()) {
      this.#next[place] = this.#first[hash & (tableSize - 1)]!
      this.#first[hash & (tableSize - 1)] = place
    }
    this.#saturations = Float64Array.from(terms, ({ kind }) => saturation[kind])
    // One word of a field, as a share of the field's average length.
    this.#perWord = Float64Array.from(statistics.averageLengths, (average) => (average > 0 ? 1 / average : 0))
  }

  score({ vector, standing = 0 }: Candidate<unknown>): number {
    const { hashes, frequencies, lengths } = vector
    const fields = this.#fields
    for (let f = 0; f < fields.length; f++) {
      const b = lengthDiscount[f]!
      fields[f] = fieldWeights[f]! / (1 - b + b * lengths[f]! * this.#perWord[f]!)
    }
    this.contributions.fill(0)
    // Local names: this loop runs over every term of every candidate.
    const wanted = this.#hashes
    const first = this.#first
    const next = this.#next
    for (let i = 0; i < hashes.length; i++) {
      const hash = hashes[i]!
      for (let term = first[hash & (tableSize - 1)]!; term >= 0; term = next[term]!)
        if (wanted[term] === hash) this.contributions[term] = this.#contribution(term, frequencies[i]!)
    }
    let total = 0
    for (let t = 0; t < this.#plain; t++) total += this.contributions[t]!
    return (total + this.#bestAlternatives()) * (1 + standingWeight * Math.min(1, Math.max(0, standing)))
  }

  #contribution(term: number, frequencies: number): number {
    const fields = this.#fields
    const frequency =
      (frequencies & 15) * fields[0]! +
      ((frequencies >>> 4) & 15) * fields[1]! +
      ((frequencies >>> 8) & 15) * fields[2]! +
      (frequencies >>> 12) * fields[3]!
    return (this.weights[term]! * frequency) / (this.#saturations[term]! + frequency)
  }

  /** Of the synonyms of one word only the best counts, and one of several words only where all of them stand. */
  #bestAlternatives(): number {
    this.#bestSums.fill(0)
    this.#best.fill(-1)
    let total = 0
    for (let a = 0; a < this.#alternatives.length; a++) {
      const { group, terms } = this.#alternatives[a]!
      let sum = 0
      for (let i = 0; i < terms.length; i++) {
        const contribution = this.contributions[terms[i]!]!
        sum = contribution > 0 ? sum + contribution : Number.NEGATIVE_INFINITY
      }
      if (sum <= this.#bestSums[group]!) continue
      total += sum - this.#bestSums[group]!
      this.#bestSums[group] = sum
      this.#best[group] = a
    }
    return total
  }

  /** Leaves of the last candidate's contributions those that counted. */
  keepCounted(): Float64Array {
    const kept = new Set<number>()
    for (const a of this.#best) for (const term of this.#alternatives[a]?.terms ?? []) kept.add(term)
    for (let t = this.#plain; t < this.contributions.length; t++) if (!kept.has(t)) this.contributions[t] = 0
    return this.contributions
  }
}
