import { firstDayOf, fiscalYearOf, lastDayOf } from '#kernel/fiscal-year'
import type { NominationState } from '../contract/leader.ts'

/** A leader is said to be ending, and may be put forward again, so many days before the term ends. */
export const endingDays = 183

/** When a term that is decided today may begin: in this fiscal year or the next. */
export const beginnings = (today: string) => ({
  earliest: firstDayOf(fiscalYearOf(today)),
  latest: lastDayOf(fiscalYearOf(today) + 1),
})

export type Answer = 'agree' | 'refuse' | 'withdraw'

/** Where an answer leads: who wants to is answered by the head, who is asked by themselves. Undefined: it cannot be given. */
export function answered(state: NominationState, answer: Answer): NominationState | undefined {
  if (answer === 'withdraw')
    return state === 'asked' || state === 'offered' || state === 'agreed' ? 'withdrawn' : undefined
  if (state === 'asked') return answer === 'agree' ? 'agreed' : 'refused'
  if (state === 'offered') return answer === 'agree' ? 'agreed' : 'declined'
  return undefined
}

/** Who stands how to a nomination. */
export interface Standing {
  self: boolean
  /** Heads one of the person's sections, or one above it. */
  heads: boolean
  nominated: boolean
  office: boolean
}

export type May = 'agree' | 'refuse' | 'appoint' | 'withdraw'

export function mayDo(state: NominationState, { self, heads, nominated, office }: Standing): May[] {
  const answers = (state === 'asked' && heads && !self) || (state === 'offered' && self)
  return [
    ...(answers ? (['agree', 'refuse'] as const) : []),
    ...(state === 'agreed' && office && !self ? (['appoint'] as const) : []),
    ...(nominated && answered(state, 'withdraw') ? (['withdraw'] as const) : []),
  ]
}

const dayMs = 86_400_000
export const endsSoon = (to: string, on: string): boolean => Date.parse(to) - Date.parse(on) < endingDays * dayMs
