import { fileTypeFromBuffer } from 'file-type'
import { dateInJapan } from '#kernel/fiscal-year'
import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { type Framework, frameworkInUse, resolverOf } from '#modules/framework/public'
import { notify } from '#modules/notices/public'
import { roleHolders } from '#modules/staff/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import type { Checks } from '../contract/certificate.ts'
import { profilesContract } from '../contract.ts'
import {
  certificateOf,
  decideCertificate,
  holderOf,
  insertCertificate,
  insertIssuer,
  issuersOf,
  keepMeaning,
  mailOf,
  meaningOf,
  ownCertificates,
  removeIssuer,
  type StoredCertificate,
  waitingCertificates,
} from '../store/certificate.ts'
import { insertEvidence } from '../store/evidence.ts'
import { givenTo, type KeysOf, readKeys, type Verified, verifyCredential } from './credential.ts'
import { refreshEstimates } from './estimate.ts'

const operations = signedIn(profilesContract.certificate)
const fileKinds = ['application/pdf', 'image/png', 'image/jpeg']
const today = () => dateInJapan(new Date())

export const certificateHandlers = {
  submit: operations.submit.handler(async ({ input, context: { db, scope, note } }) => {
    const { id, file, title, issuer, issuedOn, expiresOn, skill, level } = input
    if (issuedOn > today()) throw new Refusal('invalid', 'future')
    if (expiresOn && expiresOn <= issuedOn) throw new Refusal('invalid', 'order')
    const framework = await frameworkWith(db, scope.bodyId, skill)
    const content = Buffer.from(await file.arrayBuffer())
    const mediaType = (await fileTypeFromBuffer(content))?.mime ?? ''
    if (!fileKinds.includes(mediaType)) throw new Refusal('invalid', 'file-kind')
    const row = { id, kind: 'file', state: 'waiting', title, issuer, issuedOn, expiresOn: expiresOn ?? null } as const
    const unbadged = { credentialId: null, achievement: null, issuerIdentifier: null }
    const kept = { framework: framework.code, skill, level, fileName: nameOf(file), mediaType, content }
    if (await insertCertificate(db, scope, { ...row, ...unbadged, ...kept })) await tellOffice(db, scope, id, title)
    note({ subjects: [scope.personId, id], detail: { title } })
    return { state: 'waiting' as const }
  }),

  submitBadge: operations.submitBadge.handler(async ({ input: { id, file }, context: { db, scope, note } }) => {
    const content = Buffer.from(await file.arrayBuffer())
    const verified = await verifyCredential(content, await keysOf(db, scope.bodyId))
    const { credential } = verified
    if (credential.validFrom > today()) throw new Refusal('invalid', 'not-yet-valid')
    if (credential.validUntil && credential.validUntil < today()) throw new Refusal('invalid', 'expired')
    const checks = await checksOf(db, scope.bodyId, verified, await mailOf(db, scope))
    if (checks.theirs === false) throw new Refusal('forbidden', 'other-person')
    if (await holderOf(db, scope.bodyId, credential.id)) throw new Refusal('conflict', 'used')
    const meaning = await meaningToday(db, scope.bodyId, credential.issuer.id, credential.achievement.id)
    const sure = checks.signature === 'valid' && checks.trusted && checks.theirs === true && meaning !== undefined
    const state = sure ? ('accepted' as const) : ('waiting' as const)
    const framework = await frameworkInUse(db, scope.bodyId)
    const taken = await insertCertificate(db, scope, {
      ...{ id, kind: 'badge', state, title: credential.achievement.name, issuer: credential.issuer.name },
      ...{ issuedOn: credential.validFrom, expiresOn: credential.validUntil, credentialId: credential.id },
      ...{ achievement: credential.achievement.id, issuerIdentifier: credential.issuer.id, fileName: nameOf(file) },
      ...{ framework: framework?.code ?? '', skill: meaning?.skill ?? null, level: meaning?.level ?? null },
      ...{ mediaType: 'application/octet-stream', content },
    })
    if (!taken) throw new Refusal('conflict', 'used')
    if (sure) await recordCertificate(db, scope.bodyId, (await certificateOf(db, scope.bodyId, id))!, null)
    else await tellOffice(db, scope, id, credential.achievement.name)
    note({ subjects: [scope.personId, id], detail: { credential: credential.id, ...checks, state } })
    return { state, checks }
  }),

  mine: operations.mine.handler(async ({ context: { db, scope } }) => {
    const names = await skillNames(db, scope.bodyId)
    return { certificates: (await ownCertificates(db, scope)).map((one) => shownCertificate(one, names)) }
  }),

  waiting: operations.waiting.handler(async ({ context: { db, scope, note } }) => {
    const names = await skillNames(db, scope.bodyId)
    const keys = await keysOf(db, scope.bodyId)
    const rows = await waitingCertificates(db, scope.bodyId)
    const certificates = await Promise.all(
      rows.map(async ({ content, name, section, mail, ...row }) => ({
        ...shownCertificate(row, names),
        person: { id: row.personId, name, section },
        checks: row.kind === 'badge' ? await checkedAgain(db, scope.bodyId, content, keys, mail) : null,
        ...{
          achievement: row.achievement,
          issuerIdentifier: row.issuerIdentifier,
          own: row.personId === scope.personId,
        },
      })),
    )
    note({ subjects: certificates.map(({ person }) => person.id) })
    return { certificates }
  }),

  file: operations.file.handler(async ({ input: { id }, context: { db, scope, note } }) => {
    const found = await certificateOf(db, scope.bodyId, id)
    const office = scope.roles.includes('dx-office') || scope.roles.includes('hr')
    if (!found || !(office || found.personId === scope.personId)) throw new Refusal('missing', 'not-found')
    note({ subjects: [found.personId, id] })
    return { name: found.fileName, mediaType: found.mediaType, base64: found.content.toString('base64') }
  }),

  decide: operations.decide.handler(async ({ input, context: { db, scope, note } }) => {
    const { id, revision, accept, skill, level, reason } = input
    const found = await certificateOf(db, scope.bodyId, id)
    if (!found) throw new Refusal('missing', 'not-found')
    if (found.personId === scope.personId) throw new Refusal('forbidden', 'own')
    if (!accept && reason === '') throw new Refusal('invalid', 'say-why')
    const [said, at] = [skill ?? found.skill, level ?? found.level]
    if (accept && (said === null || at === null)) throw new Refusal('invalid', 'no-meaning')
    const framework = accept ? await frameworkWith(db, scope.bodyId, said!) : undefined
    const state = accept ? 'accepted' : 'refused'
    const to = { state, skill: accept ? said : null, level: accept ? at : null, reason } as const
    if (!(await decideCertificate(db, scope, id, revision, to))) throw new Refusal('conflict', 'moved')
    if (framework) {
      await recordCertificate(
        db,
        scope.bodyId,
        { ...found, framework: framework.code, skill: said, level: at },
        scope.personId,
      )
      const meaning = { framework: framework.code, skill: said!, level: at! }
      if (found.issuerIdentifier && found.achievement)
        await keepMeaning(db, scope.bodyId, found.issuerIdentifier, found.achievement, meaning)
    }
    await notify(db, scope.bodyId, [found.personId], {
      ...{ kind: 'certified', subjectKind: 'certificate', subjectId: id, title: found.title, actorName: scope.name },
    })
    note({ subjects: [found.personId, id], detail: { accept, skill: said, level: at, ...(reason ? { reason } : {}) } })
    return { state }
  }),

  issuers: operations.issuers.handler(async ({ context: { db, scope } }) => ({
    issuers: (await issuersOf(db, scope.bodyId)).map(({ keys, ...issuer }) => ({ ...issuer, keys: keys.length })),
  })),

  addIssuer: operations.addIssuer.handler(
    async ({ input: { id, name, identifier, keys: pasted }, context: { db, scope, note } }) => {
      const keys = readKeys(pasted)
      if (keys.length === 0 && !identifier.startsWith('did:')) throw new Refusal('invalid', 'keys')
      if (!(await insertIssuer(db, scope, { id, name, identifier, keys })))
        throw new Refusal('conflict', 'issuer-exists')
      note({ subjects: [id], detail: { name, identifier, keys: keys.length } })
      return { keys: keys.length }
    },
  ),

  removeIssuer: operations.removeIssuer.handler(async ({ input: { id }, context: { db, scope, note } }) => {
    if (!(await removeIssuer(db, scope.bodyId, id))) throw new Refusal('missing', 'not-found')
    note({ subjects: [id] })
    return {}
  }),
}

/** The name of a file without what a path or a control character could do. */
const nameOf = (file: File): string => file.name.replace(/[\p{Cc}/\\]/gu, '_').slice(0, 120) || 'certificate'

async function frameworkWith(db: Db, bodyId: number, skill: string): Promise<Framework> {
  const framework = await frameworkInUse(db, bodyId)
  if (!framework?.skills.some(({ code }) => code === skill)) throw new Refusal('invalid', 'no-skill')
  return framework
}

async function keysOf(db: Db, bodyId: number): Promise<KeysOf> {
  const listed = new Map((await issuersOf(db, bodyId)).map(({ identifier, keys }) => [identifier, keys]))
  return (identifier) => listed.get(identifier) ?? []
}

async function checksOf(db: Db, bodyId: number, verified: Verified, mail: string | null): Promise<Checks> {
  const { credential, signature } = verified
  const listed = await issuersOf(db, bodyId)
  const trusted = listed.some(({ identifier }) => identifier === credential.issuer.id)
  return { signature, trusted, theirs: givenTo(credential, mail), revocable: credential.revocable }
}

/** What waits is verified anew when it is looked at: the issuer may have been put on the list since. */
async function checkedAgain(
  db: Db,
  bodyId: number,
  content: Buffer,
  keys: KeysOf,
  mail: string | null,
): Promise<Checks> {
  const verified = await verifyCredential(content, keys).catch((error) => {
    if (error instanceof Refusal) return undefined
    throw error
  })
  if (verified) return checksOf(db, bodyId, verified, mail)
  return { signature: 'not-a-badge', trusted: false, theirs: null, revocable: false }
}

/** What an achievement was said to mean, as far as its skill is there today. */
async function meaningToday(db: Db, bodyId: number, identifier: string, achievement: string) {
  const kept = await meaningOf(db, bodyId, identifier, achievement)
  const resolve = await resolverOf(db, bodyId)
  const [skill] = kept ? resolve(kept.framework, kept.skill) : []
  return kept && skill ? { skill, level: kept.level } : undefined
}

async function recordCertificate(db: Db, bodyId: number, found: StoredCertificate, by: string | null): Promise<void> {
  const { id, personId, framework, skill, level, title, issuedOn } = found
  const row = {
    personId,
    framework,
    skill: skill!,
    level,
    kind: 'certificate' as const,
    note: title,
    shownOn: issuedOn,
  }
  const source = { sourceKind: 'certificate', sourceId: id, link: '/certificates', recordedBy: by }
  await insertEvidence(db, bodyId, [{ ...row, ...source, id: newId() }])
  await refreshEstimates(db, bodyId, [personId])
}

async function tellOffice(db: Db, scope: Scope, id: string, title: string): Promise<void> {
  const office = (await roleHolders(db, scope.bodyId, 'dx-office')).filter((one) => one !== scope.personId)
  const telling = {
    kind: 'submitted',
    subjectKind: 'certificate' as const,
    subjectId: id,
    title,
    actorName: scope.name,
  }
  await notify(db, scope.bodyId, office, telling)
}

async function skillNames(db: Db, bodyId: number) {
  const framework = await frameworkInUse(db, bodyId)
  const resolve = await resolverOf(db, bodyId)
  const names = new Map(framework?.skills.map(({ code, name }) => [code, name]))
  return (family: string, skill: string | null): string =>
    skill === null ? '' : (resolve(family, skill).map((code) => names.get(code) ?? code)[0] ?? skill)
}

const shownCertificate = (
  { personId: _, credentialId: __, achievement: ___, issuerIdentifier: ____, framework, ...one }: StoredCertificate,
  names: (family: string, skill: string | null) => string,
) => ({ ...one, skillName: names(framework, one.skill), expired: one.expiresOn !== null && one.expiresOn < today() })
