import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'

/** The city's own choice per tag: a skill, or none (an empty list). Tags it said nothing about are left out. */
export async function ownTagSkills(
  db: Db,
  bodyId: number,
  keys: readonly string[],
): Promise<Map<string, { framework: string; skill: string }[]>> {
  const { rows } = await sql<{ tag_key: string; framework: string; skill: string }>`
    select tag_key, framework, skill from tag_skill where body_id = ${bodyId} and tag_key = any(${[...keys]}::text[])
    order by tag_key, framework, skill`.execute(db)
  const byTag = new Map<string, { framework: string; skill: string }[]>()
  for (const { tag_key: key, framework, skill } of rows)
    byTag.set(key, [...(byTag.get(key) ?? []), ...(skill ? [{ framework, skill }] : [])])
  return byTag
}

/** Tags the city chose a meaning for whose names stand in a text (without spaces, width and case). */
export async function ownTagsIn(db: Db, bodyId: number, folded: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select distinct tag_key as key from tag_skill
    where body_id = ${bodyId} and position(tag_key in ${folded}) > 0 order by tag_key`.execute(db)
  return rows.map(({ key }) => key)
}

/** Every choice of the city's own, by the tag's key. */
export async function allOwnTagSkills(
  db: Db,
  bodyId: number,
): Promise<Map<string, { tag: string; skills: { framework: string; skill: string }[] }>> {
  const { rows } = await sql<{ key: string; tag: string; framework: string; skill: string }>`
    select tag_key as key, tag, framework, skill from tag_skill where body_id = ${bodyId}
    order by tag_key, framework, skill`.execute(db)
  const byKey = new Map<string, { tag: string; skills: { framework: string; skill: string }[] }>()
  for (const { key, tag, framework, skill } of rows) {
    const known = byKey.get(key) ?? { tag, skills: [] }
    if (skill) known.skills.push({ framework, skill })
    byKey.set(key, known)
  }
  return byKey
}

/** One writer of a tag's meaning at a time. */
export async function lockTag(db: Db, bodyId: number, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('tag skill ' || ${bodyId}::text || ' ' || ${key}, 0))`.execute(
    db,
  )
}

/** What a tag speaks for in this city: these skills, none (an empty list), or again what comes with the product (null). */
export async function setTagSkills(
  db: Db,
  bodyId: number,
  { key, tag, framework, skills }: { key: string; tag: string; framework: string; skills: readonly string[] | null },
): Promise<void> {
  await sql`delete from tag_skill where body_id = ${bodyId} and tag_key = ${key}`.execute(db)
  if (skills === null) return
  const codes = skills.length > 0 ? skills : ['']
  await sql`insert into tag_skill (body_id, tag_key, tag, framework, skill)
    select ${bodyId}, ${key}, ${tag}, ${framework}, code from unnest(${[...codes]}::text[]) code`.execute(db)
}
