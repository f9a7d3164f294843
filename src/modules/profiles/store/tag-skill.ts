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
