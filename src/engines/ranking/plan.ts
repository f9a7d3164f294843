import { titleKey } from './analyse.ts'
import { termHash } from './normalise.ts'
import type { QueryTerm } from './query.ts'
import { type Collection, rarity } from './rank.ts'

/** Which documents to fetch for ranking: those with any term of `any`, or with all terms of one group of `all`. */
export interface Plan {
  any: number[]
  all: number[][]
}

/**
 * Chooses what to fetch, rarest first, so that about `budget` documents come: rare terms alone, frequent words only where
 * they stand in a title or together with another. `most` groups at the most. A collection of few documents is taken by
 * every term it has.
 */
export function plan(
  terms: readonly QueryTerm[],
  collection: Collection,
  seed: number,
  budget: number,
  most = 4,
): Plan {
  const known = terms
    .map((term) => ({ term, documents: collection.documentsWith(term.hash) }))
    .map((entry) => ({ ...entry, worth: entry.term.weight * rarity(collection.documents, entry.documents) }))
    .sort((a, b) => b.worth - a.worth || a.documents - b.documents)
  const any: number[] = []
  const frequent: typeof known = []
  let expected = 0
  for (const entry of known) {
    if (expected + entry.documents <= budget) {
      any.push(entry.term.hash)
      expected += entry.documents
    } else frequent.push(entry)
  }
  const words = frequent.filter(({ term }) => term.source === 'word')
  // Documents named by a frequent word. How many is not counted; a title holds a word about a tenth as often as a text.
  for (const { term, documents } of words) {
    if (expected + documents / 10 > budget * 1.5) continue
    any.push(termHash(titleKey(term.label), seed))
    expected += documents / 10
  }
  const strong = (words.length > 1 ? words : frequent).slice(0, 4).map(({ term }) => term.hash)
  const all: number[][] = []
  if (strong.length > 1) all.push(strong)
  for (let i = 0; i < strong.length && all.length < most; i++) {
    for (let j = i + 1; j < strong.length && all.length < most; j++) {
      if (strong.length > 2) all.push([strong[i]!, strong[j]!])
    }
  }
  if (any.length === 0 && all.length === 0 && strong.length === 1) any.push(strong[0]!)
  return { any, all }
}
