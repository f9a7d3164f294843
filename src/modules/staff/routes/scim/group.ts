import { Id } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { type GrantedRole, grantedRoles, roleNames } from '../../contract/names.ts'
import type { Resource } from '../../rules/scim/patch.ts'
import type { RoleMember } from '../../store/scim.ts'
import { type Versioned, versioned } from './answer.ts'
import { urn } from './schemas.ts'

/** A role as SCIM's Group: its id is the role's code, its members are who holds it today. */
export function groupOf(role: GrantedRole, members: readonly RoleMember[], base: string): Versioned {
  const group = {
    schemas: [urn.group],
    id: role,
    displayName: roleNames[role],
    members: members
      .filter((member) => member.role === role)
      .map(({ id, name }) => ({ value: id, display: name, type: 'User', $ref: `${base}/Users/${id}` })),
  }
  return versioned(group, { resourceType: 'Group', location: `${base}/Groups/${role}` })
}

export function roleOf(id: string): GrantedRole {
  const role = grantedRoles.find((one) => one === id)
  if (!role) throw new Refusal('missing', 'not-found')
  return role
}

/** The ids of the members a Group tells; those of `before` when it tells none. */
export function membersIn(group: Resource, before: Resource): Set<string> {
  if (group.id !== undefined && group.id !== before.id) throw new Refusal('invalid', 'read-only', { attribute: 'id' })
  if (group.displayName !== undefined && group.displayName !== before.displayName)
    throw new Refusal('invalid', 'read-only', { attribute: 'displayName' })
  const members = group.members === undefined ? before.members : (group.members ?? [])
  return new Set(
    [members].flat().map((member) => {
      const value = (member as Resource | null)?.value
      if (!Id.safeParse(value).success) throw new Refusal('invalid', 'unknown-member', { id: String(value) })
      return value as string
    }),
  )
}
