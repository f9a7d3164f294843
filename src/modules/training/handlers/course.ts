import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import { type Framework, frameworkInUse, resolverOf } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { CourseDocument } from '../contract/course.ts'
import { trainingContract } from '../contract.ts'
import { staleOn } from '../rules/stale.ts'
import {
  courseOf,
  coursePage,
  insertCourse,
  listCourses,
  type StoredCourse,
  setChecked,
  setRetired,
  updateCourse,
} from '../store/course.ts'
import { insertProvider, providersOf } from '../store/provider.ts'
import { isEditor } from './right.ts'

const operations = signedIn(trainingContract.course)

export const courseHandlers = {
  list: operations.list.handler(async ({ input: { page, stale, ...filter }, context: { db, scope } }) => {
    const names = await skillsToday(db, scope.bodyId)
    const today = dateInJapan(new Date())
    const rows = await listCourses(
      db,
      scope.bodyId,
      { ...filter, stale: stale ? staleOn(today) : undefined },
      page,
      today,
    )
    return {
      total: rows[0]?.total ?? 0,
      pageSize: coursePage,
      mayEdit: isEditor(scope),
      courses: rows.map(({ tier, skills: brought, next, total: _, ...course }) => ({
        ...course,
        tierName: names.tier(tier),
        skills: brought.flatMap((one) => {
          const name = names.skill(one.framework, one.skill)
          return name ? [{ name, level: one.level }] : []
        }),
        next: next && { applyUntil: next.applyUntil, startsAt: next.startsAt ? new Date(next.startsAt) : null },
      })),
    }
  }),

  get: operations.get.handler(async ({ input: { id }, context: { db, scope } }) => {
    const { skills, document, ...course } = await courseNeeded(db, scope.bodyId, id)
    const names = await skillsToday(db, scope.bodyId)
    const today = skills.flatMap(({ framework, skill, ...rest }) => {
      const code = names.code(framework, skill)
      return code ? [{ skill: code, ...rest }] : []
    })
    return {
      ...course,
      document: { ...document, skills: today },
      tierName: names.tier(document.tier),
      skillNames: Object.fromEntries(today.map(({ skill }) => [skill, names.named(skill)])),
      mayEdit: isEditor(scope),
    }
  }),

  create: operations.create.handler(async ({ input: { id, document }, context: { db, scope, note } }) => {
    const framework = await checked(db, scope.bodyId, document)
    await insertCourse(db, scope.bodyId, framework, id, document)
    note({ subjects: [id], detail: { title: document.title } })
    return { id }
  }),

  save: operations.save.handler(async ({ input: { id, revision, document }, context: { db, scope, note } }) => {
    await courseNeeded(db, scope.bodyId, id)
    const framework = await checked(db, scope.bodyId, document)
    if (!(await updateCourse(db, scope.bodyId, framework, id, revision, document)))
      throw new Refusal('conflict', 'stale')
    note({ subjects: [id], detail: { title: document.title } })
    return { revision: revision + 1 }
  }),

  check: operations.check.handler(async ({ input: { id, on }, context: { db, scope, note } }) => {
    if (on > dateInJapan(new Date())) throw new Refusal('invalid', 'future')
    if (!(await setChecked(db, scope.bodyId, id, on))) throw new Refusal('missing', 'not-found')
    note({ subjects: [id], detail: { on } })
    return {}
  }),

  retire: operations.retire.handler(async ({ input: { id, revision, retired }, context: { db, scope, note } }) => {
    await courseNeeded(db, scope.bodyId, id)
    if (!(await setRetired(db, scope.bodyId, id, revision, retired))) throw new Refusal('conflict', 'stale')
    note({ subjects: [id], detail: { retired } })
    return { revision: revision + 1 }
  }),

  providers: operations.providers.handler(async ({ context: { db, scope } }) => ({
    providers: await providersOf(db, scope.bodyId),
  })),

  addProvider: operations.addProvider.handler(async ({ input, context: { db, scope, note } }) => {
    const code = await insertProvider(db, scope.bodyId, input)
    if (!code) throw new Refusal('conflict', 'provider-exists')
    note({ subjects: [], detail: { code, name: input.name } })
    return { code }
  }),
}

export async function courseNeeded(db: Db, bodyId: number, id: string): Promise<StoredCourse> {
  const course = await courseOf(db, bodyId, id)
  if (!course) throw new Refusal('missing', 'not-found')
  return course
}

/** The family of the skills a document names; refuses what is not there. */
async function checked(db: Db, bodyId: number, { provider, skills, opens, tier }: CourseDocument): Promise<string> {
  const framework = await frameworkInUse(db, bodyId)
  if (!framework) throw new Refusal('unavailable', 'no-framework')
  const known = new Set(framework.skills.map(({ code }) => code))
  const named = [...skills.map(({ skill }) => skill), ...(opens ? [opens.skill] : [])]
  if (named.some((skill) => !known.has(skill))) throw new Refusal('invalid', 'no-skill')
  if (tier !== '' && !framework.profiles.some(({ code }) => code === tier)) throw new Refusal('invalid', 'no-tier')
  if (!(await providersOf(db, bodyId)).some(({ code }) => code === provider))
    throw new Refusal('invalid', 'no-provider')
  return framework.code
}

/** Skills and tiers as they are called today. */
export async function skillsToday(db: Db, bodyId: number) {
  const framework: Framework | undefined = await frameworkInUse(db, bodyId)
  const resolve = await resolverOf(db, bodyId)
  const names = new Map(framework?.skills.map(({ code, name }) => [code, name]))
  const code = (family: string, skill: string): string | undefined =>
    resolve(family, skill).find((one) => names.has(one))
  return {
    code,
    named: (skill: string) => names.get(skill) ?? skill,
    skill: (family: string, skill: string) => names.get(code(family, skill) ?? ''),
    tier: (tier: string) => framework?.profiles.find((profile) => profile.code === tier)?.name ?? '',
  }
}
