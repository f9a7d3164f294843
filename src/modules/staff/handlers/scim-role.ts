import { fiscalYearOf, lastDayOf } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { lockStaff } from '../store/as-of.ts'
import { endGrant, heldUntil, insertGrant, otherAdministrators } from '../store/role.ts'
import { grantsHeld, provisionedPerson, type RoleMember, roleMembers } from '../store/scim.ts'
import type { Directory } from './scim.ts'
import { today } from './today.ts'

/** Who holds the role today, for changing it: the staff lock is held until the transaction ends. */
export async function membersForChange({ db, scope }: Directory, role: string): Promise<RoleMember[]> {
  await lockStaff(db)
  return roleMembers(db, scope, today(), role)
}

/** Gives the role until the fiscal year's end to those who lack it, and ends it for those who are not among `wanted`. */
export async function setMembers(
  { db, scope, note }: Directory,
  role: string,
  before: readonly RoleMember[],
  wanted: ReadonlySet<string>,
): Promise<RoleMember[]> {
  const day = today()
  const held = new Set(before.map((member) => member.id))
  const added = [...wanted].filter((id) => !held.has(id))
  const removed = [...held].filter((id) => !wanted.has(id))
  if (added.length + removed.length === 0) return [...before]
  for (const id of added) await give({ db, scope }, role, id, day)
  for (const id of removed) {
    // Those added a moment ago count: a role may pass from one administrator to another in one step.
    if (role === 'administrator' && (await otherAdministrators(db, id, day)) === 0)
      throw new Refusal('conflict', 'last-administrator')
    for (const grant of await grantsHeld(db, id, role, day)) await endGrant(db, grant, day)
  }
  note({ subjects: [...added, ...removed], detail: { role, added, removed } })
  return roleMembers(db, scope, day, role)
}

async function give({ db, scope }: Pick<Directory, 'db' | 'scope'>, role: string, id: string, day: string) {
  const person = await provisionedPerson(db, scope, id, day)
  if (!person) throw new Refusal('invalid', 'unknown-member', { id })
  if (person.leftOn && person.leftOn < day) throw new Refusal('conflict', 'left', { day: person.leftOn })
  const to = lastDayOf(fiscalYearOf(day))
  const until = await heldUntil(db, id, role, day, to)
  if (until) throw new Refusal('conflict', 'already-held', { day: until })
  await insertGrant(db, scope, { id: newId(), personId: id, role, from: day, to, reason: 'SCIM' })
}
