/** The chance of being at the level or above, from the chances of being at each. */
export function reaches(chances: readonly number[] | undefined, level: number): number {
  if (!chances) return 0
  if (level <= 0) return 1
  let sum = 0
  for (let at = level; at < chances.length; at++) sum += chances[at]!
  return Math.min(1, sum)
}

/**
 * What a person counts for a need: how often they halve the doubt that nobody reaches the level, −log2(1 − p) rounded down, at
 * most `assurance`. The doubts of several people multiply, so their halvings add up: a team with h of them holds somebody of
 * the level with a chance of at least 1 − 2^−h. Rounding down never promises more than there is.
 */
export function halvings(chance: number, assurance: number): number {
  if (chance >= 1) return assurance
  return Math.min(assurance, Math.floor(-Math.log2(1 - chance) + 1e-9))
}

/** The chance that at least so many of them reach it, when each does so by their own chance. */
export function atLeast(chances: readonly number[], holders: number): number {
  // below[k]: the chance that exactly k < holders of those seen so far do
  const below = new Float64Array(holders)
  if (holders === 0) return 1
  below[0] = 1
  for (const p of chances)
    for (let k = holders - 1; k >= 0; k--) below[k] = below[k]! * (1 - p) + (below[k - 1] ?? 0) * p
  return 1 - below.reduce((sum, one) => sum + one, 0)
}
