import { Refusal } from '#kernel/refusal'
import { frameworkInUse, resolverOf } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import { itemContract } from '../contract/item.ts'
import { categoryOf, isAnswer } from '../rules/mark.ts'
import { assumedParameters, pointsOf } from '../rules/parameters.ts'
import {
  insertItem,
  insertVersions,
  isAnswered,
  itemCounts,
  itemOf,
  itemPage,
  lastVersion,
  listItems,
  moveItem,
  type StoredItem,
} from '../store/item.ts'
import { insertReview, reviewsOf, statisticsOf } from '../store/review.ts'
import { frameworkNeeded } from './subject.ts'

const operations = signedIn(itemContract)

export const itemHandlers = {
  list: operations.list.handler(async ({ input: { page, ...filters }, context: { db, scope } }) => {
    const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
    const rows = await listItems(db, scope.bodyId, { ...given, page })
    const counts = await itemCounts(db, scope.bodyId)
    const nameOf = await skillNames(db, scope.bodyId)
    const skills = [...new Map(counts.map(({ skill, framework }) => [skill, framework]))].map(([code, framework]) => {
      const sum = (wanted: readonly string[]) =>
        counts
          .filter((one) => one.skill === code && wanted.includes(one.state))
          .reduce((all, { count }) => all + count, 0)
      return { code, name: nameOf(framework, code), inUse: sum(['active', 'trial']), waiting: sum(['draft', 'review']) }
    })
    return {
      total: rows[0]?.total ?? 0,
      pageSize: itemPage,
      skills,
      items: rows.map(({ code, framework, skill, level, kind, state, document, answers, right, calibrated }) => ({
        ...{ code, level, kind, state, stem: document.stem, answers, right, calibrated },
        skillName: nameOf(framework, skill),
      })),
    }
  }),

  get: operations.get.handler(async ({ input: { code, version }, context: { db, scope } }) => {
    const item = await needed(db, scope.bodyId, code, version)
    const nameOf = await skillNames(db, scope.bodyId)
    const { a, b, c = null } = item.parameters
    return {
      ...item,
      skillName: nameOf(item.framework, item.skill),
      parameters: { a, b: [...b], c, calibrated: item.calibrated },
      own: item.writtenBy === scope.personId,
      answered: await isAnswered(db, scope.bodyId, code, item.version),
      reviews: await reviewsOf(db, scope.bodyId, code),
      statistics: await statisticsOf(db, scope.bodyId, code, item.version),
    }
  }),

  create: operations.create.handler(async ({ input: { skill, document }, context: { db, scope, note } }) => {
    const framework = await frameworkNeeded(db, scope.bodyId)
    if (!framework.skills.some(({ code }) => code === skill)) throw new Refusal('invalid', 'no-skill')
    const code = await insertItem(db, scope.bodyId, framework.code, skill)
    const parameters = assumedParameters(document)
    await insertVersions(db, scope.bodyId, [{ code, version: 1, document, parameters, writtenBy: scope.personId }])
    note({ subjects: [], detail: { code } })
    return { code }
  }),

  save: operations.save.handler(async ({ input: { code, revision, document }, context: { db, scope, note } }) => {
    const item = await needed(db, scope.bodyId, code)
    // What people have answered stays as it was: a new wording is a new version, and out of tests until it is looked over.
    const answered = await isAnswered(db, scope.bodyId, code, item.version)
    const fixed = answered || (item.state !== 'draft' && item.state !== 'review')
    const version = fixed ? (await lastVersion(db, scope.bodyId, code)) + 1 : item.version
    const parameters = assumedParameters(document)
    await insertVersions(db, scope.bodyId, [{ code, version, document, parameters, writtenBy: scope.personId }])
    await move(db, scope.bodyId, item, revision, { state: 'draft', version })
    note({ subjects: [], detail: { code, version } })
    return { version }
  }),

  submit: operations.submit.handler(async ({ input: { code, revision }, context: { db, scope, note } }) => {
    const item = await needed(db, scope.bodyId, code)
    if (item.state !== 'draft') throw new Refusal('conflict', 'not-a-draft')
    await move(db, scope.bodyId, item, revision, { state: 'review', version: item.version })
    note({ subjects: [], detail: { code } })
    return {}
  }),

  review: operations.review.handler(async ({ input: { code, revision, outcome, words }, context }) => {
    const { db, scope, note } = context
    const item = await needed(db, scope.bodyId, code)
    if (item.state !== 'review') throw new Refusal('conflict', 'not-waiting')
    if (item.writtenBy === scope.personId) throw new Refusal('forbidden', 'own-work')
    if (outcome === 'returned' && words === '') throw new Refusal('invalid', 'say-why')
    const { version } = item
    const said = outcome === 'returned' ? 'returned' : 'approved'
    await insertReview(db, scope, { code, version, outcome: said, words })
    await move(db, scope.bodyId, item, revision, { state: outcome === 'returned' ? 'draft' : outcome, version })
    note({ subjects: [], detail: { code, outcome } })
    return {}
  }),

  place: operations.place.handler(
    async ({ input: { code, revision, state, reason }, context: { db, scope, note } }) => {
      const item = await needed(db, scope.bodyId, code)
      if (state === 'retired' && reason === '') throw new Refusal('invalid', 'say-why')
      const { version, shipped } = item
      const reviews = await reviewsOf(db, scope.bodyId, code)
      const approved =
        (shipped && version === 1) || reviews.some((one) => one.version === version && one.outcome === 'approved')
      if (state !== 'retired' && !approved) throw new Refusal('conflict', 'not-reviewed')
      await move(db, scope.bodyId, item, revision, { state, version, reason: state === 'retired' ? reason : '' })
      note({ subjects: [], detail: { code, state, reason } })
      return {}
    },
  ),

  try: operations.try.handler(async ({ input: { code, version, given }, context: { db, scope } }) => {
    const { document } = await needed(db, scope.bodyId, code, version)
    if (!isAnswer(document, given)) throw new Refusal('invalid', 'not-an-answer')
    const most = document.kind === 'judgement' ? pointsOf(document).length - 1 : 1
    return { category: categoryOf(document, given), most }
  }),
}

async function needed(db: Db, bodyId: number, code: string, version?: number): Promise<StoredItem> {
  const item = await itemOf(db, bodyId, code, version)
  if (!item) throw new Refusal('missing', 'not-found')
  return item
}

async function move(
  db: Db,
  bodyId: number,
  { code }: StoredItem,
  revision: number,
  to: Parameters<typeof moveItem>[4],
): Promise<void> {
  if (!(await moveItem(db, bodyId, code, revision, to))) throw new Refusal('conflict', 'stale')
}

/** What a skill of any framework is called in the one in use. */
export async function skillNames(db: Db, bodyId: number) {
  const framework = await frameworkInUse(db, bodyId)
  const resolve = await resolverOf(db, bodyId)
  const names = new Map(framework?.skills.map(({ code, name }) => [code, name]))
  return (family: string, skill: string): string =>
    names.get(skill) ?? resolve(family, skill).map((code) => names.get(code) ?? code)[0] ?? skill
}
