import { parameters } from './parameters.ts'
import type { Candidate } from './rank.ts'
import type { Scorer } from './score.ts'

/** What tells a match from the best of a bad lot. */
export interface Evidence {
  /** Share of what the query could score at most that the best scores: 0…1. */
  coverage: number
  /** How far the best stands out from the tenth, as a share of its score: 0…1. */
  margin: number
}

export function evidenceOf(scorer: Scorer, best: readonly Candidate<unknown>[]): Evidence {
  const scores = best.slice(0, 10).map(({ id, vector }) => scorer.score({ id, vector }))
  const most = scorer.weights.reduce((sum, weight) => sum + weight, 0)
  const first = scores[0] ?? 0
  if (most <= 0 || first <= 0) return { coverage: 0, margin: 0 }
  return { coverage: first / most, margin: scores.length < 10 ? 1 : (first - scores.at(-1)!) / first }
}

/** How likely one of the first five answers, by logistic regression on queries with and without an answer. */
export function confidenceOf(scorer: Scorer, best: readonly Candidate<unknown>[]): number {
  const { coverage, margin } = evidenceOf(scorer, best)
  if (coverage === 0) return 0
  const { bias, coverage: byCoverage, margin: byMargin } = parameters.confidence
  return 1 / (1 + Math.exp(-(bias + byCoverage * coverage + byMargin * Math.max(0, margin))))
}
