import { scriptOf } from './characters.ts'
import { gramsOf, requiredTerms, weighs } from './grams.ts'
import { foldKana, normaliseText } from './normalise.ts'
import { parameters } from './parameters.ts'
import { expand, type Synonyms } from './synonyms.ts'
import { gramKey, termHash, titleKey, wordKey } from './term.ts'
import { type Word, wordForm, wordsOf } from './words.ts'

export type TermClass = 'word' | 'gram' | 'synonym'

export interface QueryTerm {
  key: string
  hash: number
  /** Hash of the key by which documents with the term in their title are found. */
  titleHash: number
  kind: TermClass
  /** Within its class: 1 for a word that stands once. */
  weight: number
  /** What of the query it stands for: shown as the reason. */
  word: string
}

/** What people ask for, as terms; those of kind `synonym` come last. */
export interface Query {
  /** Normalised. */
  text: string
  /**
   * The parts between spaces, each with the terms every document containing it has (none: it cannot be looked up), and
   * those every document has that contains it in its title.
   */
  parts: readonly { text: string; required: readonly number[]; titleRequired: readonly number[] }[]
  /** Every word of every part, however it is written (申込み, 申し込み); empty where a part has no word to look up. */
  words: readonly number[]
  /** Terms of the end of the text, which may be a word still being typed. */
  unfinished: readonly number[]
  terms: readonly QueryTerm[]
  alternatives: readonly Alternative[]
}

/** What a word of the query may also be called: all these synonym terms, by their place in `terms`. */
export interface Alternative {
  word: string
  /** The synonym as a whole. */
  text: string
  terms: readonly number[]
}

const { unfinishedWeight, repeatedWeight, mostWeight, longestPhrase, longestGap, longestScanned } = parameters.query

export function analyseQuery(original: string, dictionaries: readonly Synonyms[] = []): Query {
  const text = normaliseText(original).trim()
  const words = [...wordsOf(text)]
  const terms = new Map<string, QueryTerm>()
  const add = (key: string, kind: TermClass, weight: number, word: string) => {
    const known = terms.get(key)
    if (known?.kind === kind) known.weight = Math.min(mostWeight, known.weight + repeatedWeight * weight)
    else if (known) return
    else if (weight > 0)
      terms.set(key, { key, hash: termHash(key), titleHash: termHash(titleKey(key)), kind, weight, word })
  }
  for (const { form, weight, surface } of words) add(wordKey(form), 'word', weight, surface)

  const fragment = fragmentOf(text)
  const weights = weightOfUnits(text, words)
  for (const gram of gramsOf(text)) {
    const weight = Math.min(weights[gram.at]!, weights[gram.at - gram.text.length + 1]!)
    if (weighs(gram)) add(gramKey(gram.text), 'gram', weight, gram.text)
    else if (gram.at >= text.length - fragment.length && (gram.scripts.length === 2 || fragment.length === 1))
      add(gramKey(gram.text), 'gram', unfinishedWeight, fragment)
  }
  const alternatives: { word: string; text: string; keys: string[] }[] = []
  const forms = new Set<string>()
  for (const { form, word, weight } of phrasesOf(text, words, dictionaries)) {
    if (forms.has(form)) continue
    forms.add(form)
    for (const { text, forms, strength } of expand(form, dictionaries)) {
      const keys = forms.map(wordKey)
      if (keys.some((key) => terms.get(key)?.kind === 'word')) continue
      for (const key of keys) add(key, 'synonym', (weight * strength) / keys.length, word)
      alternatives.push({ word, text, keys })
    }
  }
  const places = new Map([...terms.keys()].map((key, place) => [key, place]))
  const parts = [...text.matchAll(/[^ ]+/g)]

  return {
    text,
    parts: parts.map(([part]) => {
      const keys = requiredTerms(part)
      return { text: part, required: keys.map(termHash), titleRequired: keys.map((key) => termHash(titleKey(key))) }
    }),
    words: wordsInAll(parts, words),
    unfinished: requiredTerms(fragment).map(termHash),
    terms: [...terms.values()],
    alternatives: alternatives.map(({ word, text, keys }) => ({
      word,
      text,
      terms: keys.map((key) => places.get(key)!),
    })),
  }
}

function wordsInAll(parts: readonly RegExpExecArray[], words: readonly Word[]): number[] {
  const hashes = new Set<number>()
  for (const { 0: part, index } of parts) {
    const inside = words.filter(({ at, weight }) => weight > 0 && at >= index && at < index + part.length)
    if (inside.length === 0) return []
    for (const { form } of inside) hashes.add(termHash(wordKey(form)))
  }
  return [...hashes]
}

/** Every hash whose document frequency `plan` and `rank` ask for. */
export function hashesOf(query: Query): number[] {
  const hashes = new Set(query.unfinished)
  for (const { required } of query.parts) for (const hash of required) hashes.add(hash)
  for (const { hash, titleHash } of query.terms) hashes.add(hash).add(titleHash)
  return [...hashes]
}

/** The end of the text that may be a word still being typed: a short last part, or a run of katakana or Latin. */
function fragmentOf(text: string): string {
  const last = text.slice(text.lastIndexOf(' ') + 1)
  if (last.length <= parameters.query.longestFragment) return last
  const end = scriptOf(last.at(-1)!)
  if (end !== 'katakana' && end !== 'latin') return ''
  let from = last.length
  while (from > 0 && scriptOf(last[from - 1]!) === end) from--
  return last.slice(from)
}

/** A gram weighs no more than the words it lies in. */
function weightOfUnits(text: string, words: readonly Word[]): Float64Array {
  const weights = new Float64Array(text.length).fill(1)
  for (const { at, surface, weight } of words) weights.fill(weight, at, at + surface.length)
  return weights
}

/**
 * What is looked up in the dictionaries, in the form they are listed by: words, runs of neighbouring words (a particle may
 * stand between), and whatever a small dictionary (a city's own) has that stands anywhere in the text, word or not.
 */
function* phrasesOf(
  text: string,
  words: readonly Word[],
  dictionaries: readonly Synonyms[],
): Generator<{ form: string; word: string; weight: number }> {
  for (const [first, word] of words.entries()) {
    if (word.weight > 0) yield { form: word.form, word: word.surface, weight: word.weight }
    let end = word.at + word.surface.length
    for (const next of words.slice(first + 1, first + longestPhrase)) {
      if (next.at - end > longestGap) break
      end = next.at + next.surface.length
      const phrase = text.slice(word.at, end)
      yield { form: wordForm(phrase), word: phrase, weight: Math.max(word.weight, next.weight) }
    }
  }
  const folded = foldKana(text)
  for (const dictionary of dictionaries)
    if (dictionary.size <= longestScanned)
      for (const form of dictionary.keys())
        if (form.length > 1 && folded.includes(form)) yield { form, word: form, weight: 1 }
}
