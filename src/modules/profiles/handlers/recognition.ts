import { isDeepStrictEqual } from 'node:util'
import { dateInJapan } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { type Framework, frameworkInUse } from '#modules/framework/public'
import { notify } from '#modules/notices/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import { type Criteria, declinedReason, type Finding } from '../contract/recognition.ts'
import { profilesContract } from '../contract.ts'
import { reachOver, viewersOf } from '../rules/access.ts'
import { endOfYears, findings, sinceYears, standing } from '../rules/recognition.ts'
import { keepLooks } from '../store/person.ts'
import { placesOf } from '../store/reach.ts'
import {
  type Considered,
  considered,
  type Decision,
  evidenceCounts,
  insertDecision,
  keepCriteria,
  keepWish,
  lastDecisions,
  ownCriteria,
  ownDecisions,
  recognised,
  wishOf,
} from '../store/recognition.ts'
import { criteriaPreset } from './preset.ts'

const operations = signedIn(profilesContract.recognition)
const shownCandidates = 200

export const recognitionHandlers = {
  criteria: operations.criteria.handler(async ({ context: { db, scope } }) => {
    const own = await ownCriteria(db, scope.bodyId)
    return { criteria: own ?? criteriaPreset, own: own !== null, mayEdit: scope.roles.includes('dx-office') }
  }),

  saveCriteria: operations.saveCriteria.handler(
    async ({ input: { before, criteria }, context: { db, scope, note } }) => {
      const framework = await needed(db, scope.bodyId)
      const known = new Set(framework.skills.map(({ code }) => code))
      const named = criteria.conditions.flatMap((one) => (one.kind === 'skills' ? one.skills : []))
      if (named.some((skill) => !known.has(skill))) throw new Refusal('invalid', 'no-skill')
      if (!isDeepStrictEqual(await criteriaOf(db, scope.bodyId), before)) throw new Refusal('conflict', 'stale')
      await keepCriteria(db, scope.bodyId, criteria)
      note({ subjects: [], detail: { criteria } })
      return {}
    },
  ),

  candidates: operations.candidates.handler(async ({ input: { purpose }, context: { db, scope, note } }) => {
    if (!purpose) throw new Refusal('invalid', 'purpose')
    const criteria = await criteriaOf(db, scope.bodyId)
    const found = (await judged(db, scope.bodyId, criteria)).flatMap((one) => {
      const how = standing(one.findings)
      return how ? [{ ...one, ready: how === 'ready' }] : []
    })
    const [ready, near] = [found.filter((one) => one.ready), found.filter((one) => !one.ready)]
    const people = [...ready, ...near].slice(0, shownCandidates)
    const ids = people.map(({ id }) => id)
    const last = await lastDecisions(db, scope.bodyId, ids)
    const as = viewersOf({ roles: scope.roles, heads: false }).find((one) => one === 'dx-office' || one === 'hr')
    const looks = ids.map((personId) => ({ id: newId(), personId }))
    await keepLooks(db, scope, looks, { as: as ?? 'dx-office', view: 'recognition', purpose })
    note({ subjects: ids, detail: { purpose } })
    return {
      criteria,
      total: { ready: ready.length, near: near.length },
      people: people.map(({ id, name, section, ready: all, findings: own }) => {
        const decided = last.get(id)
        return { id, name, section, ready: all, findings: own, last: decided ? shownDecision(decided) : null }
      }),
    }
  }),

  decide: operations.decide.handler(async ({ input, context: { db, scope, note } }) => {
    const { id, personId, decision, reason, validTo } = input
    if (personId === scope.personId) throw new Refusal('forbidden', 'self')
    const criteria = await criteriaOf(db, scope.bodyId)
    const [person] = await judged(db, scope.bodyId, criteria, personId)
    if (!person) throw new Refusal('missing', 'not-staff')
    const today = dateInJapan(new Date())
    const last = (await lastDecisions(db, scope.bodyId, [personId])).get(personId)
    if (decision === 'withdrawn' && !holds(last, today)) throw new Refusal('conflict', 'not-recognised')
    if (decision === 'recognised' && (await wishOf(db, scope.bodyId, personId)).declined)
      throw new Refusal('conflict', 'declined')
    const until = endOfYears(today, criteria.years)
    if (validTo && validTo > until) throw new Refusal('invalid', 'too-long', { until })
    if (validTo && validTo <= today) throw new Refusal('invalid', 'past')
    const end = decision === 'recognised' ? (validTo ?? until) : null
    const row = { id, personId, decision, reason, criteria, findings: person.findings, validTo: end }
    if ((await insertDecision(db, scope, row)) && decision !== 'not-now')
      await notify(db, scope.bodyId, [personId], {
        ...{ kind: 'recognised', subjectKind: 'recognition', subjectId: id, title: '', actorName: scope.name },
      })
    note({ subjects: [personId, id], detail: { decision, reason } })
    return { validTo: end }
  }),

  list: operations.list.handler(async ({ input: { on }, context: { db, scope, note } }) => {
    const all = reachOver('recognition', { roles: scope.roles, heads: scope.headedIds.length > 0 }) === 'all'
    const people = await recognised(db, scope.bodyId, on ?? dateInJapan(new Date()), !all)
    note({ subjects: people.map(({ id }) => id) })
    return { among: all ? ('all' as const) : ('shown' as const), people }
  }),

  own: operations.own.handler(async ({ context: { db, scope } }) => {
    const criteria = await criteriaOf(db, scope.bodyId)
    const history = await ownDecisions(db, scope)
    const [person] = await judged(db, scope.bodyId, criteria, scope.personId)
    const current = holds(history[0], dateInJapan(new Date())) ? history[0]! : undefined
    return {
      ...(await wishOf(db, scope.bodyId, scope.personId)),
      recognisedUntil: current?.validTo ?? null,
      history: history.map(shownDecision),
      findings: person?.findings ?? [],
      criteria,
    }
  }),

  wish: operations.wish.handler(async ({ input, context: { db, scope, note } }) => {
    await keepWish(db, scope, input)
    const [last] = await ownDecisions(db, scope)
    if (input.declined && holds(last, dateInJapan(new Date())))
      await insertDecision(db, scope, {
        ...{ id: newId(), personId: scope.personId, decision: 'withdrawn', reason: declinedReason },
        ...{ criteria: await criteriaOf(db, scope.bodyId), findings: [], validTo: null },
      })
    note({ subjects: [scope.personId], detail: input })
    return {}
  }),
}

const shownDecision = ({ personId: _, ...decision }: Decision) => decision

const holds = (decision: Decision | undefined, today: string): boolean =>
  decision?.decision === 'recognised' && decision.validTo! >= today

const criteriaOf = async (db: Db, bodyId: number): Promise<Criteria> =>
  (await ownCriteria(db, bodyId)) ?? criteriaPreset

async function needed(db: Db, bodyId: number): Promise<Framework> {
  const framework = await frameworkInUse(db, bodyId)
  if (!framework) throw new Refusal('unavailable', 'no-framework')
  return framework
}

/** How each condition stands for people: all of whom something is known, or one. */
export async function judged(
  db: Db,
  bodyId: number,
  criteria: Criteria,
  personId?: string,
): Promise<(Pick<Considered, 'id' | 'name' | 'section'> & { findings: Finding[] })[]> {
  const framework = await needed(db, bodyId)
  const places = await placesOf(db, bodyId, framework.code)
  const today = dateInJapan(new Date())
  const counts = new Map<Criteria['conditions'][number], Map<string, number>>()
  for (const condition of criteria.conditions)
    if (condition.kind === 'evidence') {
      const since = sinceYears(today, condition.years)
      counts.set(condition, await evidenceCounts(db, bodyId, condition.kinds, since, personId))
    }
  return (await considered(db, bodyId, framework.code, personId)).map(({ id, name, section, reached, wants }) => {
    const chances = new Map<string, number[]>()
    for (const { code } of framework.skills) {
      const place = places.get(code)
      const own = place === undefined ? [] : reached.slice(4 * (place - 1), 4 * place)
      if ((own[0] ?? -1) >= 0)
        chances.set(
          code,
          own.map((one) => one / 1000),
        )
    }
    const rows = new Map([...counts].map(([condition, byPerson]) => [condition, byPerson.get(id) ?? 0]))
    return { id, name, section, findings: findings(criteria, framework, { chances, rows, wants: wants ?? undefined }) }
  })
}

/** Who is recognised on a day, for other modules to plan with. */
export async function recognisedOn(db: Db, bodyId: number, on: string): Promise<string[]> {
  return (await recognised(db, bodyId, on, false)).map(({ id }) => id)
}
