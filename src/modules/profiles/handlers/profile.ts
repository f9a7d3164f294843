import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import { type Framework, frameworkInUse, resolverOf } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import { profilesContract } from '../contract.ts'
import { estimatesOf, explain, type ResolvedRow } from '../rules/estimate.ts'
import { countedRows } from '../store/evidence.ts'
import { keepChoice, looksAt, looksPage } from '../store/person.ts'
import { disclosureHandler } from './disclosure.ts'
import { resolved } from './estimate.ts'
import { looked, rightOf } from './right.ts'

const operations = signedIn(profilesContract.profile)

export const profileHandlers = {
  disclose: operations.disclose.handler(disclosureHandler),

  get: operations.get.handler(async ({ input, context }) => {
    const { db, scope } = context
    const { person, seenAs } = await looked(context, 'levels', input)
    const { framework, rows } = await ledgerIn(db, scope.bodyId, person.id)
    const asOf = dateInJapan(new Date())
    const targets = targetLevels(framework, person.target)
    const estimates = new Map(estimatesOf(framework, rows, asOf, targets).map((it) => [it.skill, it]))
    const { id, name, section, title, shown, target } = person
    return {
      person: { id, name, section, title },
      seenAs,
      asOf,
      framework: { code: framework.code, version: framework.version, name: framework.name, levels: framework.levels },
      areas: framework.areas.map((area) => ({
        code: area.code,
        name: area.name,
        skills: framework.skills
          .filter((skill) => skill.area === area.code)
          .map(({ code, name, axes, description, levels }) => ({
            ...estimates.get(code)!,
            ...{ name, axes, description, levels },
          })),
      })),
      targets: framework.profiles.map(({ code, name, kind }) => ({ code, name, kind })),
      target: framework.profiles.some(({ code }) => code === target) ? target : null,
      shownToColleagues: shown,
      mayEndorse: seenAs !== 'self',
      maySeeEvidence: rightOf(scope, 'evidence', person) !== undefined,
    }
  }),

  skill: operations.skill.handler(async ({ input: { skill, ...whose }, context }) => {
    const { db, scope } = context
    const { person } = await looked(context, 'levels', whose)
    const { framework, rows } = await ledgerIn(db, scope.bodyId, person.id)
    if (!framework.skills.some(({ code }) => code === skill)) throw new Refusal('missing', 'not-found')
    const asOf = dateInJapan(new Date())
    const [estimate] = estimatesOf(framework, rows, asOf, targetLevels(framework, person.target), [skill])
    const { contributions, trail } = explain(framework, rows, asOf, skill)
    const maySee = rightOf(scope, 'evidence', person) !== undefined
    // Who may see the level but not the ledger sees how it came about in kinds and days, not in words.
    return { estimate: estimate!, contributions: contributions.map((it) => (maySee ? it : { ...it, note: '' })), trail }
  }),

  choose: operations.choose.handler(async ({ input, context: { db, scope, note } }) => {
    const framework = await frameworkInUse(db, scope.bodyId)
    if (input.target !== null && !framework?.profiles.some(({ code }) => code === input.target))
      throw new Refusal('invalid', 'no-target')
    await keepChoice(db, scope, input)
    note({ subjects: [scope.personId], detail: input })
    return {}
  }),

  looks: operations.looks.handler(async ({ input: { page }, context: { db, scope } }) => {
    const rows = await looksAt(db, scope, page)
    const looks = rows.map(({ total: _, purpose, ...look }) => ({ ...look, purpose: purpose || null }))
    return { total: rows[0]?.total ?? 0, pageSize: looksPage, looks }
  }),
}

/** The framework in use and what counts of a person's ledger in its terms. */
async function ledgerIn(
  db: Db,
  bodyId: number,
  personId: string,
): Promise<{ framework: Framework; rows: ResolvedRow[] }> {
  const framework = await frameworkInUse(db, bodyId)
  if (!framework) throw new Refusal('unavailable', 'no-framework')
  const resolve = await resolverOf(db, bodyId)
  const rows = (await countedRows(db, bodyId, [personId])).get(personId) ?? []
  return { framework, rows: resolved(rows, resolve) }
}

/** The levels a target profile asks for, by skill. */
function targetLevels(framework: Framework, code: string | null): Map<string, number> {
  const profile = framework.profiles.find((one) => one.code === code)
  return new Map(profile?.targets.map(({ skill, level }) => [skill, level]))
}
