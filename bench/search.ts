/**
 * Search quality through the product: the FAQ of a folder is imported by the operation the screen uses, its queries are
 * asked through the suggestions, and half of them are then told as solved ("これで解決した"): `npm run bench:search -- FOLDER`.
 * FOLDER holds corpus.jsonl (id, question, answer), queries.jsonl (id, text), qrels.jsonl (qid, did, rel). The last line
 * is one JSON object: Success@1 and @5, MRR@10, nDCG@10, cold and remembered (each half remembered, the other asked).
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createPerson, startTestNode } from '#app/testing/node'
import { foldStatistics } from '#modules/search/public'
import { applicationPool } from '#server/db/pool'
import { inBody } from '#server/operations'
import { startTestCluster } from '#server/testing/cluster'
import { clusterVariable, createTemplate, templateVariable } from '#server/testing/database'

const [folder] = process.argv.slice(2)
if (!folder) throw new Error('name the folder with corpus.jsonl, queries.jsonl and qrels.jsonl')
const read = async <T>(name: string): Promise<T[]> =>
  (await readFile(join(folder, name), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
const queries = await read<{ id: string; text: string }>('queries.jsonl')
const judged = new Map<string, Map<string, number>>()
for (const { qid, did, rel } of await read<{ qid: string; did: string; rel: number }>('qrels.jsonl')) {
  judged.set(qid, (judged.get(qid) ?? new Map()).set(did, rel))
}

const cluster = await startTestCluster()
process.env[clusterVariable] = cluster.url
process.env[templateVariable] = (await createTemplate(cluster.url)).name

/** A fresh city with the FAQ imported; asks a query as a member of staff and gives the ids of the source. */
async function city() {
  const node = await startTestNode()
  await createPerson(node, { login: 'dx', roles: ['dx-office'] })
  await createPerson(node, { login: 'staff' })
  const moderator = await node.as('dx')
  const file = new File([await readFile(join(folder!, 'corpus.jsonl'))], 'faq.jsonl')
  const started = performance.now()
  const { added } = await moderator.faq.apply({ file, source: 'bench' })
  const seconds = (performance.now() - started) / 1000
  const { rows } = await node.owner.query('select id, source_key from topic')
  const keyOf = new Map<string, string>(rows.map((row) => [row.id, row.source_key]))
  const idOf = new Map<string, string>(rows.map((row) => [row.source_key, row.id]))
  const staff = await node.as('staff')
  const ask = async (text: string) =>
    (await staff.search.suggest({ text, limit: 10 })).hits.map(({ id }) => keyOf.get(id)!)
  const remember = async (text: string, key: string) => {
    await node.owner.query('delete from resolution') // one a person, topic and day is counted; these stand for many people
    await staff.resolution.create({ topicId: idOf.get(key)!, query: text, place: 'suggest' })
  }
  /** What the minute's job does: the new words are counted. */
  const fold = async () => {
    const pool = applicationPool(node.ownerUrl, 1)
    await inBody(pool, node.bodyId, (db) => foldStatistics(db, node.bodyId))
    await pool.end()
  }
  return { node, added, seconds, ask, remember, fold }
}

interface Scores {
  success1: number
  success5: number
  mrr10: number
  ndcg10: number
}

async function score(
  asked: readonly { id: string; text: string }[],
  ask: (text: string) => Promise<string[]>,
): Promise<Scores> {
  const sums = { success1: 0, success5: 0, mrr10: 0, ndcg10: 0 }
  for (const { id, text } of asked) {
    const relevant = judged.get(id) ?? new Map<string, number>()
    const gains = (await ask(text)).map((key) => relevant.get(key) ?? 0)
    const first = gains.findIndex((gain) => gain > 0)
    const discounted = (values: readonly number[]) =>
      values.slice(0, 10).reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0)
    const ideal = discounted([...relevant.values()].sort((a, b) => b - a))
    sums.success1 += first === 0 ? 1 : 0
    sums.success5 += first >= 0 && first < 5 ? 1 : 0
    sums.mrr10 += first >= 0 ? 1 / (first + 1) : 0
    sums.ndcg10 += ideal > 0 ? discounted(gains) / ideal : 0
  }
  return Object.fromEntries(
    Object.entries(sums).map(([name, sum]) => [name, Math.round((sum / asked.length) * 10_000) / 10_000]),
  ) as unknown as Scores
}

const { node, added, seconds, ask } = await city()
const cold = await score(queries, ask)
await node.stop()
const halves = [queries.filter((_, i) => i % 2 === 0), queries.filter((_, i) => i % 2 === 1)] as const
const remembered: Scores[] = []
for (const [known, asked] of [halves, [halves[1], halves[0]]] as const) {
  const taught = await city()
  for (const { id, text } of known) {
    const best = [...(judged.get(id) ?? [])].sort((a, b) => b[1] - a[1])[0]
    if (best) await taught.remember(text, best[0])
  }
  await taught.fold()
  remembered.push(await score(asked, taught.ask))
  await taught.node.stop()
}
const mean = Object.fromEntries(
  Object.keys(cold).map((name) => [
    name,
    Math.round(((remembered[0]![name as 'mrr10'] + remembered[1]![name as 'mrr10']) / 2) * 10_000) / 10_000,
  ]),
)
await cluster.stop()
console.log(
  JSON.stringify({
    bench: 'search',
    documents: added,
    import_seconds: Math.round(seconds * 10) / 10,
    queries: queries.length,
    cold,
    remembered: mean,
  }),
)
