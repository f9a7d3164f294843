import type { IsoDate } from '#kernel/fiscal-year'
import { freshness } from './verification.ts'

export interface Used {
  kind: 'question' | 'problem' | 'idea' | 'practice'
  accepted_count: number
  answer_count: number
  solved_count: number
  /** The latest day by which an accepted answer is to be confirmed; null when none is due. */
  verify_by: IsoDate | null
}

/**
 * What use has shown of a topic, 0…1, for the ranking's prior: an accepted answer weighs half, each "this solved it"
 * adds with falling weight (half of the rest at five), and an answer past its confirmation day counts less.
 */
export function standingOf(used: Used, today: IsoDate): number {
  const settled = used.kind === 'practice' || used.accepted_count > 0 ? 0.5 : used.answer_count > 0 ? 0.2 : 0
  const useful = 0.5 * (used.solved_count / (used.solved_count + 5))
  return (settled + useful) * freshness(used.verify_by, today)
}
