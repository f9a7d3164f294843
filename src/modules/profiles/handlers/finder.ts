import { dateInJapan } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { frameworkInUse } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import type { Sought } from '../contract/finder.ts'
import { profilesContract } from '../contract.ts'
import { needsPurpose, reachOver, viewersOf } from '../rules/access.ts'
import { agedSkill, anybodysChance, bonus, reaches } from '../rules/finder.ts'
import { bestPeople, foundPeople, type Known, unknownPeople, type Wanting } from '../store/finder.ts'
import { keepLooks } from '../store/person.ts'
import { placesOf } from '../store/reach.ts'

const operations = signedIn(profilesContract.finder)
const pageSize = 20

export const finderHandlers = {
  search: operations.search.handler(async ({ input, context: { db, scope, note } }) => {
    const { wanting, as, office } = await wantingOf(db, scope, input)
    const { people, total, more } = await bestPeople(db, scope, wanting, office, (input.page - 1) * pageSize, pageSize)
    const ids = people.map(({ id }) => id)
    const known = await foundPeople(db, scope, wanting, office, ids)
    const looks = ids.map((id) => ({ id: newId(), personId: id }))
    await keepLooks(db, scope, looks, { as, view: 'finder', purpose: input.purpose })
    note({ subjects: ids, detail: detailOf(as, input) })
    const today = dateInJapan(new Date())
    return {
      among: wanting.among,
      total,
      more,
      pageSize,
      people: people.flatMap(({ id, score }) => {
        const person = known.get(id)
        if (!person) return []
        const { estimates, ...shown } = person
        const skills = wanting.wanted.map((wish) => skillOf(wish, estimates, today))
        const fit = skills.reduce((sum, { chance }) => sum + chance, 0) / skills.length
        return [{ ...shown, fit, score, skills }]
      }),
    }
  }),

  unknown: operations.unknown.handler(async ({ input, context: { db, scope, note } }) => {
    const { wanting, as, office } = await wantingOf(db, scope, input)
    const unknown = await unknownPeople(db, scope, wanting, office, pageSize)
    const ids = unknown.map(({ id }) => id)
    const known = await foundPeople(db, scope, wanting, office, ids)
    note({ subjects: ids, detail: detailOf(as, input) })
    return {
      among: wanting.among,
      total: unknown[0]?.total ?? 0,
      people: ids.flatMap((id) => {
        const person = known.get(id)
        return person
          ? [{ id, name: person.name, section: person.section, title: person.title, will: person.will }]
          : []
      }),
    }
  }),
}

/** What is wanted, in the words of the store, and by which right it may be asked. */
async function wantingOf(db: Db, scope: Scope, { wanted: asked, purpose, will, hours, section }: Sought) {
  const { among, as } = rightToSearch(scope)
  if (needsPurpose(as) && !purpose) throw new Refusal('invalid', 'purpose')
  const framework = await frameworkInUse(db, scope.bodyId)
  if (!framework) throw new Refusal('unavailable', 'no-framework')
  const levels = new Map(asked.map(({ skill, level }) => [skill, level]))
  if ([...levels.keys()].some((skill) => !framework.skills.some(({ code }) => code === skill)))
    throw new Refusal('invalid', 'no-skill')
  const places = await placesOf(db, scope.bodyId, framework.code)
  const wanted = [...levels].map(([skill, level]) => ({
    ...{ skill, level, anybody: anybodysChance(level), place: places.get(skill) },
  }))
  const wanting: Wanting = { framework: framework.code, wanted, among, will, hours, section, bonus }
  return { wanting, as, office: among === 'all' }
}

const detailOf = (as: string, { wanted, purpose }: Sought) => ({ as, wanted, ...(purpose ? { purpose } : {}) })

function skillOf({ skill, level, anybody }: Wanting['wanted'][number], estimates: Known['estimates'], today: string) {
  const kept = estimates.find((one) => one.skill === skill)
  if (!kept)
    return { skill, state: 'unknown' as const, mean: null, low: null, high: null, chance: anybody, lastOn: null }
  const { mean, variance, low, high } = agedSkill(kept, today)
  return {
    skill,
    state: 'known' as const,
    mean,
    low,
    high,
    chance: reaches(mean, variance, level),
    lastOn: kept.lastOn,
  }
}

/** Among whom the reader may search, and by which right. */
function rightToSearch(scope: Scope) {
  const who = { roles: scope.roles, heads: scope.headedIds.length > 0 }
  const reach = reachOver('finder', who)
  if (reach !== 'all' && reach !== 'section' && reach !== 'consent') throw new Refusal('forbidden', 'not-allowed')
  const held = viewersOf(who)
  const as = reach === 'all' ? held.find((viewer) => needsPurpose(viewer)) : reach === 'section' ? 'head' : 'colleague'
  return { among: reach, as: as ?? ('colleague' as const) }
}
