/** Child of bench/forum.ts: loads every second topic of a forum (people exist already) with its posts, and indexes them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { newId } from '#kernel/id'
import { indexDocuments } from '#modules/search/public'
import { applicationPool } from '#server/db/pool'
import { renderMarkdown } from '#server/markdown'
import { inBody } from '#server/operations'

interface Topic {
  id: number
  uid: number
  title: string
  content: string
  ts: number
}
interface Reply {
  tid: number
  uid: number
  content: string
  ts: number
}

const [url, body, folder, part, parts] = process.argv.slice(2)
const bodyId = Number(body)
const read = <T>(name: string): T[] =>
  readFileSync(join(folder!, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T)
const replies = Map.groupBy(read<Reply>('posts'), ({ tid }) => tid)
const topics = read<Topic>('topics').filter(({ id }) => id % Number(parts) === Number(part))
const pool = applicationPool(url!, 1)
const people = await inBody(pool, bodyId, async (db) => {
  const rows = await db.selectFrom('person').select(['id', 'staff_number']).where('body_id', '=', bodyId).execute()
  return new Map(rows.map(({ id, staff_number }) => [staff_number, id]))
})
const personOf = (uid: number) => people.get(`shokuin${String(uid).padStart(4, '0')}`)!

for (let from = 0; from < topics.length; from += 250) {
  const chunk = topics.slice(from, from + 250).map((topic) => {
    const answers = (replies.get(topic.id) ?? []).map((reply) => {
      const at = new Date(reply.ts)
      return {
        id: newId(reply.ts),
        author: personOf(reply.uid),
        body: reply.content,
        ...renderMarkdown(reply.content),
        at,
      }
    })
    const at = new Date(topic.ts)
    return {
      id: newId(topic.ts),
      author: personOf(topic.uid),
      title: topic.title,
      body: topic.content,
      at,
      answers,
      ...renderMarkdown(topic.content),
    }
  })
  await inBody(pool, bodyId, async (db) => {
    await sql`insert into topic (body_id, id, kind, title, body, html, author_id, answer_count, created_at, active_at)
      select ${bodyId}, g.id, 'question', g.title, g.body, g.html, g.author, g.n, g.at, g.active from jsonb_to_recordset(
        ${JSON.stringify(chunk.map(({ answers, text: _, ...topic }) => ({ ...topic, n: answers.length, active: answers.at(-1)?.at ?? topic.at })))}::jsonb)
        as g(id uuid, title text, body text, html text, author uuid, n integer, at timestamptz, active timestamptz)`.execute(
      db,
    )
    await sql`insert into answer (body_id, id, topic_id, body, html, author_id, created_at)
      select ${bodyId}, g.id, g.topic, g.body, g.html, g.author, g.at from jsonb_to_recordset(
        ${JSON.stringify(chunk.flatMap(({ id, answers }) => answers.map(({ text: _, ...answer }) => ({ ...answer, topic: id }))))}::jsonb)
        as g(id uuid, topic uuid, body text, html text, author uuid, at timestamptz)`.execute(db)
    await indexDocuments(
      db,
      bodyId,
      chunk.map(({ id, title, text, answers, at }) => ({
        ...{
          id,
          title,
          body: text,
          answer: answers.map((answer) => answer.text).join('\n'),
          alias: '',
          kind: 'question',
        },
        ...{ audienceId: null, hidden: false, axis: null, sectionId: null, tagIds: [], solved: false, standing: 0.2 },
        ...{ createdAt: at, activeAt: answers.at(-1)?.at ?? at },
      })),
    )
  })
}
await pool.end()
