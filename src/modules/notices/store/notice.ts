import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export interface NoticeRow {
  id: string
  kind: string
  subject_kind: string
  subject_id: string
  topic_id: string | null
  title: string
  actor_name: string
  at: Date
  read_at: Date | null
}

/** One page of a person's own notices, newest first; one more than asked tells that there is a next page. */
export async function listNotices(
  db: Db,
  scope: Scope,
  filter: { unread: boolean; kind?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select id, kind, subject_kind, subject_id, topic_id, title, actor_name, at, read_at from notice
    where body_id = ${scope.bodyId} and person_id = ${scope.personId}
      and (not ${filter.unread} or read_at is null)
      and (${filter.kind ?? null}::text is null or kind = ${filter.kind ?? null})
      and (${filter.cursor ?? null}::uuid is null or id < ${filter.cursor ?? null})
    order by id desc limit ${filter.limit + 1}`.execute(db)
  return rows
}

export async function countUnread(db: Db, scope: Scope): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from notice
    where body_id = ${scope.bodyId} and person_id = ${scope.personId} and read_at is null`.execute(db)
  return rows[0]!.n
}

/** Marks one notice, or all up to one, or all; returns how many were unread. */
export async function markRead(
  db: Db,
  scope: Scope,
  { id, upTo }: { id?: string | undefined; upTo?: string | undefined },
): Promise<number> {
  const { rows } = await sql`update notice set read_at = now()
    where body_id = ${scope.bodyId} and person_id = ${scope.personId} and read_at is null
      and (${id ?? null}::uuid is null or id = ${id ?? null}) and (${upTo ?? null}::uuid is null or id <= ${upTo ?? null})
    returning id`.execute(db)
  return rows.length
}

export async function noticeExists(db: Db, scope: Scope, id: string): Promise<boolean> {
  const { rows } = await sql`select from notice
    where body_id = ${scope.bodyId} and person_id = ${scope.personId} and id = ${id}`.execute(db)
  return rows.length > 0
}
