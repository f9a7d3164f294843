import { addWorkingHours, workingHoursBetween } from '#kernel/working-time'
import type { AskStep } from '../contract/ask.ts'
import { askSteps } from '../contract/ask-names.ts'
import type { RoutingRules } from '../contract/routing.ts'

export type Step = AskStep

export function stepAfter(step: Step | null): Step | null {
  return askSteps[step === null ? 0 : askSteps.indexOf(step) + 1] ?? null
}

/**
 * When the step after `current` begins: so many working hours after the posting, but never sooner after now than the
 * rules leave between the two steps: after an outage a question does not climb to the top at once.
 */
export function beginOfNext(current: Step | null, posted: Date, now: Date, rules: RoutingRules): Date | null {
  const next = stepAfter(current)
  if (!next) return null
  const planned = addWorkingHours(posted, rules.hours[next], rules)
  if (current === null) return planned
  const gap = addWorkingHours(now, rules.hours[next] - rules.hours[current], rules)
  return gap > planned && workingHoursBetween(planned, gap, rules) > 0 ? gap : planned
}

/** Until when somebody asked now counts as busy with it. */
export const dueOf = (now: Date, rules: RoutingRules): Date => addWorkingHours(now, rules.expiry, rules)
