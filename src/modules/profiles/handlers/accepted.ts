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
 * Writes down, as evidence on the skills their tags speak for, that things were taken up; nothing where no tag speaks
 * for a skill. In the caller's transaction. Whatever was posted without a name must not be given here: the ledger would
 * tell whose it is.
 */
export async function recordTakenUp(db: Db, bodyId: number, things: readonly TakenUp[]): Promise<void> {
  const changed = new Set<string>()
  for (const { kind, sourceId, personId, tags, title, link, at } of things) {
    if ((await rowsFrom(db, bodyId, kind, sourceId)).length > 0) continue
    const row = { personId, kind, sourceId, sourceKind: kind, link, note: title, shownOn: dateInJapan(at) }
    const skills = await skillsOfTags(db, bodyId, tags)
    const rows = skills.map((skill) => ({ ...row, ...skill, id: newId() }))
    if ((await insertEvidence(db, bodyId, rows)) > 0) changed.add(personId)
  }
  await refreshEstimates(db, bodyId, [...changed])
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
