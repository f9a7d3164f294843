import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { AskState, AskStep, Reason } from '../contract/ask.ts'
import { visibleTopic } from './visibility.ts'

/** Asks the chosen people; somebody already asked about the topic is not asked again. Returns who was. */
export async function insertAsks(
  db: Db,
  bodyId: number,
  ask: {
    topicId: string
    step: AskStep
    dueAt: Date
    people: readonly { personId: string; reasons: readonly Reason[] }[]
  },
): Promise<string[]> {
  if (ask.people.length === 0) return []
  const { rows } = await sql<{ person_id: string }>`
    insert into ask (body_id, id, topic_id, person_id, step, reasons, due_at)
    select ${bodyId}, w.id, ${ask.topicId}, w.person_id, ${ask.step}, w.reasons::jsonb, ${ask.dueAt}
    from unnest(${ask.people.map(() => newId())}::uuid[], ${ask.people.map(({ personId }) => personId)}::uuid[],
                ${ask.people.map(({ reasons }) => JSON.stringify(reasons))}::text[]) w(id, person_id, reasons)
    on conflict (body_id, topic_id, person_id) do nothing returning person_id`.execute(db)
  return rows.map((row) => row.person_id)
}

/** Ends what is still open on a topic: `answererId`'s as answered (null: nobody is to be known by it), others withdrawn. */
export async function endAsks(db: Db, bodyId: number, topicId: string, answererId: string | null): Promise<void> {
  await sql`update ask set ended_at = now(),
      state = case when person_id = ${answererId}::uuid then 'answered' else 'withdrawn' end
    where body_id = ${bodyId} and topic_id = ${topicId} and state = 'asked'`.execute(db)
}

export async function expireAsks(db: Db, bodyId: number): Promise<void> {
  await sql`update ask set state = 'expired', ended_at = now()
    where body_id = ${bodyId} and state = 'asked' and due_at <= now()`.execute(db)
}

/** One's own ask, locked. */
export async function lockOwnAsk(db: Db, scope: Scope, id: string) {
  const { rows } = await sql<{ id: string; topic_id: string; step: AskStep; state: AskState }>`
    select id, topic_id, step, state from ask
    where body_id = ${scope.bodyId} and id = ${id} and person_id = ${scope.personId} for update`.execute(db)
  return rows[0]
}

export async function markDeclined(db: Db, scope: Scope, id: string, note: string): Promise<void> {
  await sql`update ask set state = 'declined', ended_at = now(), note = ${note}
    where body_id = ${scope.bodyId} and id = ${id}`.execute(db)
}

/** Who was asked about a topic, in order. */
export async function asksOf(db: Db, bodyId: number, topicId: string) {
  const { rows } = await sql<{
    person_id: string
    step: AskStep
    state: AskState
    asked_at: Date
    note: string
    waiting: boolean
  }>`
    select person_id, step, state, asked_at, note, state = 'asked' and due_at > now() as waiting
    from ask where body_id = ${bodyId} and topic_id = ${topicId} order by asked_at, id`.execute(db)
  return rows
}

/** One page of one's own asks on topics one may read, newest first. */
export async function ownAsks(
  db: Db,
  scope: Scope,
  { open, before, limit }: { open: boolean; before?: string | undefined; limit: number },
) {
  const { rows } = await sql<{
    id: string
    topic_id: string
    kind: 'question' | 'problem' | 'idea' | 'practice'
    title: string
    status: 'open' | 'solved' | 'closed'
    answer_count: number
    step: AskStep
    state: AskState
    reasons: Reason[]
    asked_at: Date
    due_at: Date
    ended_at: Date | null
  }>`
    select a.id, a.topic_id, t.kind, t.title, t.status, t.answer_count, a.step, a.reasons, a.asked_at, a.due_at, a.ended_at,
           case when a.state = 'asked' and a.due_at <= now() then 'expired' else a.state end as state
    from ask a join topic t on t.body_id = a.body_id and t.id = a.topic_id
    where a.body_id = ${scope.bodyId} and a.person_id = ${scope.personId} and ${visibleTopic(scope)}
      and (a.state = 'asked' and a.due_at > now()) = ${open}
      and (${before ?? null}::uuid is null or a.id < ${before ?? null}::uuid)
    order by a.id desc limit ${limit + 1}`.execute(db)
  return { page: rows.slice(0, limit), next: rows.length > limit ? rows[limit - 1]?.id : undefined }
}

export async function countOpenAsks(db: Db, scope: Scope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ask a join topic t on t.body_id = a.body_id and t.id = a.topic_id
    where a.body_id = ${scope.bodyId} and a.person_id = ${scope.personId} and a.state = 'asked' and a.due_at > now()
      and ${visibleTopic(scope)}`.execute(db)
  return rows[0]!.count
}

/** The topic of one's own ask; unlocked, to know what to lock first. */
export async function topicOfOwnAsk(db: Db, scope: Scope, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ topic_id: string }>`select topic_id from ask
    where body_id = ${scope.bodyId} and id = ${id} and person_id = ${scope.personId}`.execute(db)
  return rows[0]?.topic_id
}
