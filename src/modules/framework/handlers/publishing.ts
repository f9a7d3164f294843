import { mayModerate } from '#kernel/permission'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import { enqueue } from '#server/jobs'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { frameworkContract } from '../contract.ts'
import { compare } from '../rules/compare.ts'
import { keepMainFramework } from '../store/main.ts'
import { bringIntoUse, insertPublication, retireVersion } from '../store/publication.ts'
import { versionId, versionOf } from '../store/version.ts'
import { draftFor, requireSound } from './draft.ts'

const operations = signedIn(frameworkContract.framework)

/** A version the person may see: drafts are for those who edit them. */
async function shownVersion(db: Db, { bodyId, roles }: Scope, id: string) {
  const version = await versionOf(db, bodyId, id)
  if (!version || (version.state === 'draft' && !mayModerate(roles))) throw new Refusal('missing', 'not-found')
  return version
}

const detailOf = ({ code, version }: { code: string; version: string }) => ({ framework: code, version })

/** What is made of the framework in use (later modules' estimates) has to be made anew: their task of this name does it. */
const tellUsed = (db: Db, bodyId: number) =>
  enqueue(db, 'framework.used', { bodyId }, { key: `framework.used ${bodyId}` })

export const frameworkPublishing = {
  compare: operations.compare.handler(async ({ input, context: { db, scope } }) => {
    const [from, to] = [await shownVersion(db, scope, input.from), await shownVersion(db, scope, input.to)]
    return { ...compare(from, to), from, to }
  }),

  publish: operations.publish.handler(async ({ input, context: { db, scope, note } }) => {
    const { version, changes } = await draftFor(db, scope, input.id)
    if (changes !== input.changes) throw new Refusal('conflict', 'stale', {}, { changes })
    if (version.skills.length === 0) throw new Refusal('invalid', 'empty')
    requireSound(version)
    const usedId = await versionId(db, scope.bodyId, version.code)
    const used = usedId === undefined ? undefined : await versionOf(db, scope.bodyId, usedId)
    const dropped = used ? compare(used, version).skills.dropped : []
    await insertPublication(db, scope.bodyId, input.id, scope.personId, input.note)
    if (input.use || !used) {
      await bringIntoUse(db, scope.bodyId, version.code, input.id)
      await tellUsed(db, scope.bodyId)
    }
    note({ detail: { ...detailOf(version), used: input.use, dropped: dropped.map(({ code }) => code) } })
    return { dropped }
  }),

  use: operations.use.handler(async ({ input, context: { db, scope, note } }) => {
    const version = await shownVersion(db, scope, input.id)
    if (version.state !== 'published') throw new Refusal('conflict', 'not-published')
    await bringIntoUse(db, scope.bodyId, version.code, input.id)
    await tellUsed(db, scope.bodyId)
    note({ detail: detailOf(version) })
    return {}
  }),

  retire: operations.retire.handler(async ({ input, context: { db, scope, note } }) => {
    const version = await shownVersion(db, scope, input.id)
    if (version.inUse) throw new Refusal('conflict', 'in-use')
    if (!(await retireVersion(db, scope.bodyId, input.id, scope.personId)))
      throw new Refusal('conflict', 'not-published')
    note({ detail: detailOf(version) })
    return {}
  }),

  choose: operations.choose.handler(async ({ input, context: { db, scope, note } }) => {
    if ((await versionId(db, scope.bodyId, input.code)) === undefined) throw new Refusal('conflict', 'not-in-use')
    await keepMainFramework(db, scope.bodyId, input.code)
    await tellUsed(db, scope.bodyId)
    note({ detail: { framework: input.code } })
    return {}
  }),
}
