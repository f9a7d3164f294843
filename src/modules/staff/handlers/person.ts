import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { staffContract } from '../contract.ts'
import { holdsOn } from '../rules/period.ts'
import { endPosts, postSteps } from '../rules/post.ts'
import { mayEditPeople, maySeeRecord } from '../rules/record.ts'
import { lockStaff } from '../store/as-of.ts'
import { findPeople, listPeople } from '../store/directory.ts'
import { insertPerson, numberTaken, rewritePerson, setLeft, writePosts } from '../store/post.ts'
import { personById, postsOf } from '../store/record.ts'
import { exportPeople } from './export.ts'
import { placePost } from './post.ts'
import { today } from './today.ts'

const people = signedIn(staffContract.person)

const cursorOf = (place: { kana: string; id: string }) => Buffer.from(`${place.id}${place.kana}`).toString('base64url')
function placeOf(cursor: string) {
  const text = Buffer.from(cursor, 'base64url').toString()
  if (!/^[0-9a-f-]{36}/.test(text)) throw new Refusal('invalid', 'malformed')
  return { id: text.slice(0, 36), kana: text.slice(36) }
}

export const personHandlers = {
  list: people.list.handler(async ({ input: { cursor, asOf = today(), ...filter }, context: { db, scope } }) => {
    const full = maySeeRecord(scope, '')
    const after = cursor ? placeOf(cursor) : undefined
    const { page, total, next } = await listPeople(db, scope, { ...filter, asOf, full, after })
    return {
      asOf,
      total,
      full,
      people: page.map((row) => ({
        id: row.id,
        name: row.name,
        kana: row.kana,
        sectionId: row.section_id,
        sectionName: row.section_name,
        title: row.title ?? '',
        head: row.head ?? false,
        concurrent: row.concurrent,
        ...(full ? { staffNumber: row.staff_number, leftOn: row.left_on } : {}),
      })),
      ...(next ? { next: cursorOf(next) } : {}),
    }
  }),

  find: people.find.handler(async ({ input, context: { db, scope } }) => ({
    people: await findPeople(db, scope, input.starting, input.limit),
  })),

  get: people.get.handler(async ({ input: { id, asOf = today() }, context: { db, scope } }) => {
    const person = await personById(db, scope, id)
    if (!person) throw new Refusal('missing', 'not-found')
    const posts = await postsOf(db, scope, id, asOf)
    return {
      id,
      name: person.name,
      kana: person.kana,
      asOf,
      away: !holdsOn({ from: person.joinedOn ?? '1900-01-01', to: person.leftOn }, asOf),
      posts,
      may: {
        record: maySeeRecord(scope, id),
        edit: mayEditPeople(scope.roles),
        roles: scope.roles.includes('administrator'),
      },
    }
  }),

  record: people.record.handler(async ({ input: { id }, context: { db, scope, note } }) => {
    if (!maySeeRecord(scope, id)) throw new Refusal('forbidden', 'not-permitted')
    const person = await personById(db, scope, id)
    if (!person) throw new Refusal('missing', 'not-found')
    note({ subjects: [id] })
    return { ...person, posts: await postsOf(db, scope, id) }
  }),

  create: people.create.handler(async ({ input: { post, ...words }, context: { db, scope, note } }) => {
    await lockStaff(db)
    if (await numberTaken(db, words.staffNumber))
      throw new Refusal('conflict', 'number-used', { number: words.staffNumber })
    const id = newId()
    await insertPerson(db, scope.bodyId, { id, ...words })
    if (post) await placePost(db, scope, id, post)
    note({ subjects: [id] })
    return { id }
  }),

  update: people.update.handler(async ({ input, context: { db, scope, note } }) => {
    await lockStaff(db)
    const before = await personById(db, scope, input.id, true)
    if (!before) throw new Refusal('missing', 'not-found')
    if (await numberTaken(db, input.staffNumber, input.id))
      throw new Refusal('conflict', 'number-used', { number: input.staffNumber })
    if (!(await rewritePerson(db, input))) throw new Refusal('conflict', 'stale')
    const fields = ['staffNumber', 'name', 'kana', 'mail', 'employment', 'joinedOn'] as const
    note({ subjects: [input.id], detail: { fields: fields.filter((field) => before[field] !== input[field]) } })
    return { revision: input.revision + 1 }
  }),

  leave: people.leave.handler(async ({ input: { id, on }, context: { db, scope, note } }) => {
    await lockStaff(db)
    const person = await personById(db, scope, id, true)
    if (!person) throw new Refusal('missing', 'not-found')
    if (on && person.joinedOn && on < person.joinedOn)
      throw new Refusal('invalid', 'before-joining', { day: person.joinedOn })
    await setLeft(db, id, on)
    if (on) {
      const posts = await postsOf(db, scope, id)
      await writePosts(db, scope.bodyId, id, postSteps(posts, endPosts(posts, on)))
    }
    note({ subjects: [id], detail: { on } })
    return {}
  }),

  export: people.export.handler(async ({ input, context: { db, scope, note } }) => {
    const { format, reason, sectionId, asOf = today() } = input
    const exported = await exportPeople(db, scope, { asOf, format, sectionId })
    note({ detail: { reason, rows: exported.rows, format, asOf, ...(sectionId ? { sectionId } : {}) } })
    return exported
  }),
}
