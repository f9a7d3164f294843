import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface AskedQuery {
  id: string
  text: string
  /** Grade by document: 2 answers it, 1 partly. */
  relevant: ReadonlyMap<string, number>
}

export function collectionIn(folder: string) {
  const read = <T>(name: string): T[] =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line)
      .map((line) => JSON.parse(line) as T)

  const relevant = new Map<string, Map<string, number>>()
  for (const { qid, did, rel } of read<{ qid: string; did: string; rel: number }>('qrels.jsonl')) {
    if (!relevant.has(qid)) relevant.set(qid, new Map())
    relevant.get(qid)!.set(did, rel)
  }
  return {
    documents: read<{ id: string; question: string; answer: string }>('corpus.jsonl'),
    queries: read<{ id: string; text: string }>('queries.jsonl').map(
      ({ id, text }): AskedQuery => ({ id, text, relevant: relevant.get(id) ?? new Map() }),
    ),
  }
}
