import type { Role } from '#kernel/permission'
import type { Audience, Reach, View, Viewer } from '../contract/names.ts'

/** Who may see what: the one place that says it. Each cell is tested; the page 「見える範囲」 shows this table. */
export const access: Record<View, Record<Viewer, Reach>> = {
  levels: row('own', 'consent', 'section', 'all', 'all', 'no', 'no', 'no'),
  evidence: row('own', 'no', 'no', 'all', 'no', 'no', 'no', 'no'),
  will: row('own', 'consent', 'consent', 'all', 'all', 'consent', 'no', 'no'),
  finder: row('no', 'consent', 'section', 'all', 'all', 'no', 'no', 'no'),
  section: row('no', 'no', 'section', 'all', 'all', 'no', 'no', 'no'),
  city: row('no', 'groups', 'groups', 'groups', 'groups', 'groups', 'no', 'groups'),
  export: row('own', 'no', 'no', 'no', 'all', 'no', 'no', 'no'),
  looks: row('own', 'no', 'no', 'no', 'no', 'no', 'no', 'no'),
  recognition: row('own', 'consent', 'consent', 'all', 'all', 'all', 'no', 'no'),
}

function row(...[self, colleague, head, office, hr, executive, expert, prefecture]: Reach[]): Record<Viewer, Reach> {
  return {
    ...{ self: self!, colleague: colleague!, head: head!, 'dx-office': office!, hr: hr!, executive: executive! },
    ...{ expert: expert!, prefecture: prefecture! },
  }
}

const byRole: readonly [Role, Viewer][] = [
  ['dx-office', 'dx-office'],
  ['hr', 'hr'],
  ['executive', 'executive'],
  ['expert', 'expert'],
  ['prefecture', 'prefecture'],
]
const ownStaffRoles: readonly Role[] = ['staff', 'section-head', 'dx-office', 'hr', 'executive', 'administrator']

/** Whom somebody may be counted as, apart from being the person looked at. Administrators are colleagues here. */
export function viewersOf(who: { roles: readonly Role[]; heads: boolean }): Viewer[] {
  const held = byRole.filter(([role]) => who.roles.includes(role)).map(([, viewer]) => viewer)
  return [
    ...held,
    ...(who.heads ? (['head'] as const) : []),
    ...(who.roles.some((role) => ownStaffRoles.includes(role)) ? (['colleague'] as const) : []),
  ]
}

/** What stands between somebody and one person. */
export interface Relation {
  self: boolean
  /** They head a section the person has a post in today, or one above it. */
  heads: boolean
  roles: readonly Role[]
  /** The person shows their skills to colleagues. */
  shown: boolean
  /** To whom the person shows what they want. */
  willShownTo: Audience
  /** The person lets colleagues see that they are recognised. */
  recognitionShown?: boolean
}

/** By which right somebody sees a view of one person: undefined when they may not. The narrowest that is enough. */
export function rightTo(view: View, relation: Relation): Viewer | undefined {
  if (relation.self) return access[view].self === 'own' ? 'self' : undefined
  const order: readonly Viewer[] = ['colleague', 'head', 'executive', 'dx-office', 'hr', 'expert', 'prefecture']
  const held = viewersOf(relation)
  return order
    .filter((viewer) => held.includes(viewer))
    .find((viewer) => grants(access[view][viewer], view, viewer, relation))
}

function grants(reach: Reach, view: View, viewer: Viewer, relation: Relation): boolean {
  const { heads, shown, willShownTo, recognitionShown = false } = relation
  if (reach === 'all') return true
  if (reach === 'section') return heads
  if (reach !== 'consent') return false
  if (view === 'recognition') return recognitionShown
  if (view !== 'will') return shown
  return willShownTo === 'everyone' || (willShownTo === 'head' && viewer === 'head' && heads)
}

/** Whether a right must be used with a stated purpose. */
export const needsPurpose = (viewer: Viewer): boolean => viewer === 'dx-office' || viewer === 'hr'

/** How far somebody may use a view of many people: the widest of what they hold. */
export function reachOver(view: View, who: { roles: readonly Role[]; heads: boolean }): Reach {
  const order: readonly Reach[] = ['all', 'groups', 'section', 'consent', 'own', 'no']
  const held = viewersOf(who).map((viewer) => access[view][viewer])
  return order.find((reach) => held.includes(reach)) ?? 'no'
}
