import { dateInJapan } from '#kernel/fiscal-year'
import type { OperationContext } from '#server/operations'
import { minutesOf, restDays, settingsFor } from '../rules/plan.ts'
import { assessmentsOf, type Taken } from '../store/assessment.ts'
import { invitationsOf } from '../store/invitation.ts'
import { itemsBySkill } from './bank.ts'
import { frameworkNeeded, subjectOf } from './subject.ts'

const day = 24 * 3600_000

/** The day from which a subject may be tested again; null: today. */
export function againFrom(taken: readonly Taken[], subject: string, now = new Date()): string | null {
  const last = taken.find((one) => one.subject === subject && one.endedAt && one.endReason !== 'stopped')
  if (!last?.endedAt) return null
  const from = dateInJapan(new Date(last.endedAt.getTime() + restDays * day))
  return from > dateInJapan(now) ? from : null
}

/** What the caller can be tested in: the areas of the framework in use with their skills. */
export async function offerHandler({ context: { db, scope } }: { context: OperationContext }) {
  const framework = await frameworkNeeded(db, scope.bodyId)
  const bySkill = await itemsBySkill(db, scope.bodyId)
  const taken = await assessmentsOf(db, scope)
  const offered = (subject: string, name: string, skills: readonly string[]) => {
    const open = taken.find((one) => one.subject === subject && !one.endedAt)
    const last = taken.find((one) => one.subject === subject && one.endedAt && one.endReason !== 'expired')
    return {
      subject,
      name,
      items: skills.reduce((sum, skill) => sum + (bySkill.get(skill) ?? []).filter(({ trial }) => !trial).length, 0),
      minutes: minutesOf(settingsFor(skills, 0)),
      open: open ? { id: open.id, answered: open.answers, startedAt: open.startedAt } : null,
      last: last?.endedAt ? { id: last.id, endedAt: last.endedAt } : null,
      again: againFrom(taken, subject),
    }
  }
  const invitations = await invitationsOf(db, scope)
  return {
    areas: framework.areas.map(({ code, name, description }) => {
      const skills = framework.skills.filter(({ area }) => area === code)
      return {
        ...offered(
          code,
          name,
          skills.map((skill) => skill.code),
        ),
        description: description ?? '',
        skills: skills.map((skill) => offered(skill.code, skill.name, [skill.code])),
      }
    }),
    invitations: invitations.flatMap(({ subject, ...rest }) => {
      const found = subjectOf(framework, subject)
      return found ? [{ subject, name: found.name, ...rest }] : []
    }),
  }
}
