import { sql } from 'kysely'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'

/** What happened, as one reader is told. `kind` is one of noticeKinds in the contract. */
export interface Telling {
  kind: string
  subjectKind:
    | 'topic'
    | 'answer'
    | 'comment'
    | 'import'
    | 'report'
    | 'assessment'
    | 'course'
    | 'enrolment'
    | 'recognition'
    | 'certificate'
    | 'leader'
  subjectId: string
  /** The topic the notice leads to; the subject itself when it is one. */
  topicId?: string | undefined
  /** Title of the topic (or file) it is about. */
  title: string
  /** Who did it, as the reader may see it; empty for the system or an anonymous colleague. */
  actorName: string
}

/** Writes one notice a person (who muted this kind gets none) and wakes their open screens. */
export async function insertNotices(
  db: Db,
  bodyId: number,
  personIds: readonly string[],
  telling: Telling,
): Promise<void> {
  const people = [...new Set(personIds)]
  if (people.length === 0) return
  await sql`
    with told as (
      insert into notice (body_id, id, person_id, kind, subject_kind, subject_id, topic_id, title, actor_name)
      select ${bodyId}, w.id, w.person_id, ${telling.kind}, ${telling.subjectKind}, ${telling.subjectId},
             ${telling.topicId ?? (telling.subjectKind === 'topic' ? telling.subjectId : null)}::uuid, ${telling.title}, ${telling.actorName}
      from unnest(${people.map(() => newId())}::uuid[], ${people}::uuid[]) w(id, person_id)
      where not exists (select from notice_preference p where p.body_id = ${bodyId} and p.person_id = w.person_id
                        and ${telling.kind} = any(p.muted_kinds))
      returning person_id, id)
    insert into live_event (body_id, channel, kind, payload)
    select ${bodyId}, 'person:' || person_id, 'notice', jsonb_build_object('id', id) from told`.execute(db)
  await wake(db, bodyId)
}

/** Gives all notices of a topic another title, but those of some people: what was taken down is quoted no more. */
export async function retitleNotices(
  db: Db,
  bodyId: number,
  topicId: string,
  title: string,
  but: readonly string[],
): Promise<void> {
  await sql`update notice set title = ${title}
    where body_id = ${bodyId} and topic_id = ${topicId} and person_id <> all(${[...but]}::uuid[])`.execute(db)
}

/** Adds an event to a channel (`topic:<id>`, `person:<id>`, `body`); payloads carry ids and counts, never texts. */
export async function insertEvent(
  db: Db,
  bodyId: number,
  channel: string,
  kind: string,
  payload: object,
): Promise<void> {
  await sql`insert into live_event (body_id, channel, kind, payload)
    values (${bodyId}, ${channel}, ${kind}, ${JSON.stringify(payload)}::jsonb)`.execute(db)
  await wake(db, bodyId)
}

/** PostgreSQL folds equal notifications of one transaction into one, and sends it at commit. */
async function wake(db: Db, bodyId: number): Promise<void> {
  await sql`select pg_notify('banso_live', ${String(bodyId)})`.execute(db)
}
