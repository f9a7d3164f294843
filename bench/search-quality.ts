// How well the ranking engine answers real queries: BANSO_BENCH_DATA=<folder> (or the first argument) holds corpus.jsonl
// (id, question, answer), queries.jsonl (id, text) and qrels.jsonl (qid, did, rel 1 or 2). Nothing is written.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Analysis, analyse, mergeAnalyses } from '#engines/ranking/analyse'
import { analyseQuery } from '#engines/ranking/query'
import { rank, type Statistics } from '#engines/ranking/rank'
import { loadSynonyms } from '#engines/ranking/synonyms'
import { loadTokenizer } from '#engines/ranking/tokenizer'
import { figuresOf, type Judged, splitOf } from './search-quality/figures.ts'

const folder = process.argv[2] ?? process.env['BANSO_BENCH_DATA']
if (!folder) throw new Error('BANSO_BENCH_DATA or the first argument must name the folder of the test collection')
const read = <T>(name: string): T[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line)
    .map((line) => JSON.parse(line) as T)

await loadTokenizer()
const synonyms = await loadSynonyms()
const corpus = read<{ id: string; question: string; answer: string }>('corpus.jsonl').map(
  ({ id, question, answer }) => ({
    id,
    analysis: analyse({ title: question, answer }),
  }),
)
const relevant = new Map<string, Map<string, number>>()
for (const { qid, did, rel } of read<{ qid: string; did: string; rel: number }>('qrels.jsonl')) {
  if (!relevant.has(qid)) relevant.set(qid, new Map())
  relevant.get(qid)!.set(did, rel)
}
const queries = read<{ id: string; text: string }>('queries.jsonl').map(({ id, text }) => ({
  id,
  text,
  query: analyseQuery(text, [synonyms]),
  relevant: relevant.get(id) ?? new Map<string, number>(),
}))

type Documents = readonly { id: string; analysis: Analysis }[]

function statisticsOf(documents: Documents): Statistics {
  const frequencies = new Map<number, number>()
  const lengths = [0, 0, 0, 0]
  for (const { analysis } of documents) {
    for (const hash of analysis.index) frequencies.set(hash, (frequencies.get(hash) ?? 0) + 1)
    analysis.vector.lengths.forEach((length, field) => {
      lengths[field]! += length
    })
  }
  return {
    documents: documents.length,
    averageLengths: lengths.map((sum) => sum / documents.length),
    documentsWith: (hash) => frequencies.get(hash) ?? 0,
  }
}

const judge = (documents: Documents, asked: typeof queries): Judged[] => {
  const statistics = statisticsOf(documents)
  const candidates = documents.map(({ id, analysis }) => ({ id, vector: analysis.vector }))
  return asked.map(({ id, query, relevant }) => ({
    id,
    relevant,
    ranked: rank(query, statistics, candidates, { limit: 50 }).hits.map((hit) => hit.id),
  }))
}

/** A question solved by a document becomes its alias: the best judged document of each remembered query. */
function remember(documents: Documents, solved: typeof queries): Documents {
  const aliases = new Map<string, string[]>()
  for (const { text, relevant } of solved) {
    const [best] = [...relevant].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    if (best) aliases.set(best[0], [...(aliases.get(best[0]) ?? []), text])
  }
  return documents.map(({ id, analysis }) => {
    const alias = aliases.get(id)
    return { id, analysis: alias ? mergeAnalyses(analysis, analyse({ alias })) : analysis }
  })
}

const cold = judge(corpus, queries)
const [one, other] = splitOf(queries)
const warm = [...judge(remember(corpus, one), other), ...judge(remember(corpus, other), one)]
const tuned = new Set(one.map(({ id }) => id))
const report = {
  cold: figuresOf(cold),
  coldTuningHalf: figuresOf(cold.filter(({ id }) => tuned.has(id))),
  coldOtherHalf: figuresOf(cold.filter(({ id }) => !tuned.has(id))),
  warm: figuresOf(warm),
  warmTuningHalf: figuresOf(warm.filter(({ id }) => tuned.has(id))),
  warmOtherHalf: figuresOf(warm.filter(({ id }) => !tuned.has(id))),
}
console.table(report)
console.log(JSON.stringify(report))
