import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export interface ExportedTopic {
  id: string
  kind: 'question' | 'problem' | 'idea' | 'practice'
  title: string
  body: string
  status: 'open' | 'solved' | 'closed'
  section: string
  createdAt: string
  verifyBy: string | null
  solvedCount: number
  tags: string[]
  answers: { body: string; accepted: boolean; solvedCount: number }[]
}

/**
 * Topics for all staff with their answers, oldest first; nothing that was taken down or is for one section only. Nobody
 * is named, and the section of an anonymous topic is left out.
 */
export async function topicsForExport(db: Db, scope: Scope, solvedOnly: boolean): Promise<ExportedTopic[]> {
  const { rows } = await sql<ExportedTopic>`
    select t.id, t.kind, t.title, t.body, t.status, coalesce(s.name, '') as section,
           to_char(t.created_at at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as "createdAt",
           (select max(a.verify_by)::text from answer a where a.body_id = t.body_id and a.topic_id = t.id
              and a.accepted_at is not null and a.hidden_at is null) as "verifyBy",
           t.solved_count as "solvedCount",
           array(select g.name from topic_tag tt join tag g on g.body_id = tt.body_id and g.id = tt.tag_id
                 where tt.body_id = t.body_id and tt.topic_id = t.id order by g.name) as tags,
           coalesce((select jsonb_agg(jsonb_build_object('body', a.body, 'accepted', a.accepted_at is not null,
                                                         'solvedCount', a.solved_count) order by a.accepted_at is null, a.id)
             from answer a where a.body_id = t.body_id and a.topic_id = t.id and a.hidden_at is null), '[]') as answers
    from topic t
    left join lateral (select sp.name from section_period sp
      where not t.anonymous and sp.body_id = t.body_id and sp.section_id = t.section_id
      order by sp.valid_from desc limit 1) s on true
    where t.body_id = ${scope.bodyId} and t.hidden_at is null and t.audience_id is null
      and (${!solvedOnly} or t.accepted_count > 0)
    order by t.id`.execute(db)
  return rows
}
