import type { Bank } from './bank.ts'

/** In how many tests so far each item was given. */
export interface Exposure {
  readonly tests: number
  readonly given: Readonly<Record<string, number>>
}

/** How steeply an item's worth falls as its exposure nears the limit: hardly at half of it, fast at the end. */
const steepness = 4

/**
 * How worn each item is for the next test: (share of tests / limit)^4; 1, from the limit on, is not given at all. Items worth
 * nothing less are left out. So an item near its limit goes to those of whom it says much more than others do.
 */
export function wornItems(
  bank: Bank,
  limit: number | undefined,
  exposure: Exposure | undefined,
): Record<string, number> {
  const worn: Record<string, number> = {}
  if (limit === undefined || !(limit > 0 && limit < 1) || !exposure || !(exposure.tests > 0)) return worn
  for (const { id, trial } of bank.items) {
    const share = trial ? 0 : ((exposure.given[id] ?? 0) + 1) / (exposure.tests + 1)
    const wear = share >= limit ? 1 : Math.round(100 * (share / limit) ** steepness) / 100
    if (wear > 0) worn[id] = wear
  }
  return worn
}
