import { analyse, mergeAnalyses } from '#engines/ranking/analyse'
import { loadTokenizer } from '#engines/ranking/tokenizer'
import { type Field, packVector, unpackVector } from '#engines/ranking/vector'
import type { Db } from '#server/db/transaction'
import {
  type Delta,
  documentsForChange,
  growDocument,
  noteDeltas,
  type StoredDocument,
  saltOf,
  writeDocuments,
} from '../store/document.ts'

export type { Field }

/** What a module gives to be found: plain texts of the fields, who may see it, and what it is filtered by. */
export interface Document extends Omit<StoredDocument, 'text' | 'terms' | 'vector' | 'lengths'> {
  body: string
  answer: string
  /** Comments, and the words with which others found it. */
  alias: string
}

/** Writes documents anew, in the caller's transaction; they are found from its commit on. */
export async function indexDocuments(db: Db, bodyId: number, documents: readonly Document[]): Promise<void> {
  if (documents.length === 0) return
  await loadTokenizer()
  const kept = new Map(
    (
      await documentsForChange(
        db,
        bodyId,
        documents.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  const deltas: Delta[] = []
  const stored = documents.map(({ body, answer, alias, ...document }): StoredDocument => {
    // A title that only repeats the text says nothing more.
    const fields = { title: document.title, body: body === document.title ? '' : body, answer, alias }
    const { index, vector } = analyse(fields)
    const old = kept.get(document.id)
    deltas.push(deltaOf(bodyId, index, vector.lengths, old))
    // Words with which others found it, and comments, find it again; they are not shown as its text.
    const text = [body, answer].filter((part) => part !== '').join('\u001e')
    return { ...document, text, terms: index, vector: packVector(vector), lengths: vector.lengths }
  })
  await writeDocuments(db, bodyId, stored)
  await noteDeltas(
    db,
    bodyId,
    deltas.filter(({ added, removed, documents }) => documents || added.length || removed.length),
  )
}

export const indexDocument = (db: Db, bodyId: number, document: Document) => indexDocuments(db, bodyId, [document])

/** Adds a new post's text to its topic's document: only the new text is analysed. */
export async function addToDocument(db: Db, bodyId: number, id: string, field: Field, text: string): Promise<void> {
  await loadTokenizer()
  const [old] = await documentsForChange(db, bodyId, [id])
  if (!old) return // not indexed: nothing to grow
  const salt = saltOf(bodyId)
  const before = { index: Int32Array.from(old.terms, (hash) => hash ^ salt), vector: unpackVector(old.vector) }
  const { index, vector } = mergeAnalyses(before, analyse({ [field]: text }))
  await growDocument(db, bodyId, { id, terms: index, vector: packVector(vector), added: field === 'alias' ? '' : text })
  await noteDeltas(db, bodyId, [deltaOf(bodyId, index, vector.lengths, old)])
}

function deltaOf(
  bodyId: number,
  index: Int32Array,
  lengths: Uint16Array,
  old: { terms: number[]; vector: Uint8Array } | undefined,
): Delta {
  if (!old) return { added: index, removed: new Int32Array(), documents: 1, lengths }
  const salt = saltOf(bodyId)
  const before = new Set(old.terms.map((hash) => hash ^ salt))
  const now = new Set(index)
  const oldLengths = unpackVector(old.vector).lengths
  return {
    added: index.filter((hash) => !before.has(hash)),
    removed: Int32Array.from([...before].filter((hash) => !now.has(hash))),
    documents: 0,
    lengths: Array.from(lengths, (length, i) => length - (oldLengths[i] ?? 0)),
  }
}
