import { dateInJapan } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'
import { insertEvidence, rowsFrom, withdraw } from '../store/evidence.ts'
import { refreshEstimates } from './estimate.ts'
import { skillsOfTags } from './tag-skill.ts'

/** Something of a person's that others took up: an answer that was accepted, a practice that was adopted. */
export interface TakenUp {
  kind: 'answer' | 'adoption'
  /** The answer's or the practice's number. */
  sourceId: string
  personId: string
  tags: readonly string[]
  title: string
  /** Its page. */
  link: string
  at: Date
}

/**
 * Writes down, as evidence on the skills its tags speak for, that something was taken up; nothing where no tag speaks
 * for a skill. In the caller's transaction. Whatever was posted without a name must not be given here: the ledger would
 * tell whose it is.
 */
export async function recordTakenUp(
  db: Db,
  bodyId: number,
  { kind, sourceId, personId, tags, title, link, at }: TakenUp,
): Promise<void> {
  if ((await rowsFrom(db, bodyId, kind, sourceId)).length > 0) return
  const skills = await skillsOfTags(db, bodyId, tags)
  if (skills.length === 0) return
  const row = { personId, kind, sourceId, sourceKind: kind, link, note: title, shownOn: dateInJapan(at) }
  await insertEvidence(
    db,
    bodyId,
    skills.map((skill) => ({ ...row, ...skill, id: newId() })),
  )
  await refreshEstimates(db, bodyId, [personId])
}

/** What was taken up is so no longer: its evidence is withdrawn. */
export async function withdrawTakenUp(
  db: Db,
  bodyId: number,
  { kind, sourceId, by, reason }: { kind: 'answer' | 'adoption'; sourceId: string; by: string | null; reason: string },
): Promise<void> {
  const rows = await rowsFrom(db, bodyId, kind, sourceId)
  if (rows.length > 0) await refreshEstimates(db, bodyId, await withdraw(db, bodyId, rows, by, reason))
}
