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

const { coOccurrence, mostGroups, mostTogether, mostPaired } = parameters.plan

/** A term to look up, anywhere or in titles. */
interface Part {
  hash: number
  /** The same term anywhere. */
  base: number
  documents: number
  value: number
}

/**
 * Chooses what is worth most for what it costs, until the budget of candidates is spent: what was typed as a whole, rare
 * terms, frequent ones by their titles, then pairs and threes of frequent ones. Statistics may lag, so words that no
 * document is known to have are looked up too: that costs next to nothing.
 */
export function plan(query: Query, statistics: Statistics, budget: number): Plan {
  const { documents, documentsWith } = statistics
  const chosen: Plan = { any: [], all: [], estimate: 0 }
  const groups: (readonly Part[])[] = []
  const take = (parts: readonly Part[]): boolean => {
    const estimate = conjunction(documents, parts)
    if (chosen.estimate + estimate > budget) return false
    if (parts.length === 1) chosen.any.push(parts[0]!.hash)
    else {
      if (groups.length === mostGroups || groups.some((group) => implies(parts, group))) return false
      groups.push(parts)
    }
    chosen.estimate += estimate
    return true
  }

  const whole = [...new Set(query.parts.flatMap(({ required }) => required))]
  for (const hashes of [whole, query.unfinished]) {
    const parts = hashes.map((hash) => ({ hash, base: hash, documents: documentsWith(hash), value: 1 }))
    parts.sort((a, b) => a.documents - b.documents || a.hash - b.hash)
    if (parts.length > 0) take(parts.slice(0, mostTogether))
  }

  const terms = query.terms
    .map((term) => ({
      hash: term.hash,
      base: term.hash,
      documents: documentsWith(term.hash),
      value: weightOf(term, statistics),
      kind: term.kind,
      title: { hash: term.titleHash, base: term.hash, documents: documentsWith(term.titleHash), value: 0 },
    }))
    .filter(({ documents, kind }) => documents > 0 || kind === 'word')
    .sort((a, b) => a.documents / a.value - b.documents / b.value || a.hash - b.hash)
  const frequent = terms.filter((term) => !take([term]))
  frequent.sort((a, b) => b.value - a.value || a.hash - b.hash)
  for (const { title } of frequent) if (title.documents > 0) take([title])
  const paired = frequent.slice(0, mostPaired)
  const titles = paired.map(({ title, value }) => ({ ...title, value })).filter(({ documents }) => documents > 0)
  for (const group of groupsOf([...paired, ...titles])) take(group)
  if (chosen.estimate === 0 && frequent[0]) {
    // Everything is frequent: the titles with the best term or, where none has it, the term itself. The store cuts.
    const { title, ...term } = frequent[0]
    const best = title.documents > 0 ? title : term
    chosen.any.push(best.hash)
    chosen.estimate = best.documents
  }
  chosen.all = groups.map((group) => group.map(({ hash }) => hash))
  return chosen
}

/** Has every document with all of `parts` all of `group`? What stands in the title stands in the document. */
function implies(parts: readonly Part[], group: readonly Part[]): boolean {
  return group.every(({ hash }) => parts.some((part) => part.hash === hash || part.base === hash))
}

/** Words that stand together are about one thing, so more often than chance would have it. */
function conjunction(documents: number, parts: readonly Part[]): number {
  const share = parts.reduce((product, part) => product * (part.documents / Math.max(1, documents)), 1)
  const likely = share * documents * coOccurrence ** (parts.length - 1)
  return Math.ceil(Math.min(likely, ...parts.map((part) => part.documents)))
}

/** Pairs, then threes, of different terms; the most valuable first, and what fetches more before what fetches less. */
function groupsOf(parts: readonly Part[]): Part[][] {
  const groups: { group: Part[]; value: number; documents: number }[] = []
  for (const [i, a] of parts.entries())
    for (const [j, b] of parts.entries()) {
      if (j <= i || a.base === b.base) continue
      groups.push({ group: [a, b], value: a.value + b.value, documents: a.documents * b.documents })
      for (const c of parts.slice(j + 1))
        if (c.base !== a.base && c.base !== b.base && c.hash === c.base && b.hash === b.base)
          groups.push({ group: [a, b, c], value: a.value + b.value + c.value, documents: 0 })
    }
  return groups
    .sort((a, b) => a.group.length - b.group.length || b.value - a.value || b.documents - a.documents)
    .map(({ group }) => group)
}
