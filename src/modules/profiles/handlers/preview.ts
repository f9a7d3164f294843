import { dateInJapan } from '#kernel/fiscal-year'
import { numbersFrom } from '#kernel/random'
import { Refusal } from '#kernel/refusal'
import { type Framework, frameworkInUse, frameworkOf, resolverOf, resolverTo } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import type { OperationContext } from '#server/operations'
import { estimatesOf, type ResolvedRow } from '../rules/estimate.ts'
import { fewest } from '../rules/groups.ts'
import { count, type Moves, mergeSmall, moveOf, noMoves, type Standing, standingOf } from '../rules/standing.ts'
import { countedRows } from '../store/evidence.ts'
import { departmentsOf } from '../store/map.ts'
import { resolved } from './estimate.ts'

/** More people than this are sampled, so that a preview takes seconds. */
const mostPeople = 3000
const together = 250

/** What taking a version into use would do to people: by target, and by department. */
export async function previewHandler({
  input: { frameworkId },
  context: { db, scope },
}: {
  input: { frameworkId: string }
  context: OperationContext
}) {
  const next = await frameworkOf(db, scope.bodyId, frameworkId)
  if (!next) throw new Refusal('missing', 'not-found')
  const now = await frameworkInUse(db, scope.bodyId)
  const today = dateInJapan(new Date())
  const everybody = await departmentsOf(db, scope.bodyId, today)
  const people = sampleOf(everybody)
  const tiers = tiersOf(now, next)
  const departments = new Map<string, Moves & { name: string }>()
  const totals = { losing: 0, gaining: 0 }
  const [toNow, toNext] = [await resolverOf(db, scope.bodyId), await resolverTo(db, scope.bodyId, next)]
  for await (const { personId, rows } of ledgers(
    db,
    scope.bodyId,
    people.map((person) => person.personId),
  )) {
    const before = now ? levelsOf(now, resolved(rows, toNow), today) : new Map<string, number>()
    const after = levelsOf(next, resolved(rows, toNext), today)
    if ([...before.keys()].some((skill) => !after.has(skill))) totals.losing++
    if ([...after.keys()].some((skill) => !before.has(skill))) totals.gaining++
    const { groupId, groupName } = people.find((person) => person.personId === personId)!
    const department = departments.get(groupId) ?? { ...noMoves(), name: groupName }
    departments.set(groupId, department)
    const moves = tiers.map((tier) => {
      const [was, will] = [standingOf(tier.now ?? [], before), standingOf(tier.next ?? [], after)]
      if (tier.now) tier.before[was]++
      if (tier.next) tier.after[will]++
      const move = tier.now && tier.next ? moveOf(was, will) : 'stays'
      count(tier.moves, move)
      return move
    })
    count(department, (['falls', 'unknown', 'rises'] as const).find((move) => moves.includes(move)) ?? 'stays')
  }
  return {
    people: people.length,
    sampled: people.length < everybody.length,
    ...totals,
    tiers: tiers.map(({ code, name, now: was, next: will, before, after, moves }) => ({
      ...{ code, name, before: was ? before : null, after: will ? after : null, ...moves },
    })),
    departments: mergeSmall([...departments.values()], fewest),
  }
}

const standings = (): Record<Standing, number> => ({ reached: 0, short: 0, unknown: 0 })

/** The targets of both versions by their codes. */
function tiersOf(now: Framework | undefined, next: Framework) {
  const codes = [...new Set([...next.profiles, ...(now?.profiles ?? [])].map(({ code }) => code))]
  return codes.map((code) => {
    const [was, will] = [now, next].map((version) => version?.profiles.find((profile) => profile.code === code))
    const tier = { code, name: (will ?? was)!.name, now: was?.targets, next: will?.targets }
    return { ...tier, before: standings(), after: standings(), moves: noMoves() }
  })
}

/** The likeliest level of every skill that is known. */
function levelsOf(framework: Framework, rows: readonly ResolvedRow[], today: string): Map<string, number> {
  const known = estimatesOf(framework, rows, today)
  return new Map(known.flatMap(({ skill, level }) => (level === null ? [] : [[skill, level] as const])))
}

async function* ledgers(db: Db, bodyId: number, ids: readonly string[]) {
  for (let from = 0; from < ids.length; from += together) {
    const some = ids.slice(from, from + together)
    const rows = await countedRows(db, bodyId, some)
    for (const personId of some) yield { personId, rows: rows.get(personId) ?? [] }
  }
}

/** The same people each time, so that two previews can be compared. */
function sampleOf<P>(people: readonly P[]): readonly P[] {
  if (people.length <= mostPeople) return people
  const random = numbersFrom(1)
  return people
    .map((person) => ({ person, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, mostPeople)
    .map(({ person }) => person)
}
