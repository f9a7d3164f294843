import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { PracticeCard } from '../contract/practice-names.ts'
import { tagsOf } from './topic.ts'
import { authorOf, visibleTopic } from './visibility.ts'

type Axis = 'service' | 'administration' | 'workstyle'

/** Writes what a practice says beyond its topic, or writes it anew; where it came from stays. */
export async function keepPractice(
  db: Db,
  bodyId: number,
  topicId: string,
  card: PracticeCard,
  originId: string | null = null,
): Promise<void> {
  const { problem, steps, effect, hoursSaved, measured, cautions } = card
  await sql`insert into practice (body_id, topic_id, problem, steps, effect, hours_saved, measured, cautions, origin_id)
    values (${bodyId}, ${topicId}, ${problem}, ${[...steps]}::text[], ${effect}, ${hoursSaved}, ${measured}, ${cautions}, ${originId})
    on conflict (body_id, topic_id) do update set problem = excluded.problem, steps = excluded.steps, effect = excluded.effect,
      hours_saved = excluded.hours_saved, measured = excluded.measured, cautions = excluded.cautions`.execute(db)
}

export async function practiceOf(db: Db, bodyId: number, topicId: string): Promise<PracticeCard> {
  const { rows } = await sql<PracticeCard>`
    select problem, steps, effect, hours_saved::float8 as "hoursSaved", measured, cautions
    from practice where body_id = ${bodyId} and topic_id = ${topicId}`.execute(db)
  return rows[0]!
}

/** The topic a practice came from and the practices made of a topic, as far as the reader may see them. */
export async function linksOf(db: Db, scope: Scope, topicId: string) {
  const { rows } = await sql<{ id: string; title: string; origin: boolean }>`
    select t.id, t.title, r.topic_id = ${topicId} as origin
    from practice r join topic t on t.body_id = r.body_id
      and t.id = case when r.topic_id = ${topicId} then r.origin_id else r.topic_id end
    where r.body_id = ${scope.bodyId} and (r.topic_id = ${topicId} or r.origin_id = ${topicId}) and ${visibleTopic(scope)}
    order by t.id`.execute(db)
  return rows
}

/** The accepted answers as they were written, those that helped most first. */
export async function acceptedTexts(db: Db, bodyId: number, topicId: string): Promise<string[]> {
  const { rows } = await sql<{ body: string }>`
    select body from answer where body_id = ${bodyId} and topic_id = ${topicId} and accepted_at is not null and hidden_at is null
    order by solved_count desc, id`.execute(db)
  return rows.map((row) => row.body)
}

/** Who wrote the accepted answers of a topic, without the reader. */
export async function acceptedAnswerers(db: Db, scope: Scope, topicId: string): Promise<string[]> {
  const { rows } = await sql<{ author_id: string }>`
    select distinct author_id from answer
    where body_id = ${scope.bodyId} and topic_id = ${topicId} and accepted_at is not null and hidden_at is null
      and author_id <> ${scope.personId}`.execute(db)
  return rows.map((row) => row.author_id)
}

export interface PracticeFilter {
  axis?: string | undefined
  tag?: string | undefined
  section?: string | undefined
  mine?: boolean | undefined
  order: 'adopted' | 'hours' | 'new'
  page: number
  limit: number
}

/** Each practice `t` with its card `r` and the sums over its adoptions `x`; the beginning section's own effect is one of the measured. */
const withEffect = sql`topic t
  join practice r on r.body_id = t.body_id and r.topic_id = t.id
  cross join lateral (
    select count(a.section_id)::integer as sections,
           count(a.hours_saved)::integer + (r.hours_saved is not null)::integer as measured,
           count(a.section_id)::integer + 1 - count(a.hours_saved)::integer - (r.hours_saved is not null)::integer as unmeasured,
           (case when count(a.hours_saved) > 0 or r.hours_saved is not null
                 then coalesce(sum(a.hours_saved), 0) + coalesce(r.hours_saved, 0) end)::float8 as hours
    from adoption a where a.body_id = t.body_id and a.topic_id = t.id) x`

const orders = {
  adopted: sql`x.sections desc, t.id desc`,
  hours: sql`x.hours desc nulls last, t.id desc`,
  new: sql`t.created_at desc, t.id desc`,
}

const adoptedBy = (sections: readonly string[]) => sql<boolean>`exists (select from adoption m
  where m.body_id = t.body_id and m.topic_id = t.id and m.section_id = any(${[...sections]}::uuid[]))`

export interface PracticeRow {
  id: string
  title: string
  axis: Axis | null
  author: { id: string; name: string; section: string } | null
  tags: { id: string; name: string }[]
  sections: number
  measured: number
  unmeasured: number
  hoursSaved: number | null
  adoptedByMine: boolean
  hidden: boolean
  createdAt: Date
}

/** One page of practices the reader may see. There are some hundreds in a body, so pages are numbered. */
export async function listPractices(db: Db, scope: Scope, filter: PracticeFilter) {
  const conditions: RawBuilder<unknown>[] = [sql`t.kind = 'practice'`, visibleTopic(scope)]
  if (filter.axis) conditions.push(sql`t.axis = ${filter.axis}`)
  if (filter.tag)
    conditions.push(sql`exists (select from topic_tag tt where tt.body_id = t.body_id and tt.topic_id = t.id
      and tt.tag_id = ${filter.tag})`)
  if (filter.section) conditions.push(sql`(t.section_id = ${filter.section} or ${adoptedBy([filter.section])})`)
  if (filter.mine) conditions.push(adoptedBy(scope.sectionIds))
  const where = sql`t.body_id = ${scope.bodyId} and ${sql.join(conditions, sql` and `)}`
  const { rows } = await sql<PracticeRow>`
    select t.id, t.title, t.axis, ${authorOf('t', scope)} as author, ${tagsOf} as tags, x.sections, x.measured, x.unmeasured,
           x.hours as "hoursSaved", ${adoptedBy(scope.sectionIds)} as "adoptedByMine", t.hidden_at is not null as hidden,
           t.created_at as "createdAt"
    from ${withEffect} where ${where} order by ${orders[filter.order]}
    limit ${filter.limit} offset ${(filter.page - 1) * filter.limit}`.execute(db)
  const count = await sql<{ total: number }>`
    select count(*)::integer as total from topic t join practice r on r.body_id = t.body_id and r.topic_id = t.id
    where ${where}`.execute(db)
  return { practices: rows, total: count.rows[0]!.total }
}

/** By axis, what the practices the reader may see have brought. */
export async function effectByAxis(db: Db, scope: Scope) {
  const { rows } = await sql<{
    axis: Axis | null
    practices: number
    adoptions: number
    measured: number
    unmeasured: number
    hoursSaved: number | null
  }>`
    select t.axis, count(*)::integer as practices, sum(x.sections)::integer as adoptions, sum(x.measured)::integer as measured,
           sum(x.unmeasured)::integer as unmeasured, sum(x.hours)::float8 as "hoursSaved"
    from ${withEffect} where t.body_id = ${scope.bodyId} and t.kind = 'practice' and t.hidden_at is null and ${visibleTopic(scope)}
    group by t.axis order by array_position(array['service', 'administration', 'workstyle'], t.axis)`.execute(db)
  return rows
}

/** How many different sections adopted anything. */
export async function adoptingSections(db: Db, scope: Scope): Promise<number> {
  const { rows } = await sql<{ sections: number }>`
    select count(distinct a.section_id)::integer as sections
    from adoption a join topic t on t.body_id = a.body_id and t.id = a.topic_id
    where a.body_id = ${scope.bodyId} and t.hidden_at is null and ${visibleTopic(scope)}`.execute(db)
  return rows[0]!.sections
}
