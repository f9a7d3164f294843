import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { Audience } from '../contract/names.ts'

export interface StoredWill {
  reform: boolean
  learn: boolean
  teach: boolean
  hoursPerWeek: number
  freeFrom: string | null
  words: string
  shownTo: Audience
  revision: number
  updatedAt: Date
}

/** What a person wants. Who calls has asked the right to it. */
export async function willOf(db: Db, scope: Scope, personId: string): Promise<StoredWill | undefined> {
  const { rows } = await sql<StoredWill>`
    select reform, learn, teach, hours_per_week as "hoursPerWeek", to_char(free_from, 'YYYY-MM-DD') as "freeFrom", words,
      shown_to as "shownTo", revision, updated_at as "updatedAt"
    from willingness where body_id = ${scope.bodyId} and person_id = ${personId}`.execute(db)
  return rows[0]
}

/** Writes the reader's own will; undefined when it was changed since the revision they saw. */
export async function keepWill(
  db: Db,
  scope: Scope,
  will: Omit<StoredWill, 'revision' | 'updatedAt'>,
  seen: number,
): Promise<number | undefined> {
  const { reform, learn, teach, hoursPerWeek, freeFrom, words, shownTo } = will
  const { rows } = await sql<{ revision: number }>`
    insert into willingness (body_id, person_id, reform, learn, teach, hours_per_week, free_from, words, shown_to)
    select ${scope.bodyId}, ${scope.personId}, ${reform}, ${learn}, ${teach}, ${hoursPerWeek}, ${freeFrom}::date, ${words}, ${shownTo}
    on conflict (body_id, person_id) do update set reform = excluded.reform, learn = excluded.learn, teach = excluded.teach,
      hours_per_week = excluded.hours_per_week, free_from = excluded.free_from, words = excluded.words,
      shown_to = excluded.shown_to, revision = willingness.revision + 1, updated_at = now()
    where willingness.revision = ${seen}
    returning revision`.execute(db)
  return rows[0]?.revision
}
