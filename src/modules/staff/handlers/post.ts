import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { staffContract } from '../contract.ts'
import { covers } from '../rules/period.ts'
import { type Post, place, postSteps } from '../rules/post.ts'
import { lockStaff } from '../store/as-of.ts'
import { writePosts } from '../store/post.ts'
import { personById, postById, postsOf } from '../store/record.ts'
import { periodsOf } from '../store/section.ts'

const posts = signedIn(staffContract.post)

/** Adds a post to a person's; a main one is a transfer. The caller holds `lockStaff`. */
export async function placePost(db: Db, scope: Scope, personId: string, added: Omit<Post, 'id'>): Promise<string> {
  const person = await personById(db, scope, personId)
  if (!person) throw new Refusal('missing', 'not-found')
  if (person.leftOn && (added.to === null || added.to > person.leftOn))
    throw new Refusal('conflict', 'left', { day: person.leftOn })
  if (!covers(await periodsOf(db, added.sectionId), added))
    throw new Refusal('invalid', 'section-not-held', { from: added.from })
  const held = await postsOf(db, scope, personId)
  const id = newId()
  const placed = place(held, { ...added, id })
  if (placed.status === 'ends-before') throw new Refusal('invalid', 'ends-before')
  if (placed.status === 'later-main') throw new Refusal('conflict', 'later-main', { from: placed.day })
  if (placed.status === 'overlap') {
    const section = held.find((post) => post.id === placed.with.id)?.sectionName ?? ''
    throw new Refusal('conflict', 'overlap', { section, from: placed.with.from })
  }
  await writePosts(db, scope.bodyId, personId, postSteps(held, placed.posts))
  return id
}

export const postHandlers = {
  add: posts.add.handler(async ({ input: { personId, ...added }, context: { db, scope, note } }) => {
    await lockStaff(db)
    const id = await placePost(db, scope, personId, added)
    note({ subjects: [personId], detail: { post: id, section: added.sectionId, kind: added.kind, from: added.from } })
    return { id }
  }),

  end: posts.end.handler(async ({ input: { id, on }, context: { db, scope, note } }) => {
    await lockStaff(db)
    const found = await postById(db, scope, id)
    if (!found) throw new Refusal('missing', 'not-found')
    const held = await postsOf(db, scope, found.person_id)
    const post = held.find((one) => one.id === id)!
    if (on < post.from) throw new Refusal('invalid', 'ends-before')
    if (!covers(await periodsOf(db, post.sectionId), { from: post.from, to: on }))
      throw new Refusal('invalid', 'section-not-held', { from: post.from })
    const after = held.map((one) => (one.id === id ? { ...one, to: on } : one))
    await writePosts(db, scope.bodyId, found.person_id, postSteps(held, after))
    note({ subjects: [found.person_id], detail: { post: id, on } })
    return {}
  }),

  remove: posts.remove.handler(async ({ input: { id }, context: { db, scope, note } }) => {
    await lockStaff(db)
    const found = await postById(db, scope, id)
    if (!found) throw new Refusal('missing', 'not-found')
    await writePosts(db, scope.bodyId, found.person_id, { add: [], set: [], remove: [id] })
    note({ subjects: [found.person_id], detail: { post: id } })
    return {}
  }),
}
