import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export interface StoredFaq {
  id: string
  answerId: string
  key: string
  question: string
  body: string
  html: string
}

/** What was imported from this source before, by its key there. */
export async function faqOf(db: Db, scope: Scope, source: string) {
  const { rows } = await sql<{ id: string; source_key: string; title: string; answer_id: string; body: string }>`
    select t.id, t.source_key, t.title, a.id as answer_id, a.body
    from topic t join answer a on a.body_id = t.body_id and a.topic_id = t.id and a.author_id is null
    where t.body_id = ${scope.bodyId} and t.source = ${source} order by a.id`.execute(db)
  return new Map(rows.map((row) => [row.source_key, row]))
}

/** Adds imported questions, each with its one accepted answer, set by set. */
export async function insertFaq(
  db: Db,
  scope: Scope,
  source: string,
  entries: readonly StoredFaq[],
  verifyBy: string,
): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
    as g(id uuid, "answerId" uuid, key text, question text, body text, html text)`
  await sql`insert into topic (body_id, id, kind, title, body, html, status, answer_count, accepted_count, first_answer_at,
      solved_at, source, source_key)
    select ${scope.bodyId}, g.id, 'question', g.question, g.question, '', 'solved', 1, 1, now(), now(), ${source}, g.key from ${given}`.execute(
    db,
  )
  await sql`insert into answer (body_id, id, topic_id, body, html, accepted_at, accepted_by, verify_by)
    select ${scope.bodyId}, g."answerId", g.id, g.body, g.html, now(), ${scope.personId}, ${verifyBy}::date from ${given}`.execute(
    db,
  )
}

/** Rewrites entries that changed at their source; the earlier answers stay in the history. */
export async function updateFaq(db: Db, scope: Scope, entries: readonly StoredFaq[], verifyBy: string): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
    as g(id uuid, "answerId" uuid, question text, body text, html text)`
  await sql`insert into revision (body_id, subject_kind, subject_id, number, body, editor_id, at)
    select a.body_id, 'answer', a.id, a.revision, a.body, ${scope.personId}, a.updated_at
    from answer a join ${given} on g."answerId" = a.id where a.body_id = ${scope.bodyId}`.execute(db)
  await sql`update topic t set title = g.question, body = g.question, updated_at = now(), active_at = now() from ${given}
    where t.body_id = ${scope.bodyId} and t.id = g.id`.execute(db)
  await sql`update answer a set body = g.body, html = g.html, revision = a.revision + 1, updated_at = now(), verify_by = ${verifyBy}::date
    from ${given} where a.body_id = ${scope.bodyId} and a.id = g."answerId"`.execute(db)
}
