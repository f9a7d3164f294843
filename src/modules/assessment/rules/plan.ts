import type { Settings } from '#engines/irt/session'

/** How a test goes by how many skills it asks: an area takes about ten minutes, one skill about five. Assumed. */
const plans = {
  area: { most: 14, least: 8, standardError: 0.38 },
  skill: { most: 8, least: 5, standardError: 0.45 },
} as const

/** An item should not be in more than this share of the tests on a subject: who comes later has heard of it. */
const exposure = 0.6

/** Days a test may be resumed in, and days until the same subject may be tested again. */
export const resumableDays = 14
export const restDays = 30

/** Minutes a test takes, from what a calm person needs for its items (seconds). */
export const minutesOf = ({ most, least = 1 }: Settings): number => Math.round((((most + least) / 2) * 50) / 60)

/** An item seen within so many days is not asked again, while enough others are left. */
export const rememberedDays = 365

/** The engine's settings for a test on these skills. */
export function settingsFor(skills: readonly string[], trials: number): Settings {
  const { most, least, standardError } = skills.length > 1 ? plans.area : plans.skill
  const areas = Object.fromEntries(skills.map((skill) => [skill, 1]))
  return { most, least, standardError, areas, exposure, trials: Math.min(1, trials) }
}

/** Of the items seen lately (latest first) those that are left out: no more than leave half as many again as are asked. */
export function leftOut(seen: readonly string[], inBank: number, { most }: Settings): string[] {
  return seen.slice(0, Math.max(0, Math.min(seen.length, inBank - Math.ceil(most * 1.5))))
}

/**
 * How near a test is to its end, 0 to 1: by the certainty reached (precision gained towards the precision that ends it), or
 * by its length when that ends it sooner.
 */
export function certaintyOf({ most, standardError = 0.3 }: Settings, sd: number, scored: number): number {
  const reached = (1 / sd ** 2 - 1) / (1 / standardError ** 2 - 1)
  return Math.min(1, Math.max(0, reached, scored / most))
}
