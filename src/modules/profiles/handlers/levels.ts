import { dateInJapan } from '#kernel/fiscal-year'
import type { Db } from '#server/db/transaction'
import { agedSkill } from '../rules/finder.ts'
import { keptOf } from '../store/estimate.ts'

/** What is known of a skill of somebody today. */
export interface Level {
  mean: number
  variance: number
}

/** Known skills of people by person and code, as they stand today; what is unknown is left out. For computing, never for showing. */
export async function levelsOf(
  db: Db,
  bodyId: number,
  framework: string,
  personIds: readonly string[],
): Promise<Map<string, Map<string, Level>>> {
  const today = dateInJapan(new Date())
  const people = new Map<string, Map<string, Level>>()
  for (const { personId, skill, ...kept } of await keptOf(db, bodyId, framework, personIds)) {
    const { mean, variance } = agedSkill(kept, today)
    const levels = people.get(personId) ?? new Map<string, Level>()
    people.set(personId, levels.set(skill, { mean, variance }))
  }
  return people
}
