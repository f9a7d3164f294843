import type { Role } from '#kernel/permission'
import { recordReaders } from '../contract/person.ts'
import { personnel } from '../contract/section.ts'

/** Staff number, mail address and career: the person, and those whose work needs them. */
export const maySeeRecord = (scope: { personId: string; roles: readonly Role[] }, personId: string): boolean =>
  scope.personId === personId || recordReaders.some((role) => scope.roles.includes(role))

export const mayEditPeople = (roles: readonly Role[]): boolean => personnel.some((role) => roles.includes(role))
