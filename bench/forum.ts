/**
 * Topic list, topic page, search and reply at the API on a community of known size, for comparison with a peer:
 * `npm run bench:forum -- FOLDER [embedded|debian] [seconds]`. FOLDER holds users.jsonl (id, username, name), topics.jsonl
 * (id, uid, title, content, ts) and posts.jsonl (tid, uid, content, ts). Sixteen clients. The last line is one JSON object.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '#kernel/id'
import { foldStatistics } from '#modules/search/public'
import { applicationPool } from '#server/db/pool'
import { inBody } from '#server/operations'
import { drive, memoryOf, openBenchDatabase, openSessions, prepareBody, signIn, startBenchNode } from './harness.ts'

const [folder, kind = 'debian', secondsText = '15'] = process.argv.slice(2)
if (!folder) throw new Error('name the folder with users.jsonl, topics.jsonl and posts.jsonl')
const seconds = Number(secondsText)
const read = <T>(name: string): T[] =>
  readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)

/** Pairs of words a municipal officer might look for together. */
const pairs = [
  ...['避難所 見直し', '電子申請 導入', '住民票 予約', '契約 引継ぎ', '生成AI 運用', '固定資産税 照会'],
  ...['国民健康保険 点検', '三層分離 見直し', '議会 答弁', '空き家 調整', 'テレワーク 周知', '図書館 委託'],
]

const database = await openBenchDatabase(kind)
try {
  const { owner, bodyId } = await prepareBody(database.url)
  await owner.query(
    `insert into person (body_id, id, staff_number, name)
     select $1, gen_random_uuid(), u.username, u.name from jsonb_to_recordset($2::jsonb) as u(username text, name text)`,
    [bodyId, JSON.stringify(read('users'))],
  )
  await Promise.all(['0', '1'].map((part) => load(String(bodyId), part)))
  const pool = applicationPool(database.url, 1)
  await inBody(pool, bodyId, (db) => foldStatistics(db, bodyId))
  await pool.end()
  await owner.query('vacuum analyze')
  const node = await startBenchNode(database.url, { BANSO_JOBS: '0' })
  const cookie = await signIn(node.url, bodyId)

  const ids = async (where: string) =>
    (await owner.query(`select id from topic where body_id = $1 and ${where} order by id limit 500`, [bodyId])).rows
  const tens = (await ids('answer_count = 9')).map(({ id }) => id as string)
  const get = (path: string) => ({ method: 'GET' as const, path: `/api/v1${path}` })
  const words = [...new Set(pairs.flatMap((pair) => pair.split(' ')))]
  const replies = (await ids('answer_count between 1 and 3')).map(({ id }) => id as string)
  const load_ = (requests: Parameters<typeof drive>[2]['requests']) =>
    drive(node, database, { requests, cookie, seconds })

  await drive(node, database, {
    requests: [get('/topics'), get(`/topics/${tens[0]}`), get('/search?query=契約')].map(encode),
    cookie,
    seconds: 5,
  })
  const list = await load_([get('/topics')])
  const topic = await load_(tens.map((id) => get(`/topics/${id}`)))
  const search = await load_(words.map((word) => get(`/search?query=${encodeURIComponent(word)}`)))
  const recall = await recallOf(node.url, cookie)
  await owner.query('delete from rate_window')
  const reply = await replyStorm(node, await openSessions(owner, bodyId, 400), replies)
  const memory = memoryOf(node.pid)
  await node.stop()
  await owner.end()
  console.log(
    JSON.stringify({ bench: 'forum', database: kind, list, topic, search, reply, recall, memory_megabytes: memory }),
  )

  /** Of all topics whose title and posts contain both words, the share the search gives, page by page. */
  async function recallOf(url: string, session: string) {
    let wanted = 0
    let found = 0
    for (const pair of pairs) {
      const [first, second] = pair.split(' ')
      const { rows } = await owner.query(
        `select t.id from topic t cross join lateral (select normalize(t.title || ' ' || t.body || ' ' ||
           coalesce(string_agg(a.body, ' '), ''), NFKC) as text from answer a where a.body_id = t.body_id and a.topic_id = t.id) x
         where t.body_id = $1 and strpos(x.text, $2) > 0 and strpos(x.text, $3) > 0`,
        [bodyId, first, second],
      )
      const hits = new Set<string>()
      for (let page = 1; page <= 50; page++) {
        const path = `${url}/api/v1/search?query=${encodeURIComponent(pair)}&limit=50&page=${page}`
        const answer = (await (await fetch(path, { headers: { cookie: session } })).json()) as {
          hits: { id: string }[]
        }
        for (const { id } of answer.hits) hits.add(id)
        if (answer.hits.length < 50) break
      }
      wanted += rows.length
      found += rows.filter(({ id }) => hits.has(id)).length
    }
    return { wanted, found, share: wanted ? Math.round((found / wanted) * 10_000) / 10_000 : 1 }
  }

  async function replyStorm(target: typeof node, sessions: readonly string[], topics: readonly string[]) {
    // Every reply carries an id of its own, as the screen makes one a form: a repeated one would be no new reply.
    const requests = Array.from({ length: 4000 }, (_, i) => ({
      method: 'POST' as const,
      path: `/api/v1/topics/${topics[i % topics.length]}/answers`,
      body: JSON.stringify({
        id: newId(),
        body: '担当課に確認しました。様式を添付のとおり見直し、今月から運用を始めています。ご確認ください。',
      }),
    }))
    return drive(target, database, { requests, cookie: sessions, seconds })
  }
} finally {
  await database.stop()
}

function encode(request: { method: 'GET'; path: string }) {
  return { ...request, path: encodeURI(request.path) }
}

function load(bodyId: string, part: string): Promise<void> {
  const args = [join(import.meta.dirname, 'load-forum.ts'), database.url, bodyId, folder!, part, '2']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: 'inherit' })
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`load ended with ${code}`))))
  })
}
