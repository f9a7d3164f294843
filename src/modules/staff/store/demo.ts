import { sql } from 'kysely'
import { fiscalYearOf, type IsoDate, lastDayOf } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import type { Db } from '#server/db/transaction'

/** The demo body's id; made when there is no body at all, so a real deployment never gets one. */
export async function createDemoBody(
  db: Db,
  body: { code: string; name: string; kana: string },
): Promise<number | undefined> {
  const { rows } = await sql<{ body_id: number }>`
    insert into body (code, name, kana, demo) select ${body.code}, ${body.name}, ${body.kana}, true
    where not exists (select from body) on conflict do nothing returning body_id`.execute(db)
  return rows[0]?.body_id
}

export interface DemoPerson {
  number: string
  name: string
  kana: string
  employment: string
  joined: IsoDate
  left: IsoDate | null
  posts: readonly { section: string; kind: string; title: string; head: boolean; from: IsoDate; to: IsoDate | null }[]
}

export interface DemoSection {
  code: string
  name: string
  kind: string
  parent?: string | undefined
  duties?: string | undefined
}

/** Returns the ids of the sections by their names. */
export async function insertDemoSections(db: Db, bodyId: number, sections: readonly DemoSection[], from: IsoDate) {
  const ids = new Map(sections.map(({ code }) => [code, newId()]))
  const rows = sections.map(({ code, name, kind, parent, duties = '' }) => ({
    ...{
      id: ids.get(code),
      code,
      name,
      kind,
      from,
      parent: parent === undefined ? null : ids.get(parent),
      duties,
    },
  }))
  await sql`with g as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as g(id uuid, code text, name text, kind text, parent uuid, "from" date, duties text)),
    s as (insert into section (body_id, id, code) select ${bodyId}, id, code from g)
    insert into section_period (body_id, section_id, valid_from, name, kind, parent_id, duties)
    select ${bodyId}, id, "from", name, kind, parent, duties from g`.execute(db)
  return new Map(sections.map(({ code, name }) => [name, ids.get(code)!]))
}

export async function insertDemoPeople(
  db: Db,
  bodyId: number,
  people: readonly DemoPerson[],
  sections: ReadonlyMap<string, string>,
) {
  const rows = people.map(({ posts, ...person }) => ({ ...person, id: newId(), posts }))
  await sql`insert into person (body_id, id, staff_number, name, kana, mail, employment, joined_on, left_on)
    select ${bodyId}, g.id, g.number, g.name, g.kana, 's' || g.number || '@shionagi.example', g.employment, g.joined, g."left"
    from jsonb_to_recordset(${JSON.stringify(rows.map(({ posts: _, ...row }) => row))}::jsonb)
      as g(id uuid, number text, name text, kana text, employment text, joined date, "left" date)`.execute(db)
  const posts = rows.flatMap(({ id: person, posts }) =>
    posts.map((post) => ({ ...post, id: newId(), person, section: sections.get(post.section) })),
  )
  await sql`insert into post (body_id, id, person_id, section_id, kind, title, head, valid_from, valid_to)
    select ${bodyId}, g.id, g.person, g.section, g.kind, g.title, g.head, g."from", g."to"
    from jsonb_to_recordset(${JSON.stringify(posts)}::jsonb)
      as g(id uuid, person uuid, section uuid, kind text, title text, head boolean, "from" date, "to" date)`.execute(db)
  return new Map(rows.map(({ number, id }) => [number, id]))
}

export async function insertDemoSignIns(
  db: Db,
  bodyId: number,
  signIns: readonly { login: string; personId: string; roles: readonly string[] }[],
  passwordHash: string,
  today: IsoDate,
): Promise<void> {
  // Everybody has an account, so that they can be asked and told; only the sign-ins' have a password.
  const listed = signIns.map(({ personId }) => personId)
  await sql`insert into account (body_id, person_id, login) select body_id, id, 's' || staff_number from person
    where body_id = ${bodyId} and left_on is null and id <> all(${listed}::uuid[])`.execute(db)
  for (const { login, personId, roles } of signIns) {
    await sql`insert into account (body_id, person_id, login, password_hash)
      values (${bodyId}, ${personId}, ${login}, ${passwordHash})`.execute(db)
    for (const role of roles) {
      await sql`insert into role_grant (body_id, id, person_id, role, valid_from, valid_to, reason)
        values (${bodyId}, ${newId()}, ${personId}, ${role}, ${today}, ${lastDayOf(fiscalYearOf(today))}, 'demo')`.execute(
        db,
      )
    }
  }
}
