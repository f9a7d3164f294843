import { Refusal } from '#kernel/refusal'
import { type GrantedRole, roleNames } from '../../contract/names.ts'
import type { ProvisionedPerson } from '../../contract/scim.ts'
import type { Resource } from '../../rules/scim/patch.ts'
import type { ProvisionedRow } from '../../store/scim.ts'
import { type Versioned, versioned } from './answer.ts'
import { urn } from './schemas.ts'

/** A person as SCIM's User, and a User in our words. */

/** A name of two parts, family name first; one without a space is known only as a whole. */
function partsOf(name: string): { familyName?: string; givenName?: string } {
  const parts = name.split(/[\s\u3000]+/)
  return parts.length === 2 ? { familyName: parts[0]!, givenName: parts[1]! } : {}
}

export function userOf(row: ProvisionedRow, base: string): Versioned {
  const user: Resource = {
    schemas: [urn.user, urn.enterprise, urn.staff],
    id: row.id,
    ...(row.externalId === null ? {} : { externalId: row.externalId }),
    userName: row.login,
    name: { formatted: row.name, ...partsOf(row.name) },
    displayName: row.name,
    ...(row.title ? { title: row.title } : {}),
    active: row.active,
    emails: row.mail === null ? [] : [{ value: row.mail, type: 'work', primary: true }],
    groups: row.roles.map((role) => ({
      value: role,
      display: roleNames[role as GrantedRole] ?? role,
      type: 'direct',
      $ref: `${base}/Groups/${role}`,
    })),
    [urn.enterprise]: {
      employeeNumber: row.staffNumber,
      ...(row.section === null ? {} : { department: row.section }),
    },
    [urn.staff]: { kana: row.kana, employment: row.employment },
  }
  return versioned(user, { resourceType: 'User', location: `${base}/Users/${row.id}`, created: row.createdAt })
}

/** What a User says, in our words; what differs in no way from `before` is told too, and changes nothing. */
export function toldBy(user: Resource, before: Resource = {}): Partial<ProvisionedPerson> {
  if (before.id !== undefined && user.id !== undefined && user.id !== before.id)
    throw new Refusal('invalid', 'read-only', { attribute: 'id' })
  const enterprise = complexIn(user, urn.enterprise)
  const staff = complexIn(user, urn.staff)
  const told = {
    login: textIn(user, 'userName'),
    externalId: user.externalId === null ? null : textIn(user, 'externalId'),
    name: nameIn(user, before),
    title: user.title === null ? '' : textIn(user, 'title'),
    active: truthIn(user, 'active'),
    mail: mailIn(user),
    staffNumber: textIn(enterprise, 'employeeNumber'),
    section: textIn(enterprise, 'department'),
    kana: textIn(staff, 'kana'),
    employment: textIn(staff, 'employment') as ProvisionedPerson['employment'] | undefined,
  }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
}

/** The resource after a PATCH, with null for what it took away: only what can be empty may go. */
export function emptied(after: Resource, before: Resource): Resource {
  for (const name of ['userName', 'active', 'name', urn.enterprise]) {
    if (before[name] !== undefined && after[name] === undefined)
      throw new Refusal('invalid', 'read-only', { attribute: name })
  }
  if (JSON.stringify(after.groups) !== JSON.stringify(before.groups))
    throw new Refusal('invalid', 'read-only', { attribute: 'groups' })
  if (complexIn(after, urn.enterprise).employeeNumber === undefined)
    throw new Refusal('invalid', 'read-only', { attribute: 'employeeNumber' })
  const gone = ['externalId', 'title', 'emails'].filter((name) => name in before && after[name] === undefined)
  return { ...after, ...Object.fromEntries(gone.map((name) => [name, null])) }
}

const wrong = (attribute: string) => new Refusal('invalid', 'invalid-value', { attribute, message: '' })

function complexIn(resource: Resource, name: string): Resource {
  const value = resource[name]
  if (value === undefined || value === null) return {}
  if (typeof value !== 'object' || Array.isArray(value)) throw wrong(name)
  return value as Resource
}

function textIn(resource: Resource, name: string): string | undefined {
  const value = resource[name]
  if (value === undefined || value === null) return undefined
  // Entra ID sends a number where the source has one; a staff number of digits is the same number.
  if (typeof value === 'number') return `${value}`
  if (typeof value !== 'string') throw wrong(name)
  return value
}

/** Entra ID sends "True" and "False" as text. */
function truthIn(resource: Resource, name: string): boolean | undefined {
  const value = resource[name]
  if (value === undefined || value === null) return undefined
  if (!/^(true|false)$/i.test(`${value}`)) throw wrong(name)
  return `${value}`.toLowerCase() === 'true'
}

/** The primary address, else the one of work, else the first; none at all empties it. */
function mailIn(user: Resource): string | null | undefined {
  if (user.emails === undefined) return undefined
  const told = [user.emails ?? []].flat().map((one) => (typeof one === 'string' ? { value: one } : one) as Resource)
  if (told.some((one) => typeof one !== 'object' || one === null)) throw wrong('emails')
  const mails = told.filter((one) => one.value !== undefined && one.value !== null && one.value !== '')
  const primary = mails.find((one) => truthIn(one, 'primary') === true) ?? mails.find((one) => one.type === 'work')
  const mail = primary ?? mails[0]
  return mail ? textIn(mail, 'value') : null
}

/**
 * The whole name, family name first: from the two parts where both are told; else from the whole name, or the name to
 * show, whichever is new.
 */
function nameIn(user: Resource, before: Resource): string | undefined {
  const [name, old] = [complexIn(user, 'name'), complexIn(before, 'name')]
  const [family, given] = [textIn(name, 'familyName')?.trim(), textIn(name, 'givenName')?.trim()]
  const [whole, shown] = [textIn(name, 'formatted'), textIn(user, 'displayName')]
  const newParts = family !== old.familyName || given !== old.givenName
  if (family && given && (newParts || whole === old.formatted)) return newParts ? `${family} ${given}` : undefined
  if (whole && whole !== old.formatted) return whole
  if ((family || given) && newParts) throw wrong('name')
  return shown && shown !== before.displayName ? shown : undefined
}
