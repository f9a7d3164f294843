import { sql } from 'kysely'
import { mayModerate } from '#kernel/permission'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

/**
 * SQL condition: the reader may see topic `t`. Addressed to all staff or to a section of theirs, and not taken down;
 * moderators see all, authors their own.
 */
export function visibleTopic(scope: Scope) {
  if (mayModerate(scope.roles)) return sql<boolean>`true`
  return sql<boolean>`((t.hidden_at is null and (t.audience_id is null or t.audience_id = any(${[...scope.reachIds]}::uuid[])))
    or t.author_id = ${scope.personId})`
}

/** SQL condition: the reader may see post `p` (answer or comment) of a topic they may see. */
export function visiblePost(scope: Scope) {
  if (mayModerate(scope.roles)) return sql<boolean>`true`
  return sql<boolean>`(p.hidden_at is null or p.author_id = ${scope.personId})`
}

/** SQL condition: the reader may see comment `p`: it goes with the answer it stands under. */
export function visibleComment(scope: Scope) {
  if (mayModerate(scope.roles)) return sql<boolean>`true`
  return sql<boolean>`(${visiblePost(scope)} and (p.answer_id is null or exists (select from answer a
    where a.body_id = p.body_id and a.id = p.answer_id and (a.hidden_at is null or a.author_id = ${scope.personId}))))`
}

/**
 * The author of row `alias` as JSON, or null when there is none or a colleague hid their name. Even moderators get null
 * here: who is behind an anonymous post is a logged operation of its own.
 */
export function authorOf(alias: 't' | 'p', scope: Scope) {
  const of = sql.raw(alias)
  return sql<{ id: string; name: string; section: string } | null>`(
    select jsonb_build_object('id', w.id, 'name', w.name, 'section', coalesce(ws.name, ''))
    from person w
    left join lateral (select sp.name from section_period sp where sp.body_id = ${of}.body_id and sp.section_id = ${of}.section_id
                       order by sp.valid_from desc limit 1) ws on true
    where w.body_id = ${of}.body_id and w.id = ${of}.author_id
      and (not ${of}.anonymous or ${of}.author_id = ${scope.personId}))`
}

/** How many people hold a post today in a section or below it: those who read what is addressed to it. */
export async function readersOf(db: Db, scope: Scope, sectionId: string): Promise<number> {
  const holds = (alias: string) =>
    sql.raw(`${alias}.valid_from <= current_date and (${alias}.valid_to is null or ${alias}.valid_to >= current_date)`)
  const { rows } = await sql<{ count: number }>`
    with recursive below as (
      select ${sectionId}::uuid as section_id
      union
      select sp.section_id from below b
        join section_period sp on sp.body_id = ${scope.bodyId} and sp.parent_id = b.section_id and ${holds('sp')})
    select count(distinct o.person_id)::integer as count from post o
    where o.body_id = ${scope.bodyId} and o.section_id in (select section_id from below) and ${holds('o')}`.execute(db)
  return rows[0]!.count
}
