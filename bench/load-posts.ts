/** Child of the benches: loads posts FROM…TO of the corpus into a body through the search module's own indexing. */

import { sql } from 'kysely'
import { newId } from '#kernel/id'
import { indexDocuments } from '#modules/search/public'
import { applicationPool } from '#server/db/pool'
import { inBody } from '#server/operations'
import { corpus } from './corpus.ts'

const [url, body, from, to] = process.argv.slice(2)
const bodyId = Number(body)
const pool = applicationPool(url!, 1)
const { post } = corpus()
const size = 500
for (let start = Number(from); start < Number(to); start += size) {
  const at = new Date()
  const posts = Array.from({ length: Math.min(size, Number(to) - start) }, (_, k) => ({
    id: newId(),
    ...post(start + k),
  }))
  await inBody(pool, bodyId, async (db) => {
    await sql`insert into topic (body_id, id, kind, title, body, html, status, answer_count, accepted_count)
      select ${bodyId}, g.id, 'question', g.title, g.body, g.body, 'solved', 1, 1
      from jsonb_to_recordset(${JSON.stringify(posts)}::jsonb) as g(id uuid, title text, body text)`.execute(db)
    await sql`insert into answer (body_id, id, topic_id, body, html, accepted_at)
      select ${bodyId}, gen_random_uuid(), g.id, g.answer, g.answer, now()
      from jsonb_to_recordset(${JSON.stringify(posts)}::jsonb) as g(id uuid, answer text)`.execute(db)
    await indexDocuments(
      db,
      bodyId,
      posts.map(({ id, title, body, answer }) => ({
        ...{ id, title, body, answer, alias: '', kind: 'question', audienceId: null, hidden: false, axis: null },
        ...{ sectionId: null, tagIds: [], solved: true, createdAt: at, activeAt: at, standing: 0.5 },
      })),
    )
  })
}
await pool.end()
