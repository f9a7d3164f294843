import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/** Keeps what a participant thought; a second word takes the place of the first. */
export async function insertSurvey(
  db: Db,
  bodyId: number,
  enrolmentId: string,
  { useful, fitting, words }: { useful: number; fitting: number; words: string },
): Promise<void> {
  await sql`insert into course_survey (body_id, enrolment_id, useful, fitting, words)
    values (${bodyId}, ${enrolmentId}, ${useful}, ${fitting}, ${words})
    on conflict (body_id, enrolment_id) do update set useful = excluded.useful, fitting = excluded.fitting,
      words = excluded.words, at = now()`.execute(db)
}
