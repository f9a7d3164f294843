import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import { frameworkInUse, resolverOf } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import { TagSkills } from '../content.ts'
import { profilesContract } from '../contract.ts'
import { reachedLevels } from '../rules/finder.ts'
import { ablest } from '../store/estimate.ts'
import { allOwnTagSkills, lockTag, ownTagSkills, ownTagsIn, setTagSkills } from '../store/tag-skill.ts'

const file = join(import.meta.dirname, '../../../../data/profiles/tag-skills.json')
const keyOf = (tag: string) => tag.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

interface Named {
  framework: string
  skill: string
}

/** What comes with the product, by the tag's key. */
const shipped = (() => {
  const { framework, skills } = TagSkills.parse(JSON.parse(readFileSync(file, 'utf8')))
  return new Map<string, Named & { tag: string }>(
    skills.flatMap(({ skill, tags }) => tags.map((tag) => [keyOf(tag), { framework, skill, tag }] as const)),
  )
})()

/**
 * The skills in use that tags speak for: the city's own choice for a tag where it made one (also that it speaks for
 * none), else what comes with the product.
 */
export async function skillsOfTags(db: Db, bodyId: number, tags: readonly string[]): Promise<Named[]> {
  const keys = [...new Set(tags.map(keyOf))]
  const framework = keys.length > 0 ? await frameworkInUse(db, bodyId) : undefined
  if (!framework) return []
  const own = await ownTagSkills(db, bodyId, keys)
  const named = keys.flatMap((key) => own.get(key) ?? (shipped.has(key) ? [shipped.get(key)!] : []))
  const resolve = await resolverOf(db, bodyId)
  const codes = new Set(named.flatMap(({ framework, skill }) => resolve(framework, skill)))
  return [...codes].map((skill) => ({ framework: framework.code, skill }))
}

/** Somebody who likely can do what a tag speaks of. */
export interface Skilled {
  personId: string
  skill: string
  chance: number
}

/** Whether a tag's name standing in a text speaks of it: two letters of the alphabet stand in many words. */
const isTelling = (key: string) => key.length >= (/^[\x20-\x7e]+$/.test(key) ? 3 : 2)

/** Who is asked for what they can: able to do it alone (level 3), more likely than not; so many of each skill. */
const leastChance = 0.5
const askedOfSkill = 30
/** So many of the highest means are looked at: with what is known of them grown old, others may be likelier. */
const lookedAt = 100

/**
 * Who likely can do what the tags of a question, and those its text names, speak of, the likeliest of each skill first.
 * `shown`: their names will be shown to others, so only those who show their skills to colleagues.
 */
export async function skilledIn(
  db: Db,
  bodyId: number,
  { tags, text }: { tags: readonly string[]; text: string },
  shown: boolean,
): Promise<Skilled[]> {
  const framework = await frameworkInUse(db, bodyId)
  const folded = keyOf(text)
  const named = [...shipped.keys()].filter((key) => isTelling(key) && folded.includes(key))
  const own = (await ownTagsIn(db, bodyId, folded)).filter(isTelling)
  const skills = framework ? await skillsOfTags(db, bodyId, [...tags, ...named, ...own]) : []
  if (!framework || skills.length === 0) return []
  const nameOf = new Map(framework.skills.map(({ code, name }) => [code, name]))
  const today = dateInJapan(new Date())
  const wanted = { skills: skills.map(({ skill }) => skill), shown, limit: lookedAt }
  const likely = (await ablest(db, bodyId, framework.code, wanted))
    .map(({ personId, skill, ...kept }) => ({ personId, skill, chance: reachedLevels(kept, today)[2] ?? 0 }))
    .filter(({ chance }) => chance >= leastChance)
    .sort((a, b) => b.chance - a.chance || (a.personId < b.personId ? -1 : 1))
  return [...Map.groupBy(likely, ({ skill }) => skill)].flatMap(([skill, people]) =>
    people.slice(0, askedOfSkill).map((one) => ({ ...one, skill: nameOf.get(skill) ?? skill })),
  )
}

/** Tags that come with the product for a skill in use and that the city did not give another meaning, for finding help. */
export async function tagsOfSkill(db: Db, bodyId: number, skill: string): Promise<string[]> {
  const own = await ownTagSkills(db, bodyId, [...shipped.keys()])
  const resolve = await resolverOf(db, bodyId)
  return [...shipped].flatMap(([key, named]) =>
    !own.has(key) && resolve(named.framework, named.skill).includes(skill) ? [named.tag] : [],
  )
}

const operations = signedIn(profilesContract.tagSkill)

export const tagSkillHandlers = {
  list: operations.list.handler(async ({ context: { db, scope } }) => {
    const framework = await frameworkInUse(db, scope.bodyId)
    const resolve = await resolverOf(db, scope.bodyId)
    const today = (named: readonly Named[]) => [...new Set(named.flatMap((one) => resolve(one.framework, one.skill)))]
    const own = await allOwnTagSkills(db, scope.bodyId)
    const keys = [...new Set([...shipped.keys(), ...own.keys()])]
    return {
      skills: (framework?.skills ?? []).map(({ code, name }) => ({ code, name })),
      tags: keys
        .map((key) => ({
          tag: shipped.get(key)?.tag ?? own.get(key)!.tag,
          shipped: shipped.has(key) ? today([shipped.get(key)!]) : [],
          own: own.has(key) ? today(own.get(key)!.skills) : null,
        }))
        .sort((a, b) => (a.tag < b.tag ? -1 : 1)),
    }
  }),

  save: operations.save.handler(async ({ input: { tag, before, skills }, context: { db, scope, note } }) => {
    const framework = await frameworkInUse(db, scope.bodyId)
    if (!framework) throw new Refusal('unavailable', 'no-framework')
    const known = new Set(framework.skills.map(({ code }) => code))
    if (skills?.some((skill) => !known.has(skill))) throw new Refusal('invalid', 'no-skill')
    const key = keyOf(tag)
    await lockTag(db, scope.bodyId, key)
    const resolve = await resolverOf(db, scope.bodyId)
    const there = (await ownTagSkills(db, scope.bodyId, [key])).get(key)
    const seen = there ? [...new Set(there.flatMap((one) => resolve(one.framework, one.skill)))].sort() : null
    if (JSON.stringify(seen) !== JSON.stringify(before?.toSorted() ?? null)) throw new Refusal('conflict', 'stale')
    await setTagSkills(db, scope.bodyId, { key, tag, framework: framework.code, skills })
    note({ subjects: [], detail: { tag, skills } })
    return {}
  }),
}
