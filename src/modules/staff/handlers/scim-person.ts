import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { ProvisionedPerson } from '../contract/scim.ts'
import { setDisabled } from '../store/account.ts'
import { lockStaff } from '../store/as-of.ts'
import { insertPerson, rewritePerson } from '../store/post.ts'
import {
  claimants,
  type ProvisionedRow,
  provisionedPerson,
  sectionsCalled,
  setDetached,
  writeAccount,
} from '../store/scim.ts'
import { disable } from './account.ts'
import { placePost } from './post.ts'
import type { Directory } from './scim.ts'
import { today } from './today.ts'

/** What a directory says of a person, in our words; what it does not say is absent. */
export type Told = Partial<ProvisionedPerson>

/** The row as a directory may change it, or a refusal. Holds the staff lock from here to the end of the transaction. */
export async function personForChange({ db, scope }: Directory, id: string): Promise<ProvisionedRow> {
  await lockStaff(db)
  const row = await provisionedPerson(db, scope, id, today())
  if (!row) throw new Refusal('missing', 'not-found')
  return row
}

/**
 * Registers somebody. Who is there already by staff number (an import came first, or the directory took them out
 * before) gets the account instead of a second self; a login of somebody else is not handed over.
 */
export async function createProvisioned(directory: Directory, told: Told): Promise<ProvisionedRow> {
  const { db, scope, note } = directory
  await lockStaff(db)
  const { login, staffNumber, name } = told
  if (login === undefined) throw new Refusal('invalid', 'missing-value', { attribute: 'userName' })
  if (staffNumber === undefined) throw new Refusal('invalid', 'missing-value', { attribute: 'employeeNumber' })
  const words = checked({ login, staffNumber, ...told })
  const claims = await claimants(db, scope, { login: words.login!, staffNumber: words.staffNumber! })
  const same = claims.find((one) => one.staffNumber === words.staffNumber)
  for (const one of claims) {
    if (one.login !== null && !one.detached && one.login.toLowerCase() === words.login!.toLowerCase())
      throw new Refusal('conflict', 'login-used', { login })
    if (one !== same) throw new Refusal('conflict', 'login-of-another', { login })
    if (one.login !== null && !one.detached) throw new Refusal('conflict', 'number-used', { number: staffNumber })
  }
  const id = same?.id ?? newId()
  if (!same) {
    if (name === undefined) throw new Refusal('invalid', 'missing-value', { attribute: 'name' })
    const { kana = '', mail = null, employment = 'regular' } = words
    await insertPerson(db, scope.bodyId, {
      id,
      staffNumber: words.staffNumber!,
      name: words.name!,
      kana,
      mail,
      employment,
      joinedOn: null,
    })
  }
  await writeAccount(db, scope.bodyId, id, { login: words.login!, externalId: words.externalId ?? null })
  await setDetached(db, id, false)
  const row = (await provisionedPerson(db, scope, id, today()))!
  const { unknown } = await write(directory, row, { active: true, ...words })
  note({ subjects: [id], detail: { made: same ? 'account' : 'person', ...unknown } })
  return (await provisionedPerson(db, scope, id, today()))!
}

/** Changes what differs from the row; returns the row as it is then. */
export async function changeProvisioned(
  directory: Directory,
  row: ProvisionedRow,
  told: Told,
): Promise<ProvisionedRow> {
  const { db, scope, note } = directory
  const { fields, unknown } = await write(directory, row, checked(told))
  if (fields.length === 0) return row
  note({ subjects: [row.id], detail: { fields, ...unknown } })
  return (await provisionedPerson(db, scope, row.id, today()))!
}

/** The directory took the person out: nobody signs in any more, everything they did stays. */
export async function detachProvisioned({ db, note }: Directory, { id }: ProvisionedRow): Promise<void> {
  await disable(db, id)
  await setDetached(db, id, true)
  note({ subjects: [id] })
}

function checked(told: Told): Told {
  const parsed = ProvisionedPerson.partial().safeParse(told)
  if (parsed.success) return Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined))
  const [issue] = parsed.error.issues
  const attribute = attributeOf[`${String(issue!.path[0])}`] ?? String(issue!.path[0])
  throw new Refusal('invalid', 'invalid-value', { attribute, message: issue!.message })
}

/** What the directory calls what it said. */
const attributeOf: Record<string, string> = {
  login: 'userName',
  staffNumber: 'employeeNumber',
  mail: 'emails',
  section: 'department',
}

/** Writes what differs; says which fields did, and the section nobody here knows, if one was named. */
async function write({ db, scope }: Directory, row: ProvisionedRow, words: Told) {
  const { section, ...rest } = words
  const fields: string[] = (Object.keys(rest) as (keyof typeof rest)[]).filter((field) => rest[field] !== row[field])
  const differs = (...names: (keyof Told)[]) => names.some((name) => fields.includes(name))
  const { id } = row
  const after = { ...row, ...rest }
  if (differs('login', 'staffNumber')) {
    for (const one of await claimants(db, scope, after)) {
      if (one.id === id) continue
      if (one.staffNumber === after.staffNumber)
        throw new Refusal('conflict', 'number-used', { number: after.staffNumber })
      throw new Refusal('conflict', 'login-used', { login: after.login })
    }
  }
  if (differs('staffNumber', 'name', 'kana', 'mail', 'employment') && !(await rewritePerson(db, after)))
    throw new Refusal('conflict', 'stale')
  if (differs('login', 'externalId')) await writeAccount(db, scope.bodyId, id, after)
  if (differs('active')) {
    if (after.active && row.leftOn && row.leftOn < today()) throw new Refusal('conflict', 'left', { day: row.leftOn })
    if (after.active) await setDisabled(db, id, false)
    else await disable(db, id)
  }
  const named = section && section !== row.section ? await sectionsCalled(db, section, today()) : []
  const sectionId = named.length === 1 ? named[0]!.id : row.sectionId
  const moved = sectionId !== row.sectionId
  // A transfer as of today, or another title in the same section; without a section there is no post to hold a title.
  if (sectionId && (moved || differs('title'))) {
    const head = moved ? false : row.head
    const post = { sectionId, kind: 'main', title: after.title, head, from: today(), to: null } as const
    await placePost(db, scope, id, post)
  }
  if (moved) fields.push('section')
  return {
    fields,
    unknown: section && section !== row.section && named.length !== 1 ? { unknownSection: section } : {},
  }
}
