import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Area, Heading, Skill, TargetProfile } from '../contract/document.ts'

/** A draft that is being changed. Row-level security hides what was published from every statement here. */
export interface Draft {
  bodyId: number
  id: string
}

/** Takes the draft for this transaction and counts the change; undefined when it is published or not there. */
export async function takeDraft(db: Db, { bodyId, id }: Draft) {
  return db
    .updateTable('framework_version')
    .set((eb) => ({ changes: eb('changes', '+', 1) }))
    .where('body_id', '=', bodyId)
    .where('id', '=', id)
    .returning(['code', 'version', 'revision', 'changes'])
    .executeTakeFirst()
}

/** Whether it was written: not when somebody else did since `revision`. */
export async function updateHeading(db: Db, { bodyId, id }: Draft, words: Heading, revision: number): Promise<boolean> {
  const { name, description, source, licence, status, levels } = words
  const { numUpdatedRows } = await db
    .updateTable('framework_version')
    .set({ name, description, source, licence, status, levels, revision: revision + 1 })
    .where('body_id', '=', bodyId)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function replaceAreas(db: Db, { bodyId, id }: Draft, areas: readonly Area[], revision: number) {
  const { numUpdatedRows } = await db
    .updateTable('framework_version')
    .set({ revision: revision + 1 })
    .where('body_id', '=', bodyId)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  const codes = areas.map(({ code }) => code)
  await sql`delete from framework_area where body_id = ${bodyId} and version_id = ${id} and code <> all(${codes}::text[])`.execute(
    db,
  )
  await sql`insert into framework_area (body_id, version_id, code, seq, name, description, category)
    select ${bodyId}, ${id}, x->>'code', n, x->>'name', x->>'description', x->>'category'
    from jsonb_array_elements(${JSON.stringify(areas)}::jsonb) with ordinality as e(x, n)
    on conflict (body_id, version_id, code) do update set
      seq = excluded.seq, name = excluded.name, description = excluded.description, category = excluded.category`.execute(
    db,
  )
  return true
}

const skillWords = ({ name, description, axes, levels, examples, status, source }: Omit<Skill, 'code' | 'area'>) => ({
  ...{ name, description, axes, levels, examples, status, source },
})

export async function insertSkill(db: Db, { bodyId, id }: Draft, skill: Skill): Promise<void> {
  const { seq } = await db
    .selectFrom('skill')
    .select((eb) => eb.fn.coalesce(eb.fn.max('seq'), sql<number>`0`).as('seq'))
    .where('body_id', '=', bodyId)
    .where('version_id', '=', id)
    .executeTakeFirstOrThrow()
  const { code, area } = skill
  await db
    .insertInto('skill')
    .values({ body_id: bodyId, version_id: id, code, area, seq: Number(seq) + 1, ...skillWords(skill) })
    .execute()
  await replaceCrosswalk(db, { bodyId, id }, code, skill.crosswalk)
}

export async function updateSkill(
  db: Db,
  draft: Draft,
  skill: Omit<Skill, 'area'>,
  revision: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('skill')
    .set({ ...skillWords(skill), revision: revision + 1 })
    .where('body_id', '=', draft.bodyId)
    .where('version_id', '=', draft.id)
    .where('code', '=', skill.code)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) return false
  await replaceCrosswalk(db, draft, skill.code, skill.crosswalk)
  return true
}

async function replaceCrosswalk(db: Db, { bodyId, id }: Draft, skill: string, crosswalk: Skill['crosswalk']) {
  await sql`delete from crosswalk where body_id = ${bodyId} and version_id = ${id} and skill = ${skill}`.execute(db)
  await sql`insert into crosswalk (body_id, version_id, skill, to_framework, to_skill)
    select ${bodyId}, ${id}, ${skill}, x->>'framework', x->>'skill'
    from jsonb_array_elements(${JSON.stringify(crosswalk)}::jsonb) x`.execute(db)
}

/** Puts the skills into this order, and one of them into an area. */
export async function orderSkills(
  db: Db,
  { bodyId, id }: Draft,
  codes: readonly string[],
  moved: string,
  area: string,
) {
  await sql`update skill s set seq = o.n, area = case when s.code = ${moved} then ${area} else s.area end
    from unnest(${[...codes]}::text[]) with ordinality as o(code, n)
    where s.body_id = ${bodyId} and s.version_id = ${id} and s.code = o.code`.execute(db)
}

export async function removeSkill(db: Db, { bodyId, id }: Draft, code: string): Promise<boolean> {
  const { rows } = await sql`delete from skill where body_id = ${bodyId} and version_id = ${id} and code = ${code}
    returning code`.execute(db)
  return rows.length === 1
}

/** What another version of the family calls a code, when it calls it otherwise. */
export async function otherName(db: Db, { bodyId, id }: Draft, family: string, skill: { code: string; name: string }) {
  const { rows } = await sql<{ name: string }>`
    select s.name from skill s join framework_version v on v.body_id = s.body_id and v.id = s.version_id
    where s.body_id = ${bodyId} and v.code = ${family} and v.id <> ${id} and s.code = ${skill.code}
    order by s.name = ${skill.name} desc limit 1`.execute(db)
  return rows[0] && rows[0].name !== skill.name ? rows[0].name : undefined
}

/** Inserts a profile, or writes over the one of that revision; whether it did. */
export async function writeProfile(
  db: Db,
  { bodyId, id }: Draft,
  profile: TargetProfile,
  revision: number | undefined,
) {
  const { code, kind, name, description, status, targets } = profile
  const { rows } = await (revision === undefined
    ? sql`insert into target_profile (body_id, version_id, code, kind, seq, name, description, status)
        select ${bodyId}, ${id}, ${code}, ${kind}, coalesce(max(seq), 0) + 1, ${name}, ${description}, ${status}
        from target_profile where body_id = ${bodyId} and version_id = ${id} returning code`
    : sql`update target_profile set kind = ${kind}, name = ${name}, description = ${description}, status = ${status},
        revision = revision + 1
        where body_id = ${bodyId} and version_id = ${id} and code = ${code} and revision = ${revision} returning code`
  ).execute(db)
  if (rows.length === 0) return false
  await sql`delete from target where body_id = ${bodyId} and version_id = ${id} and profile = ${code}`.execute(db)
  await sql`insert into target (body_id, version_id, profile, skill, level)
    select ${bodyId}, ${id}, ${code}, x->>'skill', (x->>'level')::integer
    from jsonb_array_elements(${JSON.stringify(targets)}::jsonb) x`.execute(db)
  return true
}

export async function removeProfile(db: Db, { bodyId, id }: Draft, code: string): Promise<boolean> {
  const { rows } = await sql`delete from target_profile where body_id = ${bodyId} and version_id = ${id}
    and code = ${code} returning code`.execute(db)
  return rows.length === 1
}

export async function removeDraft(db: Db, { bodyId, id }: Draft): Promise<void> {
  const at = sql`where body_id = ${bodyId} and version_id = ${id}`
  for (const table of ['target', 'target_profile', 'crosswalk', 'skill', 'framework_area'])
    await sql`delete from ${sql.table(table)} ${at}`.execute(db)
  await sql`delete from framework_version where body_id = ${bodyId} and id = ${id}`.execute(db)
}
