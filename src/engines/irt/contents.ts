import type { Bank } from './bank.ts'
import type { Settings } from './session.ts'

/**
 * Which areas the next item may come from, by place in `bank.areas`; undefined: from anywhere. So that every area stays
 * within one item of its share all the way: none that is ahead of its share, and only those a whole item behind, if any is.
 */
export function openAreas(bank: Bank, { areas }: Settings, counts: ArrayLike<number>): boolean[] | undefined {
  if (!areas) return undefined
  const wanted = bank.areas.map((area) => shareOf(areas[area]))
  const total = wanted.reduce((sum, share) => sum + share, 0)
  if (total === 0) return undefined
  let given = 1
  for (let a = 0; a < counts.length; a++) given += counts[a]!
  const behind = wanted.map((share, a) => (share / total) * given - counts[a]!)
  const due = behind.some((shortage) => shortage >= 1)
  return behind.map((shortage, a) => wanted[a]! > 0 && (due ? shortage >= 1 : shortage > 0))
}

/** Areas that may be asked at all, for when those that are due have nothing left. */
export function namedAreas(bank: Bank, { areas }: Settings): boolean[] | undefined {
  const named = bank.areas.map((area) => shareOf(areas?.[area]) > 0)
  return areas && named.some(Boolean) ? named : undefined
}

function shareOf(share: number | undefined): number {
  return share !== undefined && share > 0 && Number.isFinite(share) ? share : 0
}
