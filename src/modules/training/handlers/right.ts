import { headsOf, sectionsToday } from '#modules/staff/public'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { catalogueEditors } from '../contract/course.ts'
import { delegatesOf, headsStoodInFor } from '../store/delegate.ts'
import { membersUnder, type StoredEnrolment } from '../store/enrolment.ts'

export const isEditor = (scope: Scope): boolean => catalogueEditors.some((role) => scope.roles.includes(role))

/** Who answers for a person: the heads of their sections (or the nearest above), never the person, and who stands in. */
export async function answerersOf(db: Db, bodyId: number, personId: string): Promise<string[]> {
  const heads = [
    ...new Set((await headsOf(db, bodyId, await sectionsToday(db, bodyId, personId))).map((one) => one.personId)),
  ]
  const others = heads.filter((head) => head !== personId)
  return [...new Set([...others, ...(await delegatesOf(db, bodyId, others))])].filter((one) => one !== personId)
}

/** Whose enrolments the reader answers, and by which right. */
export async function answeredFor(db: Db, scope: Scope): Promise<{ own: Set<string>; stoodIn: Set<string> }> {
  const own = scope.headedIds.length > 0 ? await membersUnder(db, scope.bodyId, [scope.personId]) : []
  const stoodIn = await membersUnder(db, scope.bodyId, await headsStoodInFor(db, scope))
  const others = (ids: readonly string[]) => new Set(ids.filter((id) => id !== scope.personId))
  return { own: others(own), stoodIn: others(stoodIn) }
}

/** By which right the reader may answer an application; undefined when they may not (yet). */
export async function rightToAnswer(
  db: Db,
  scope: Scope,
  { personId, escalatedAt, state }: StoredEnrolment,
): Promise<'head' | 'delegate' | 'office' | undefined> {
  if (personId === scope.personId) return undefined
  const { own, stoodIn } = await answeredFor(db, scope)
  if (own.has(personId)) return 'head'
  if (stoodIn.has(personId)) return 'delegate'
  return isEditor(scope) && (escalatedAt !== null || state === 'reported') ? 'office' : undefined
}
