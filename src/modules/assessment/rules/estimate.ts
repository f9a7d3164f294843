import type { Bank } from '#engines/irt/bank'
import type { Answer } from '#engines/irt/item'
import { score } from '#engines/irt/score'
import { parameters } from '#engines/skill-estimate/parameters'

/** Levels and abilities share one population: general staff are N(0, 1) in ability and the prior of the levels in level. */
const { mean: levelOfMean, deviation: levelsPerAbility } = parameters.prior

/** The ability a level stands for. */
export const abilityOf = (level: number): number => (level - levelOfMean) / levelsPerAbility

/** Below so much precision (1 / variance of the ability) answers say too little to be written down. */
const leastPrecision = 0.15

export interface Shown {
  /** 0 to 4, with its standard error: what the answers alone say, so that the prior is not counted twice. */
  level: number
  error: number
}

/** The level a person's answers on one skill speak for; undefined when they say next to nothing. */
export function shownLevel(bank: Bank, answers: readonly Answer[]): Shown | undefined {
  const found = score(bank, answers, 'EAP')
  if (found.status !== 'ok' || found.counted === 0) return undefined
  const precision = 1 / found.standardError ** 2
  const own = precision - 1
  if (own < leastPrecision) return undefined
  const level = levelOfMean + levelsPerAbility * ((found.theta * precision) / own)
  return { level: Math.min(4, Math.max(0, level)), error: levelsPerAbility / Math.sqrt(own) }
}

/** The same with the prior: what is shown of the test by itself, as a level with its 90% interval. */
export function testedLevel(bank: Bank, answers: readonly Answer[]): { mean: number; low: number; high: number } {
  const found = score(bank, answers, 'EAP')
  const [theta, error] = found.status === 'ok' ? [found.theta, found.standardError] : [0, 1]
  const at = (ability: number) => Math.min(4, Math.max(0, levelOfMean + levelsPerAbility * ability))
  return { mean: at(theta), low: at(theta - 1.645 * error), high: at(theta + 1.645 * error) }
}
