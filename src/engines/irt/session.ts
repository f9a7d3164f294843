import type { Bank } from './bank.ts'
import { type Exposure, wornItems } from './exposure.ts'
import type { Answer } from './item.ts'
import { isCategory } from './posterior.ts'

export interface Settings {
  /** Scored items after which the test ends, whatever is known by then. */
  readonly most: number
  /** Ends sooner once the posterior's standard deviation is at or below this … */
  readonly standardError?: number
  /** … but not before so many scored items. */
  readonly least?: number
  /** Shares of the areas among the scored items, in any unit; areas that are not named here are not asked. */
  readonly areas?: Readonly<Record<string, number>>
  /** The largest share of tests an item may occur in, between 0 and 1. Choices then also leave something to chance. */
  readonly exposure?: number
  /** How many trial items are mixed in, unscored. */
  readonly trials?: number
}

/** A test on its way: plain data, so that it can be stored, resumed anywhere and replayed. */
export interface Session {
  readonly settings: Settings
  /** Any 32 bits. */
  readonly seed: number
  /** Items the person saw before. */
  readonly seen: readonly string[]
  /** How worn items were when the test began, 0…1. Decided then, so that the test does not change on its way. */
  readonly worn: Readonly<Record<string, number>>
  readonly answers: readonly Answer[]
}

export interface Start {
  readonly seed: number
  readonly seen?: readonly string[]
  readonly exposure?: Exposure
}

export function startSession(bank: Bank, settings: Settings, { seed, seen = [], exposure }: Start): Session {
  return { settings, seed, seen, worn: wornItems(bank, settings.exposure, exposure), answers: [] }
}

/** The test with one more answer; the same test when the answer cannot count (given before, or nothing of this bank). */
export function answered(bank: Bank, session: Session, { item, category }: Answer): Session {
  const place = bank.places.get(item)
  if (place === undefined || !isCategory(bank, place, category)) return session
  if (session.answers.some((answer) => answer.item === item)) return session
  return { ...session, answers: [...session.answers, { item, category }] }
}
