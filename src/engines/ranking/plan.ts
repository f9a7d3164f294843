import { parameters } from './parameters.ts'
import type { Query } from './query.ts'
import type { Statistics } from './rank.ts'
import { weightOf } from './score.ts'

/** Which documents to fetch: those with any term of `any`, or all terms of one group of `all`. */
export interface Plan {
  any: number[]
  /** At most four groups. */
  all: number[][]
  /** About how many documents that is at most. */
  estimate: number
}

const { coOccurrence, mostGroups } = parameters.plan

interface Clause {
  hashes: number[]
  estimate: number
  value: number
}

/** Chooses what is worth most for what it costs, until the budget of candidates is spent. */
export function plan(query: Query, statistics: Statistics, budget: number): Plan {
  const { documents, documentsWith } = statistics
  const chosen: Plan = { any: [], all: [], estimate: 0 }
  const take = ({ hashes, estimate }: Clause): boolean => {
    if (chosen.estimate + estimate > budget) return false
    if (hashes.length === 1) chosen.any.push(hashes[0]!)
    else if (chosen.all.length < mostGroups) chosen.all.push(hashes)
    else return false
    chosen.estimate += estimate
    return true
  }
  const together = (hashes: readonly number[], value: number): Clause => ({
    hashes: [...hashes],
    estimate: conjunction(documents, hashes.map(documentsWith)),
    value,
  })

  // The word being typed, and every part at once, before single terms: they are what the person has written.
  const whole = [...new Set(query.parts.flatMap(({ required }) => required))]
  for (const hashes of [whole, query.unfinished]) {
    const rarest = [...hashes]
      .sort((a, b) => documentsWith(a) - documentsWith(b))
      .slice(0, parameters.plan.mostTogether)
    if (rarest.length > 0 && rarest.every((hash) => documentsWith(hash) > 0)) take(together(rarest, 1))
  }

  const terms = query.terms
    .map((term) => ({
      hashes: [term.hash],
      titleHash: term.titleHash,
      estimate: documentsWith(term.hash),
      value: weightOf(term, statistics),
    }))
    .filter(({ estimate }) => estimate > 0)
    .sort((a, b) => a.estimate / a.value - b.estimate / b.value || a.hashes[0]! - b.hashes[0]!)
  const frequent = terms.filter((term) => !take(term))
  frequent.sort((a, b) => b.value - a.value || a.hashes[0]! - b.hashes[0]!)
  for (const { titleHash, value } of frequent) {
    const estimate = documentsWith(titleHash)
    if (estimate > 0) take({ hashes: [titleHash], estimate, value })
  }
  for (const group of groupsOf(frequent.slice(0, parameters.plan.mostPaired))) take(together(group.hashes, group.value))
  if (chosen.any.length === 0 && chosen.all.length === 0) takeTheBestOf(frequent, chosen, documentsWith)
  return chosen
}

/** Words that stand together are about one thing, so more often than chance would have it. */
function conjunction(documents: number, frequencies: readonly number[]): number {
  const share = frequencies.reduce((product, frequency) => product * (frequency / Math.max(1, documents)), 1)
  const likely = share * documents * coOccurrence ** (frequencies.length - 1)
  return Math.ceil(Math.min(likely, ...frequencies))
}

/** Pairs, then threes, the most valuable first. */
function groupsOf(terms: readonly Clause[]): Clause[] {
  const groups: Clause[] = []
  const grow = (group: Clause, next: number) => {
    for (let i = next; i < terms.length; i++) {
      const more = terms[i]!
      const grown = { hashes: [...group.hashes, ...more.hashes], estimate: 0, value: group.value + more.value }
      if (grown.hashes.length >= 2) groups.push(grown)
      if (grown.hashes.length < 3) grow(grown, i + 1)
    }
  }
  grow({ hashes: [], estimate: 0, value: 0 }, 0)
  return groups.sort((a, b) => a.hashes.length - b.hashes.length || b.value - a.value)
}

/** Everything is frequent: the titles that have the best term or, where none has, the term itself. The store cuts. */
function takeTheBestOf(
  frequent: readonly (Clause & { titleHash: number })[],
  chosen: Plan,
  documentsWith: (hash: number) => number,
): void {
  const best = frequent[0]
  if (!best) return
  const inTitles = documentsWith(best.titleHash)
  chosen.any.push(inTitles > 0 ? best.titleHash : best.hashes[0]!)
  chosen.estimate = inTitles > 0 ? inTitles : best.estimate
}
