import { Refusal } from '#kernel/refusal'
import { notify } from '#modules/notices/public'
import { personSeen } from '#modules/profiles/public'
import type { OperationContext } from '#server/operations'
import { titleOf } from '../messages/title.ts'
import { insertInvitations } from '../store/invitation.ts'
import { frameworkNeeded, subjectNeeded } from './subject.ts'

interface Invited {
  subject: string
  personIds: string[]
  words: string
}

/** Asks people to take a test: the DX section and HR anybody, a head the people of their sections. */
export async function inviteHandler({ input, context }: { input: Invited; context: OperationContext }) {
  const { db, scope, note } = context
  const subject = subjectNeeded(await frameworkNeeded(db, scope.bodyId), input.subject)
  const anybody = scope.roles.includes('dx-office') || scope.roles.includes('hr')
  for (const personId of anybody ? [] : input.personIds)
    if (!(await personSeen(db, scope, personId))?.heads) throw new Refusal('forbidden', 'not-your-people')
  const people = await insertInvitations(db, scope, [...new Set(input.personIds)], input.subject, input.words)
  const told = { kind: 'invited', subjectKind: 'assessment' as const, subjectId: people[0] ?? scope.personId }
  await notify(db, scope.bodyId, people, { ...told, title: titleOf(subject.name), actorName: scope.name })
  note({ subjects: people, detail: { subject: input.subject, invited: people.length } })
  return { invited: people.length }
}
