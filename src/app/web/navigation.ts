import type { Role } from '../../kernel/permission.ts'
import type { NavigationEntry } from '../../ui/shell/app-shell.tsx'

interface Entry extends NavigationEntry {
  /** Only for these roles; for everyone when left out. */
  roles?: readonly Role[]
}

/** The main menu, in order. A page's address stands in routes.tsx. */
const entries: Entry[] = []

export const navigationFor = (held: readonly Role[]): NavigationEntry[] =>
  entries.filter(({ roles }) => !roles || roles.some((role) => held.includes(role)))
