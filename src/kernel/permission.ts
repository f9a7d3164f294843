/** Roles a person can hold in a body; their Japanese names stand in the staff contract. */
export const roles = [
  'staff',
  'section-head',
  'dx-office',
  'hr',
  'executive',
  'expert',
  'prefecture',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/**
 * Who may call an operation: `public` needs no session, `signed-in` any account of the body,
 * a list of roles needs one of them. Row-level limits (own section, own post) are the handler's, through the scope.
 */
export type Permission = 'public' | 'signed-in' | readonly Role[]

/** Members of the body's own staff: everyone but the guests of §8 and §10 (advisers, prefecture officers). */
export const ownStaff = ['staff', 'section-head', 'dx-office', 'hr', 'executive', 'administrator'] as const

export function allows(permission: Permission, held: readonly Role[] | undefined): boolean {
  if (permission === 'public') return true
  if (!held) return false
  return permission === 'signed-in' || permission.some((role) => held.includes(role))
}

/** Moderators (見守り役) are the DX section and administrators: they may see what is hidden or addressed to one section. */
export const mayModerate = (held: readonly Role[]): boolean =>
  held.includes('dx-office') || held.includes('administrator')
