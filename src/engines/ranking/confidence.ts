import { parameters } from './parameters.ts'
import type { QueryTerm } from './query.ts'
import type { Candidate } from './rank.ts'
import type { Scorer } from './score.ts'
import { frequencyIn, type Vector } from './vector.ts'

/** What tells a match from the best of a bad lot; each 0…1. */
export interface Evidence {
  /** How far the best stands out from the tenth, as a share of its score. */
  margin: number
  /** How far the query and the title (or the aliases) of one of the first three are made of the same words. */
  agreement: number
}

const titleAndAlias = [0, 3]

/** `best` in their order, the highest score first. */
export function evidenceOf(
  scorer: Scorer,
  terms: readonly QueryTerm[],
  best: readonly { candidate: Candidate<unknown>; score: number }[],
): Evidence {
  const first = best[0]?.score ?? 0
  if (first <= 0) return { margin: 0, agreement: 0 }
  const tenth = best[9]?.score ?? 0
  const agreements = best
    .slice(0, 3)
    .flatMap(({ candidate }) => titleAndAlias.map((field) => agreementIn(field, candidate.vector, scorer, terms)))
  return { margin: (first - tenth) / first, agreement: Math.max(...agreements) }
}

/** Geometric mean of the share of the query's words (by weight) in a field and the field's words (by number) in the query. */
function agreementIn(field: number, vector: Vector, { weights }: Scorer, terms: readonly QueryTerm[]): number {
  let whole = 0
  let shared = 0
  let words = 0
  for (const [place, { kind, hash }] of terms.entries()) {
    if (kind !== 'word') continue
    whole += weights[place]!
    const at = vector.hashes.indexOf(hash)
    const times = at < 0 ? 0 : frequencyIn(field, vector.frequencies[at]!)
    if (times > 0) shared += weights[place]!
    words += times
  }
  if (shared === 0) return 0
  return Math.sqrt((shared / whole) * Math.min(1, words / Math.max(1, vector.lengths[field]!)))
}

/**
 * How likely one of the first five answers: logistic regression on queries of which half had lost every relevant
 * document. A ranking without any score has no confidence at all.
 */
export function confidenceOf({ margin, agreement }: Evidence): number {
  if (margin === 0 && agreement === 0) return 0
  const { bias, byMargin, byAgreement } = parameters.confidence
  return 1 / (1 + Math.exp(-(bias + byMargin * margin + byAgreement * agreement)))
}
