import { Id } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import type { Route, RouteCall } from '#server/http/route'
import type { Scope } from '#server/session'
import { grantedRoles } from '../contract/names.ts'
import { asDirectory, directoryScope } from '../handlers/scim.ts'
import { changeProvisioned, createProvisioned, detachProvisioned, personForChange } from '../handlers/scim-person.ts'
import { membersForChange, setMembers } from '../handlers/scim-role.ts'
import { today } from '../handlers/today.ts'
import { scimBase } from '../rules/scim/address.ts'
import { answers } from '../rules/scim/filter.ts'
import { provisionedPeople, provisionedPerson, roleMembers } from '../store/scim.ts'
import {
  answerError,
  answerList,
  answerNothing,
  answerPlain,
  answerResource,
  sameVersion,
  wants,
} from './scim/answer.ts'
import { groupOf, membersIn, roleOf } from './scim/group.ts'
import { afterPatch, readQuery, readResource } from './scim/read.ts'
import { providerConfigAt, resourceTypesAt, schemasAt } from './scim/schemas.ts'
import { emptied, toldBy, userOf } from './scim/user.ts'

const baseOf = (call: RouteCall) => `${call.context.origin}${scimBase}`
type Endpoint = (call: RouteCall, scope: Scope, id: string) => Promise<void> | void

const personId = (id: string) => {
  if (!Id.safeParse(id).success) throw new Refusal('missing', 'not-found')
  return id
}

const listUsers: Endpoint = async (call, scope) => {
  const query = readQuery(call.url)
  const found = await asDirectory(call.context, scope, 'scim.viewPeople', async ({ db, note }) => {
    const people = await provisionedPeople(db, scope, { ...query, day: today() })
    if (people && people.page.length > 0) note({ subjects: people.page.map((row) => row.id) })
    return people
  })
  if (!found) throw new Refusal('invalid', 'invalid-filter')
  const base = baseOf(call)
  answerList(
    call,
    found.total,
    query.offset,
    found.page.map((row) => userOf(row, base)),
  )
}

const getUser: Endpoint = async (call, scope, id) => {
  const row = await asDirectory(call.context, scope, 'scim.viewPeople', async ({ db, note }) => {
    const found = await provisionedPerson(db, scope, personId(id), today())
    if (found) note({ subjects: [id] })
    return found
  })
  if (!row) throw new Refusal('missing', 'not-found')
  answerResource(call, userOf(row, baseOf(call)))
}

const createUser: Endpoint = async (call, scope) => {
  const told = toldBy(await readResource(call))
  const row = await asDirectory(call.context, scope, 'scim.createPerson', (directory) =>
    createProvisioned(directory, told),
  )
  answerResource(call, userOf(row, baseOf(call)), 201)
}

/** PUT and PATCH: what is left out of a PUT stays, since a directory seldom knows all we know (RFC 7644 §3.5.1). */
const changeUser: Endpoint = async (call, scope, id) => {
  const request = await readResource(call)
  const row = await asDirectory(call.context, scope, 'scim.changePerson', async (directory) => {
    const before = await personForChange(directory, personId(id))
    const user = userOf(before, baseOf(call))
    sameVersion(call, user)
    const after = call.request.method === 'PATCH' ? emptied(afterPatch(user, request), user) : { ...request, id }
    return changeProvisioned(directory, before, toldBy(after, user))
  })
  answerResource(call, userOf(row, baseOf(call)))
}

const removeUser: Endpoint = async (call, scope, id) => {
  await asDirectory(call.context, scope, 'scim.detachPerson', async (directory) => {
    const row = await personForChange(directory, personId(id))
    sameVersion(call, userOf(row, baseOf(call)))
    await detachProvisioned(directory, row)
  })
  answerNothing(call)
}

const listGroups: Endpoint = async (call, scope) => {
  const { filter, offset, limit } = readQuery(call.url)
  const members = await asDirectory(call.context, scope, 'scim.viewRoles', async ({ db, note }) => {
    if (!wants(call.url, 'members')) return []
    const held = await roleMembers(db, scope, today())
    if (held.length > 0) note({ subjects: [...new Set(held.map((member) => member.id))] })
    return held
  })
  const base = baseOf(call)
  const groups = grantedRoles.map((role) => groupOf(role, members, base))
  const found = groups.filter((group) => !filter || answers(group, filter))
  answerList(call, found.length, offset, found.slice(offset, offset + limit))
}

const getGroup: Endpoint = async (call, scope, id) => {
  const role = roleOf(id)
  const members = await asDirectory(call.context, scope, 'scim.viewRoles', async ({ db, note }) => {
    const held = await roleMembers(db, scope, today(), role)
    if (held.length > 0) note({ subjects: held.map((member) => member.id) })
    return held
  })
  answerResource(call, groupOf(role, members, baseOf(call)))
}

const changeGroup: Endpoint = async (call, scope, id) => {
  const role = roleOf(id)
  const request = await readResource(call)
  const members = await asDirectory(call.context, scope, 'scim.changeRole', async (directory) => {
    const before = await membersForChange(directory, role)
    const group = groupOf(role, before, baseOf(call))
    sameVersion(call, group)
    const after = call.request.method === 'PATCH' ? afterPatch(group, request) : request
    return setMembers(directory, role, before, membersIn(after, group))
  })
  answerResource(call, groupOf(role, members, baseOf(call)))
}

const refuse =
  (reason: string): Endpoint =>
  () => {
    throw new Refusal('unavailable', reason)
  }

/** One of a list of descriptions, or all of them. */
const described =
  (all: (base: string) => { id: string; meta: unknown }[]): Endpoint =>
  (call, _, id) => {
    const list = all(baseOf(call))
    if (id === '') return answerList(call, list.length, 0, list)
    const one = list.find((description) => description.id === id)
    if (!one) throw new Refusal('missing', 'not-found')
    answerPlain(call, one)
  }

/** Of a collection, and of one member of it (`/*`). */
const endpoints: Record<string, Endpoint> = {
  'GET Users': listUsers,
  'POST Users': createUser,
  'GET Users/*': getUser,
  'PUT Users/*': changeUser,
  'PATCH Users/*': changeUser,
  'DELETE Users/*': removeUser,
  'GET Groups': listGroups,
  'POST Groups': refuse('fixed-roles'),
  'GET Groups/*': getGroup,
  'PUT Groups/*': changeGroup,
  'PATCH Groups/*': changeGroup,
  'DELETE Groups/*': refuse('fixed-roles'),
  'GET ServiceProviderConfig': (call) => answerPlain(call, providerConfigAt(baseOf(call))),
  'GET Schemas': described(schemasAt),
  'GET Schemas/*': described(schemasAt),
  'GET ResourceTypes': described(resourceTypesAt),
  'GET ResourceTypes/*': described(resourceTypesAt),
}

async function handle(call: RouteCall): Promise<void> {
  try {
    const scope = await directoryScope(call.context)
    const [collection = '', id = '', ...more] = call.rest.replace(/\/$/, '').replaceAll(/%3a/gi, ':').split('/')
    if (/^(Me|Bulk|\.search)$/.test(collection) || id === '.search') throw new Refusal('unavailable', 'not-offered')
    const endpoint = endpoints[`${call.request.method} ${collection}${id ? '/*' : ''}`]
    if (!endpoint || more.length > 0) throw new Refusal('missing', 'not-found')
    await endpoint(call, scope, id)
  } catch (error) {
    answerError(call, error)
  }
}

/** SCIM 2.0 (RFC 7643, 7644): the body's directory keeps accounts and roles. */
export const scimRoutes: Route[] = [{ method: 'ANY', path: `${scimBase}/*`, handle }]
