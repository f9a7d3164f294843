import { sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Link } from '../contract/document.ts'

/** What published, not retired versions (and the draft named) say corresponds to what. */
export async function linksOf(db: Db, bodyId: number, draftId?: string): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select distinct v.code as "fromFramework", c.skill as "fromSkill", c.to_framework as "toFramework", c.to_skill as "toSkill"
    from crosswalk c
    join framework_version v on v.body_id = c.body_id and v.id = c.version_id
    left join framework_publication p on p.body_id = v.body_id and p.version_id = v.id and p.retired_at is null
    where c.body_id = ${bodyId} and (p.version_id is not null or v.id = ${draftId ?? null}::uuid) order by 1, 2, 3, 4`.execute(
    db,
  )
  return rows
}
