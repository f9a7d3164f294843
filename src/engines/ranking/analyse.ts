import { gramsOf, weighs } from './grams.ts'
import { normaliseText } from './normalise.ts'
import { gramKey, termHash, titleKey, wordKey } from './term.ts'
import { count, type Field, fields, mergeVectors, type Vector, vectorOf } from './vector.ts'
import { wordsOf } from './words.ts'

/** A document as it is searched: what finds it and what ranks it. */
export interface Analysis {
  /** Sorted hashes of every term, for the store's index; a superset of the vector's. */
  index: Int32Array
  vector: Vector
}

export type Fields = Partial<Record<Field, string | readonly string[]>>

/** Analyses a document, or one part of it (a new post) to be merged. Parts of a field are texts of their own. */
export function analyse(document: Fields): Analysis {
  const counts = new Map<number, number>()
  const index = new Set<number>()
  const lengths = fields.map((field, position) => {
    const given = document[field] ?? []
    const parts = typeof given === 'string' ? [given] : given
    const add = (key: string) => {
      const hash = termHash(key)
      index.add(hash)
      count(counts, hash, position)
      if (field === 'title') index.add(termHash(titleKey(key)))
    }
    return parts.map(normaliseText).reduce((length, text) => {
      let words = 0
      for (const { form, weight } of wordsOf(text)) {
        if (weight === 0) continue
        add(wordKey(form))
        words++
      }
      for (const gram of gramsOf(text)) {
        if (weighs(gram) || field === 'title') add(gramKey(gram.text))
        else index.add(termHash(gramKey(gram.text)))
      }
      return length + words
    }, 0)
  })
  return { index: Int32Array.from(index).sort(), vector: vectorOf(counts, lengths) }
}

export function mergeAnalyses(a: Analysis, b: Analysis): Analysis {
  return {
    index: Int32Array.from(new Set([...a.index, ...b.index])).sort(),
    vector: mergeVectors(a.vector, b.vector),
  }
}
