/**
 * A node's memory under a long mixed load: `npm run bench:memory -- [minutes] [requests a second] [embedded|debian]`.
 * Sixteen clients read the list, topics, search and suggestions and write answers, over 20,000 posts. Prints the resident
 * memory at the end of each minute; the last line is one JSON object.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { newId } from '#kernel/id'
import { foldStatistics } from '#modules/search/public'
import { applicationPool } from '#server/db/pool'
import { inBody } from '#server/operations'
import { corpus } from './corpus.ts'
import { drive, memoryOf, openBenchDatabase, openSessions, prepareBody, signIn, startBenchNode } from './harness.ts'

const [minutesText = '60', rateText = '60', kind = 'embedded'] = process.argv.slice(2)
const posts = 20_000
const database = await openBenchDatabase(kind)
try {
  const { owner, bodyId } = await prepareBody(database.url)
  await owner.query(
    `insert into person (body_id, id, staff_number, name)
     select $1, gen_random_uuid(), 'm' || n, '試験 ' || n from generate_series(1, 400) n`,
    [bodyId],
  )
  await load(0, posts)
  const pool = applicationPool(database.url, 1)
  await inBody(pool, bodyId, (db) => foldStatistics(db, bodyId))
  await pool.end()
  await owner.query('vacuum analyze')
  const node = await startBenchNode(database.url)
  await signIn(node.url, bodyId)
  const cookie = await openSessions(owner, bodyId, 400)
  const { rows } = await owner.query('select id from topic where body_id = $1 order by id limit 400', [bodyId])
  const ids = rows.map(({ id }) => id as string)
  const { titles } = corpus()
  const get = (path: string) => ({ method: 'GET' as const, path: `/api/v1${path}` })
  /** What one turn of a client asks for; an answer carries an id of its own each time. */
  const round = () =>
    ids.flatMap((id, i) => {
      const title = titles[i % titles.length]!
      const word = encodeURIComponent(title.slice(0, 4))
      const keys = [3, 5, 8].map((n) => get(`/search/suggestions?text=${encodeURIComponent(title.slice(0, n))}`))
      const reply = {
        method: 'POST' as const,
        path: `/api/v1/topics/${id}/answers`,
        body: JSON.stringify({ id: newId(), body: '担当課に確認しました。今月から運用を始めています。' }),
      }
      return [get('/topics'), get(`/topics/${id}`), ...keys, get(`/search?query=${word}`), ...(i % 10 ? [] : [reply])]
    })
  const start = memoryOf(node.pid)
  const minutes: number[] = []
  let requests = 0
  for (let minute = 0; minute < Number(minutesText); minute++) {
    const done = await drive(node, database, { requests: round(), cookie, seconds: 60, rate: Number(rateText) })
    requests += done.requests
    minutes.push(memoryOf(node.pid))
    console.log(`minute ${minute + 1}: ${minutes.at(-1)} MB, ${done.requests} requests, ${done.refused} refused`)
  }
  await node.stop()
  await owner.end()
  console.log(
    JSON.stringify({
      bench: 'memory',
      database: kind,
      minutes: minutes.length,
      requests,
      memory_at_start_megabytes: start,
      memory_worst_megabytes: Math.max(...minutes),
      memory_at_end_megabytes: minutes.at(-1),
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
