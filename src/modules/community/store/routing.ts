import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { AskStep } from '../contract/ask.ts'

/** Caps hold only if two questions never choose at the same time; choosing takes milliseconds. Taken before any row. */
export async function lockChoosing(db: Db, bodyId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('routing'), ${bodyId}::integer)`.execute(db)
}

/** The database's time decides, so that nodes whose clocks differ agree. */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(db)
  return rows[0]!.now
}

export interface Routed {
  topicId: string
  title: string
  body: string
  createdAt: Date
  askerId: string | null
  anonymous: boolean
  sectionId: string | null
  audienceId: string | null
  tagIds: string[]
  step: AskStep | null
  nextAt: Date | null
  now: Date
  /** Answered, closed or taken down: nobody more is to be asked. */
  settled: boolean
}

/** A question on its way, locked; undefined when it was never routed. */
export async function lockRouting(db: Db, bodyId: number, topicId: string): Promise<Routed | undefined> {
  const { rows } = await sql<Routed>`
    select t.id as "topicId", t.title, t.body, t.created_at as "createdAt", t.author_id as "askerId", t.anonymous,
      t.section_id as "sectionId", t.audience_id as "audienceId", r.step, r.next_at as "nextAt", now() as now,
      array(select tag_id from topic_tag tt where tt.body_id = t.body_id and tt.topic_id = t.id) as "tagIds",
      t.status <> 'open' or t.answer_count > 0 or t.hidden_at is not null as settled
    from topic t join routing r on r.body_id = t.body_id and r.topic_id = t.id
    where t.body_id = ${bodyId} and t.id = ${topicId} for update`.execute(db)
  return rows[0]
}

export async function setRouting(
  db: Db,
  bodyId: number,
  topicId: string,
  it: { step: AskStep | null; nextAt: Date | null },
): Promise<void> {
  await sql`insert into routing (body_id, topic_id, step, next_at) values (${bodyId}, ${topicId}, ${it.step}, ${it.nextAt})
    on conflict (body_id, topic_id) do update set step = excluded.step, next_at = excluded.next_at`.execute(db)
}

/** It climbs no further; where it got to is kept. */
export async function stopRouting(db: Db, bodyId: number, topicId: string): Promise<void> {
  await sql`update routing set next_at = null where body_id = ${bodyId} and topic_id = ${topicId}
    and next_at is not null`.execute(db)
}

export async function routingOf(db: Db, bodyId: number, topicId: string) {
  const { rows } = await sql<{ step: AskStep | null; next_at: Date | null }>`
    select step, next_at from routing where body_id = ${bodyId} and topic_id = ${topicId}`.execute(db)
  return rows[0]
}

/** Questions whose time has come and whose job did not run: lost with a queue, or delayed. */
export async function overdue(db: Db, bodyId: number): Promise<string[]> {
  const { rows } = await sql<{ topic_id: string }>`
    select topic_id from routing where body_id = ${bodyId} and next_at <= now() order by next_at limit 500`.execute(db)
  return rows.map((row) => row.topic_id)
}
