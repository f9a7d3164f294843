import { later, summary } from '#engines/skill-estimate/estimate'
import { parameters } from '#engines/skill-estimate/parameters'

/** What a stated will and free hours add to how well somebody fits: they decide among the fit, not instead of it. */
export const bonus = { will: 0.15, hours: 0.1, fullHours: 4 }

export const ageing = { ...parameters.prior, keptPerYear: parameters.keptPerYear }

/** How likely a level is reached by anybody of whom nothing is known. */
export const anybodysChance = (level: number): number =>
  reaches(parameters.prior.mean, parameters.prior.deviation ** 2, level)

/** How likely the level or more is reached. */
export function reaches(mean: number, variance: number, level: number): number {
  return summary(mean, variance)
    .chances.slice(level)
    .reduce((sum, chance) => sum + chance, 0)
}

/** How likely each of the levels 1 to 4 is reached on a day. */
export function reachedLevels(kept: { mean: number; variance: number; asOf: string }, today: string): number[] {
  const { mean, variance } = agedSkill(kept, today)
  return [1, 2, 3, 4].map((level) => reaches(mean, variance, level))
}

/** What was kept of a skill, as it stands on a day. */
export function agedSkill(kept: { mean: number; variance: number; asOf: string }, today: string) {
  const days = (Date.parse(today) - Date.parse(kept.asOf)) / 86_400_000
  const { mean, variance } = later(kept.mean, kept.variance, days)
  const { low, high } = summary(mean, variance)
  return { mean, variance, low, high }
}
