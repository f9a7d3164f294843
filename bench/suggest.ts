/**
 * Suggest while typing, at the API: `npm run bench:suggest -- [embedded|debian] [posts] [seconds]`.
 * Sixteen clients type titles letter by letter from the third character on, each asking again as soon as it is answered
 * (`closed`), and once more with a keystroke every 150 ms (`typing`). The last line is one JSON object.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { foldStatistics } from '#modules/search/public'
import { applicationPool } from '#server/db/pool'
import { inBody } from '#server/operations'
import { corpus } from './corpus.ts'
import { drive, memoryOf, openBenchDatabase, prepareBody, signIn, startBenchNode } from './harness.ts'

const [kind = 'debian', postsText = '100000', secondsText = '20'] = process.argv.slice(2)
const posts = Number(postsText)
const database = await openBenchDatabase(kind)
try {
  const { owner, bodyId } = await prepareBody(database.url)
  const started = Date.now()
  const half = Math.ceil(posts / 2)
  await Promise.all([load(0, half), load(half, posts)])
  const pool = applicationPool(database.url, 1)
  let folded = 1
  while (folded > 0) folded = await inBody(pool, bodyId, (db) => foldStatistics(db, bodyId))
  await pool.end()
  await owner.query('vacuum analyze')
  const loadSeconds = Math.round((Date.now() - started) / 1000)
  const sizes = await owner.query(
    "select pg_total_relation_size('search_document') as documents, pg_relation_size('search_document_terms') as index",
  )
  await owner.end()

  const node = await startBenchNode(database.url, { BANSO_JOBS: '0' })
  const memoryAtStart = memoryOf(node.pid)
  const cookie = await signIn(node.url, bodyId)
  const { titles } = corpus()
  const requests = titles
    .filter((_, i) => i % 5 === 0)
    .slice(0, 60)
    .flatMap((title) => Array.from({ length: Math.min(17, title.length - 2) }, (_, k) => title.slice(0, k + 3)))
    .map((text) => ({ method: 'GET' as const, path: `/api/v1/search/suggestions?text=${encodeURIComponent(text)}` }))
  await drive(node, database, { requests, cookie, seconds: 5 }) // warm
  const closed = await drive(node, database, { requests, cookie, seconds: Number(secondsText) })
  const typing = await type(
    node.url,
    cookie,
    requests.map(({ path }) => path),
    Number(secondsText),
  )
  const memory = memoryOf(node.pid)
  await node.stop()
  console.log(
    JSON.stringify({
      bench: 'suggest',
      database: kind,
      posts,
      load_seconds: loadSeconds,
      document_megabytes: Math.round(sizes.rows[0].documents / 1048576),
      index_megabytes: Math.round(sizes.rows[0].index / 1048576),
      closed,
      typing,
      memory_at_start_megabytes: memoryAtStart,
      memory_megabytes: memory,
    }),
  )
} finally {
  await database.stop()
}

function load(from: number, to: number): Promise<void> {
  const args = [join(import.meta.dirname, 'load-posts.ts'), database.url, '1', String(from), String(to)]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' })
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`load ended with ${code}`))))
  })
}

/** Sixteen people typing: each asks every 150 ms, whether or not the last answer came. */
async function type(url: string, cookie: string, paths: readonly string[], seconds: number) {
  const latencies: number[] = []
  const pending: Promise<void>[] = []
  const end = performance.now() + seconds * 1000
  await Promise.all(
    Array.from({ length: 16 }, async (_, client) => {
      for (let i = client * 37; performance.now() < end; i++) {
        const asked = performance.now()
        pending.push(
          fetch(url + paths[i % paths.length]!, { headers: { cookie } })
            .then((response) => response.arrayBuffer())
            .then(() => void latencies.push(performance.now() - asked)),
        )
        await new Promise((resolve) => setTimeout(resolve, 150))
      }
    }),
  )
  await Promise.all(pending)
  latencies.sort((a, b) => a - b)
  const at = (share: number) => Math.round(latencies[Math.floor(share * (latencies.length - 1))]! * 10) / 10
  return { requests: latencies.length, p50_ms: at(0.5), p99_ms: at(0.99) }
}
