import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import type { AuditNote } from '#server/operations'
import type { Scope } from '#server/session'
import type { Purpose, View, Viewer } from '../contract/names.ts'
import { needsPurpose, rightTo } from '../rules/access.ts'
import { keepLooks, personSeen, type Seen } from '../store/person.ts'

interface Looking {
  db: Db
  scope: Scope
  note: (audited: AuditNote) => void
}

/** Whom the reader may see, and by which right; the look is written down where the person reads it, and in the audit. */
export async function looked(
  { db, scope, note }: Looking,
  view: View,
  { personId = scope.personId, purpose }: { personId?: string | undefined; purpose?: Purpose | undefined },
): Promise<{ person: Seen; seenAs: Viewer }> {
  const person = await personSeen(db, scope, personId)
  if (!person) throw new Refusal('missing', 'not-found')
  const seenAs = rightOf(scope, view, person)
  if (!seenAs) throw new Refusal('forbidden', 'not-shown')
  if (needsPurpose(seenAs) && !purpose) throw new Refusal('invalid', 'purpose')
  if (seenAs !== 'self') await keepLooks(db, scope, [{ id: newId(), personId }], { as: seenAs, view, purpose })
  note({ subjects: [personId], detail: { view, as: seenAs, ...(purpose ? { purpose } : {}) } })
  return { person, seenAs }
}

/** By which right the reader sees a view of a person; undefined when they may not. */
export const rightOf = (scope: Scope, view: View, person: Seen): Viewer | undefined =>
  rightTo(view, {
    self: person.id === scope.personId,
    heads: person.heads,
    roles: scope.roles,
    shown: person.shown,
    willShownTo: person.willShownTo,
  })
