// How well the ranking engine answers real queries. BANSO_BENCH_DATA=<folder> (or the first argument) holds corpus.jsonl
// (id, question, answer), queries.jsonl (id, text) and qrels.jsonl (qid, did, rel 1 or 2). Nothing is written.
import { analyse } from '#engines/ranking/analyse'
import { loadSynonyms } from '#engines/ranking/synonyms'
import { loadTokenizer } from '#engines/ranking/tokenizer'
import { collectionIn } from './search-quality/collection.ts'
import { calibrationOf, figuresOf, planFigures, splitOf } from './search-quality/figures.ts'
import { Library } from './search-quality/library.ts'

const folder = process.argv[2] ?? process.env['BANSO_BENCH_DATA']
if (!folder) throw new Error('BANSO_BENCH_DATA or the first argument must name the folder of the test collection')
const { documents, queries } = collectionIn(folder)

await loadTokenizer()
const synonyms = await loadSynonyms()
const library = new Library(
  documents.map(({ id, question, answer }) => ({ id, analysis: analyse({ title: question, answer }) })),
  [synonyms],
)
const [one, other] = splitOf(queries)
const tuning = new Set(one.map(({ id }) => id))
const inHalves = <T extends { id: string }>(all: readonly T[]) => ({
  all,
  tuningHalf: all.filter(({ id }) => tuning.has(id)),
  otherHalf: all.filter(({ id }) => !tuning.has(id)),
})
const figuresByHalf = (name: string, all: ReturnType<Library['judge']>) =>
  Object.fromEntries(Object.entries(inHalves(all)).map(([half, judged]) => [`${name} ${half}`, figuresOf(judged)]))

const cold = library.judge(queries)
/** Half of the queries were solved before, each by the document that answers it best (or by all that answer it). */
const warm = (all: boolean) => [
  ...library.remembering(one, all).judge(other),
  ...library.remembering(other, all).judge(one),
]
const quality = {
  ...figuresByHalf('cold', cold),
  ...figuresByHalf('warm', warm(false)),
  ...figuresByHalf('warm, every answer remembers', warm(true)),
  ...figuresByHalf('plan of 200', library.judge(queries, 200)),
}
console.table(quality)

// No match: the same queries asked of the collection without any document that is relevant to them.
const answerless = library.judgeWithoutRelevant(queries)
const match = Object.fromEntries(
  Object.entries(inHalves(cold)).map(([half, judged]) => {
    const ids = new Set(judged.map(({ id }) => id))
    return [
      half,
      calibrationOf(
        judged,
        answerless.filter(({ id }) => ids.has(id)),
      ),
    ]
  }),
)
console.table(match)

const plans = { 'budget 100': planFigures(library, queries, 100), 'budget 400': planFigures(library, queries, 400) }
console.table(plans)
console.log(JSON.stringify({ ...quality, match, plans }))
