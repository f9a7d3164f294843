import { gramKey, gramsOf, wordKey, wordsOf } from './analyse.ts'
import { fold, normalise, termHash } from './normalise.ts'
import { type Parameters, parameters } from './parameters.ts'

export interface QueryTerm {
  hash: number
  weight: number
  /** The word or pair of letters itself, to say why. */
  label: string
  /** A word of the query, a pair of its letters, or a synonym of one of its words. */
  source: 'word' | 'gram' | 'synonym'
}

/** Words that mean the same, by folded word; given by the caller (general ones and the city's own). */
export type Synonyms = (word: string) => readonly string[]

/** The terms a query is ranked by, each once, with its weight before rarity. */
export function queryTerms(
  text: string,
  seed: number,
  synonyms: Synonyms = () => [],
  p: Parameters = parameters,
): QueryTerm[] {
  const normal = normalise(text)
  const words = wordsOf(normal)
  const terms = new Map<string, QueryTerm>()
  const add = (key: string, weight: number, label: string, source: QueryTerm['source']) => {
    const known = terms.get(key)
    if (known) known.weight = Math.max(known.weight, weight)
    else if (weight > 0) terms.set(key, { hash: termHash(key, seed), weight, label, source })
  }
  for (const word of words) add(wordKey(word), p.word, word, 'word')
  for (const { text: gram, kind } of gramsOf(normal)) add(gramKey(gram), p.gram[kind]!, gram, 'gram')
  // Compounds have synonyms their parts have not, so neighbours are also looked up together.
  const phrases = new Set([...words, ...words.slice(1).map((word, i) => words[i]! + word)])
  for (const phrase of phrases) {
    for (const synonym of synonyms(phrase)) {
      const parts = wordsOf(normalise(synonym))
      for (const part of parts) if (!phrases.has(part)) add(wordKey(part), p.synonym / parts.length, part, 'synonym')
    }
  }
  return [...terms.values()]
}

/** A look-up of synonyms from groups of words; each word finds the others of its groups, as written. */
export function synonymsFrom(groups: Iterable<readonly string[]>): Synonyms {
  const byWord = new Map<string, string[]>()
  for (const group of groups) {
    for (const word of group) {
      const key = fold(normalise(word))
      const others = group.filter((other) => other !== word)
      byWord.set(key, [...(byWord.get(key) ?? []), ...others])
    }
  }
  return (word) => byWord.get(word) ?? []
}
