import type { Bank } from './bank.ts'
import { namedAreas } from './contents.ts'
import type { Progress } from './progress.ts'
import { chance } from './random.ts'
import type { Session } from './session.ts'

/** Turns of `chance` that belong to trial items; the test's own are 0 and up. */
const whenTurn = -3
const whichTurn = -4

/**
 * The trial item whose turn it is, or −1. Turns are drawn within the shortest test there may be, never before the first
 * scored item, so that nothing in a test tells trial items apart.
 */
export function trialItem(bank: Bank, { settings, seed }: Session, { worth, scored, trials }: Progress): number {
  const wanted = settings.trials ?? 0
  if (trials >= wanted) return -1
  const span = Math.max(1, (settings.least ?? Math.min(settings.most, 10)) - 1)
  if (scored < 1 + Math.floor(((trials + chance(seed, whenTurn, trials)) * span) / wanted)) return -1
  const areas = namedAreas(bank, settings)
  let best = -1
  let least = 1
  for (let i = 0; i < bank.items.length; i++) {
    if (worth[i] === 0 || !bank.trials[i] || (areas && !areas[bank.areaOf[i]!])) continue
    const drawn = chance(seed, whichTurn, bank.hashes[i]!)
    if (drawn >= least) continue
    least = drawn
    best = i
  }
  return best
}
