import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

interface NewResolution {
  id: string
  topicId: string
  answerId: string | null
  query: string
  place: 'suggest' | 'search' | 'topic'
  /** The reader's own topic: recorded, but it does not raise its standing. */
  own: boolean
}

/** Records "this solved it", once a person, topic and day; counts it for the topic and the answer. */
export async function insertResolution(
  db: Db,
  scope: Scope,
  it: NewResolution,
): Promise<{ added: boolean; solvedCount: number }> {
  const { rows } = await sql`insert into resolution (body_id, id, person_id, topic_id, answer_id, query, place)
    values (${scope.bodyId}, ${it.id}, ${scope.personId}, ${it.topicId}, ${it.answerId}, ${it.query}, ${it.place})
    on conflict do nothing returning id`.execute(db)
  const added = rows.length === 1
  const by = added && !it.own ? 1 : 0
  if (by && it.answerId) {
    await sql`update answer set solved_count = solved_count + 1
      where body_id = ${scope.bodyId} and id = ${it.answerId}`.execute(db)
  }
  const counted = await sql<{ solved_count: number }>`update topic set solved_count = solved_count + ${by}
    where body_id = ${scope.bodyId} and id = ${it.topicId} returning solved_count`.execute(db)
  return { added, solvedCount: counted.rows[0]!.solved_count }
}
