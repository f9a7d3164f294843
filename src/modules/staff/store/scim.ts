import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import type { Employment } from '../contract/names.ts'
import type { Filter } from '../contract/scim.ts'
import { holdsOn, namedOn } from './as-of.ts'

/** A person with an account, as a directory is told of them. */
export interface ProvisionedRow {
  id: string
  login: string
  externalId: string | null
  active: boolean
  staffNumber: string
  name: string
  kana: string
  mail: string | null
  employment: Employment
  joinedOn: string | null
  leftOn: string | null
  revision: number
  createdAt: Date
  /** The main post of the day. */
  sectionId: string | null
  section: string | null
  sectionName: string | null
  title: string
  head: boolean
  roles: string[]
}

/** Gone for the directory: it took the person out, and nobody has let them in again since. */
const detached = sql`(a.detached_at is not null and a.disabled_at is not null)`

const provisioned = (day: string) => sql`
  account a
  join person p on p.body_id = a.body_id and p.id = a.person_id
  left join lateral (select o.section_id, o.title, o.head, n.code, n.name from post o
      cross join lateral ${namedOn(sql`o.section_id`, sql`o.body_id`, day)} n
      where o.body_id = p.body_id and o.person_id = p.id and o.kind = 'main' and ${holdsOn('o', day)} limit 1) m on true
  cross join lateral (select a.disabled_at is null and (p.left_on is null or p.left_on >= ${day}::date) as active) u`

const columns = (day: string) => sql`
  p.id, a.login, a.external_id as "externalId", u.active, p.staff_number as "staffNumber", p.name, p.kana, p.mail,
  p.employment, p.joined_on as "joinedOn", p.left_on as "leftOn", p.revision, p.created_at as "createdAt",
  m.section_id as "sectionId", m.code as section, m.name as "sectionName", coalesce(m.title, '') as title,
  coalesce(m.head, false) as head,
  array(select distinct g.role from role_grant g where g.body_id = p.body_id and g.person_id = p.id
        and ${holdsOn('g', day)} order by 1) as roles`

/** What a filter may ask for, by the lower-cased name a directory uses; `exact` where case means something. */
const asked: Record<string, { value: RawBuilder<unknown>; exact?: true; truth?: true }> = {
  id: { value: sql`p.id::text` },
  username: { value: sql`a.login` },
  externalid: { value: sql`a.external_id`, exact: true },
  displayname: { value: sql`p.name` },
  'name.formatted': { value: sql`p.name` },
  title: { value: sql`m.title` },
  active: { value: sql`u.active`, truth: true },
  emails: { value: sql`p.mail` },
  'emails.value': { value: sql`p.mail` },
  'emails.type': { value: sql`'work'::text` },
  'emails.primary': { value: sql`(p.mail is not null)`, truth: true },
  employeenumber: { value: sql`p.staff_number` },
  department: { value: sql`m.code` },
}

const extension = /^urn:[\w:.-]+:user:(?=\w+$)/
const core = /^urn:ietf:params:scim:schemas:core:2\.0:user:/

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** The filter as a condition; undefined when it asks for what cannot be asked. */
function conditionOf(filter: Filter): RawBuilder<unknown> | undefined {
  if (filter.op === 'and' || filter.op === 'or') {
    const [left, right] = [conditionOf(filter.left), conditionOf(filter.right)]
    return left && right && (filter.op === 'and' ? sql`(${left} and ${right})` : sql`(${left} or ${right})`)
  }
  if (filter.op === 'not') {
    const of = conditionOf(filter.of)
    return of && sql`not coalesce(${of}, false)`
  }
  const found = asked[filter.path.replace(core, '').replace(extension, '')]
  if (!found) return undefined
  if (filter.op === 'pr') return sql`coalesce(${found.value}::text, '') <> ''`
  const { op, value } = filter
  if (found.truth) {
    const truth = /^(true|false)$/i.test(`${value}`) ? `${value}`.toLowerCase() === 'true' : undefined
    if (truth === undefined || (op !== 'eq' && op !== 'ne')) return undefined
    return op === 'eq' ? sql`${found.value} = ${truth}` : sql`${found.value} <> ${truth}`
  }
  if (value === null)
    return op === 'eq' ? sql`${found.value} is null` : op === 'ne' ? sql`${found.value} is not null` : undefined
  const text = found.exact ? `${value}` : `${value}`.toLowerCase()
  const column = found.exact ? found.value : sql`lower(${found.value})`
  if (op === 'eq') return sql`${column} = ${text}`
  if (op === 'ne') return sql`${column} is distinct from ${text}`
  const pattern = { co: `%${escaped(text)}%`, sw: `${escaped(text)}%`, ew: `%${escaped(text)}` }[
    op as 'co' | 'sw' | 'ew'
  ]
  return pattern === undefined ? undefined : sql`${column} like ${pattern}`
}

/** One page of those the filter finds, and how many there are; undefined when the filter cannot be asked. */
export async function provisionedPeople(
  db: Db,
  scope: Scope,
  { day, filter, offset, limit }: { day: string; filter: Filter | undefined; offset: number; limit: number },
): Promise<{ total: number; page: ProvisionedRow[] } | undefined> {
  const condition = filter ? conditionOf(filter) : sql`true`
  if (!condition) return undefined
  const where = sql`a.body_id = ${scope.bodyId} and not ${detached} and ${condition}`
  const count = await sql<{ n: number }>`select count(*) as n from ${provisioned(day)} where ${where}`.execute(db)
  const { rows } = await sql<ProvisionedRow>`select ${columns(day)} from ${provisioned(day)} where ${where}
    order by p.id offset ${offset} limit ${limit}`.execute(db)
  return { total: count.rows[0]!.n, page: rows }
}

export async function provisionedPerson(db: Db, _scope: Scope, id: string, day: string) {
  const { rows } = await sql<ProvisionedRow>`select ${columns(day)} from ${provisioned(day)}
    where a.person_id = ${id} and not ${detached}`.execute(db)
  return rows[0]
}

/** Whose the login or staff number is, the ones a directory took out included; `login` is null without an account. */
export async function claimants(db: Db, _scope: Scope, { login, staffNumber }: { login: string; staffNumber: string }) {
  const { rows } = await sql<{ id: string; login: string | null; staffNumber: string; detached: boolean }>`
    select p.id, a.login, p.staff_number as "staffNumber", coalesce(${detached}, false) as detached
    from person p left join account a on a.body_id = p.body_id and a.person_id = p.id
    where lower(a.login) = lower(${login}) or p.staff_number = ${staffNumber}`.execute(db)
  return rows
}

/** Writes what of an account a directory decides; makes the account when the person has none. */
export async function writeAccount(
  db: Db,
  bodyId: number,
  personId: string,
  { login, externalId }: { login: string; externalId: string | null },
): Promise<void> {
  await sql`insert into account (body_id, person_id, login, external_id)
    values (${bodyId}, ${personId}, ${login}, ${externalId})
    on conflict (body_id, person_id) do update set login = excluded.login, external_id = excluded.external_id`.execute(
    db,
  )
}

export async function setDetached(db: Db, personId: string, detachedNow: boolean): Promise<void> {
  await sql`update account set detached_at = ${detachedNow ? sql`now()` : null}::timestamptz,
    external_id = case when ${detachedNow} then null else external_id end where person_id = ${personId}`.execute(db)
}

/** Sections that stand on the day and have this code, else this name. */
export async function sectionsCalled(db: Db, called: string, day: string): Promise<{ id: string; code: string }[]> {
  const { rows } = await sql<{ id: string; code: string; by_code: boolean }>`
    select s.id, s.code, folded(s.code) = folded(${called}) as by_code from section s
    join section_period sp on sp.body_id = s.body_id and sp.section_id = s.id and ${holdsOn('sp', day)}
    where folded(s.code) = folded(${called}) or folded(sp.name) = folded(${called}) limit 10`.execute(db)
  const byCode = rows.filter((row) => row.by_code)
  return byCode.length > 0 ? byCode : rows
}

export interface RoleMember {
  role: string
  id: string
  name: string
}

/** Who holds a role on the day and has an account, by role. */
export async function roleMembers(db: Db, scope: Scope, day: string, role?: string): Promise<RoleMember[]> {
  const { rows } = await sql<RoleMember>`
    select distinct g.role, p.id, p.name from role_grant g
    join account a on a.body_id = g.body_id and a.person_id = g.person_id
    join person p on p.body_id = g.body_id and p.id = g.person_id
    where g.body_id = ${scope.bodyId} and ${holdsOn('g', day)} and not ${detached}
      ${role ? sql`and g.role = ${role}` : sql``} order by g.role, p.id`.execute(db)
  return rows
}

/** Ids of the grants by which the person holds the role on the day. */
export async function grantsHeld(db: Db, personId: string, role: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from role_grant g
    where person_id = ${personId} and role = ${role} and ${holdsOn('g', day)}`.execute(db)
  return rows.map((row) => row.id)
}
