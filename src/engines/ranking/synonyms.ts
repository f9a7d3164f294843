import { normaliseText } from './normalise.ts'
import { wordForm, wordsOf } from './words.ts'

/** What else a word may be called. */
export interface Synonym {
  /** Normalised. */
  text: string
  /** Forms of the words it consists of. */
  forms: readonly string[]
  /** 1 for another spelling, abbreviation or a city's own synonym, less for another word of like meaning. */
  strength: number
}

interface Entry {
  form: string
  text: string
  vocabulary: number | undefined
  /** May a query with this word be expanded by the group? */
  asks: boolean
  /** Filled when first needed: analysing all would take seconds. */
  forms?: readonly string[]
}

/** Groups of words that mean the same, found by the folded form of any of them. */
export type Synonyms = ReadonlyMap<string, readonly { entry: Entry; group: readonly Entry[] }[]>

const likeMeaning = 0.5

function synonymsOf(groups: Iterable<readonly Entry[]>): Synonyms {
  const found = new Map<string, { entry: Entry; group: readonly Entry[] }[]>()
  for (const group of groups)
    for (const entry of group)
      if (entry.asks) {
        const others = found.get(entry.form)
        if (others) others.push({ entry, group })
        else found.set(entry.form, [{ entry, group }])
      }
  return found
}

const entryOf = (text: string, vocabulary?: number, asks = true): Entry => {
  const plain = normaliseText(text)
  return { form: wordForm(plain), text: plain, vocabulary, asks }
}

/** A city's own groups: all words of a group mean the same. */
export function citySynonyms(groups: readonly (readonly string[])[]): Synonyms {
  return synonymsOf(groups.map((words) => words.map((word) => entryOf(word, 0))))
}

/** What is used of an item of the dictionary. Control 1: found by the others but finds none; 2: withdrawn. */
interface SudachiItem {
  midashi: string
  vocabularyNumber: number | undefined
  expandControl: 0 | 1 | 2
}
interface Sudachi {
  fetchDictionary(): Promise<readonly { items: readonly SudachiItem[] }[]>
}

let general: Promise<Synonyms> | undefined

/** The Sudachi synonym dictionary (70,000 words in 26,000 groups), read once. */
export function loadSynonyms(): Promise<Synonyms> {
  general ??= readSudachi()
  return general
}

async function readSudachi(): Promise<Synonyms> {
  // The package's own ESM entry is missing from it, so it can only be required.
  const { createRequire } = process.getBuiltinModule('node:module')
  const { fetchDictionary } = createRequire(import.meta.url)('sudachi-synonyms-dictionary') as Sudachi
  const groups = await fetchDictionary()
  return synonymsOf(
    groups.map(({ items }) =>
      items
        .filter(({ expandControl }) => expandControl !== 2)
        .map((item) => entryOf(item.midashi, item.vocabularyNumber, item.expandControl === 0)),
    ),
  )
}

/** The synonyms of a word or a run of words, by its folded form. */
export function expand(form: string, dictionaries: readonly Synonyms[]): Synonym[] {
  const result: Synonym[] = []
  for (const dictionary of dictionaries)
    for (const { entry, group } of dictionary.get(form) ?? [])
      for (const other of group) {
        if (other.form === form) continue
        const forms = analysed(other)
        if (forms.length === 0) continue
        result.push({ text: other.text, forms, strength: other.vocabulary === entry.vocabulary ? 1 : likeMeaning })
      }
  return result
}

function analysed(entry: Entry): readonly string[] {
  entry.forms ??= [...new Set([...wordsOf(entry.text)].filter(({ weight }) => weight > 0).map(({ form }) => form))]
  return entry.forms
}
