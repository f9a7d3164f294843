import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { FrameworkDocument } from '../contract/document.ts'
import { faultsOf } from '../rules/faults.ts'
import { takeDraft } from '../store/draft.ts'
import { versionOf } from '../store/version.ts'

/** The draft, held for this transaction, with everything in it. */
export async function draftFor(db: Db, { bodyId }: Scope, id: string) {
  const draft = { bodyId, id }
  const taken = await takeDraft(db, draft)
  const version = await versionOf(db, bodyId, id)
  if (!version) throw new Refusal('missing', 'not-found')
  if (!taken) throw new Refusal('conflict', 'published')
  return { draft, version, changes: taken.changes - 1 }
}

export function requireSound(parts: Pick<FrameworkDocument, 'code' | 'areas' | 'skills' | 'profiles'>): void {
  const [first] = faultsOf(parts)
  if (first) throw new Refusal('invalid', first.fault, { code: first.code })
}
