import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { frameworkInUse, resolverOf } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { TagSkills } from '../content.ts'
import { ownTagSkills } from '../store/tag-skill.ts'

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

/** Tags that come with the product for a skill in use and that the city did not give another meaning, for finding help. */
export async function tagsOfSkill(db: Db, bodyId: number, skill: string): Promise<string[]> {
  const own = await ownTagSkills(db, bodyId, [...shipped.keys()])
  const resolve = await resolverOf(db, bodyId)
  return [...shipped].flatMap(([key, named]) =>
    !own.has(key) && resolve(named.framework, named.skill).includes(skill) ? [named.tag] : [],
  )
}
