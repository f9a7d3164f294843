/** How somebody stands to a target: reached, short of it in a skill that is known, or unknown. */
export type Standing = 'reached' | 'short' | 'unknown'

/** What a change of the framework would do to somebody's standing. */
export type Move = 'rises' | 'falls' | 'unknown' | 'stays'

interface Target {
  skill: string
  level: number
}

/**
 * Reached when every skill of the target is known at its level or above; short when one that is known is below; else unknown.
 * `levels`: the likeliest level per known skill.
 */
export function standingOf(targets: readonly Target[], levels: ReadonlyMap<string, number>): Standing {
  const wanted = targets.filter(({ level }) => level > 0)
  if (wanted.length === 0) return 'unknown'
  if (wanted.some(({ skill, level }) => (levels.get(skill) ?? level) < level)) return 'short'
  return wanted.every(({ skill }) => levels.has(skill)) ? 'reached' : 'unknown'
}

export function moveOf(before: Standing, after: Standing): Move {
  if (before === after) return 'stays'
  if (after === 'reached') return 'rises'
  if (after === 'unknown') return 'unknown'
  return before === 'reached' ? 'falls' : 'stays'
}

export interface Moves {
  people: number
  rises: number
  falls: number
  unknown: number
}

export const noMoves = (): Moves => ({ people: 0, rises: 0, falls: 0, unknown: 0 })

export function count(moves: Moves, move: Move): void {
  moves.people++
  if (move !== 'stays') moves[move]++
}

/** Groups of fewer people than `fewest` together, under no name. */
export function mergeSmall<G extends Moves & { name: string }>(
  groups: readonly G[],
  fewest: number,
): (Moves & { name: string; merged: number })[] {
  const large = groups.filter(({ people }) => people >= fewest)
  const small = groups.filter(({ people }) => people < fewest)
  if (small.length === 0) return large.map((group) => ({ ...group, merged: 0 }))
  const rest = { ...noMoves(), name: '', merged: small.length }
  for (const { people, rises, falls, unknown } of small) {
    rest.people += people
    rest.rises += rises
    rest.falls += falls
    rest.unknown += unknown
  }
  return [...large.map((group) => ({ ...group, merged: 0 })), rest]
}
