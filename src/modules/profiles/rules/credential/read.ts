/** What Banso needs of an Open Badges 3.0 credential. */
export interface Credential {
  id: string
  /** The issuer's id, and its name as the credential has it. */
  issuer: { id: string; name: string }
  achievement: { id: string; name: string }
  validFrom: string
  validUntil: string | null
  revocable: boolean
  /** Whom it was given to, where it says so. */
  subject: { id: string | null; identifiers: { hash: string; salt: string; hashed: boolean }[] }
}

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 400) : '')
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

/** Reads a credential's claims; undefined when it is no Open Badge 3.0 or lacks what one needs. */
export function readCredential(claims: unknown): Credential | undefined {
  if (!isObject(claims)) return undefined
  const types = list(claims.type).map(text)
  if (!types.includes('OpenBadgeCredential') && !types.includes('AchievementCredential')) return undefined
  const issuer = isObject(claims.issuer)
    ? { id: text(claims.issuer.id), name: text(claims.issuer.name) }
    : { id: text(claims.issuer), name: '' }
  const subject = list(claims.credentialSubject).find(isObject)
  const achievement = subject && list(subject.achievement).find(isObject)
  const validFrom = dayOf(claims.validFrom ?? claims.issuanceDate)
  const until = claims.validUntil ?? claims.expirationDate
  const [id, validUntil] = [text(claims.id), until === undefined ? null : dayOf(until)]
  if (!id || !issuer.id || !achievement || !validFrom || validUntil === undefined) return undefined
  const name = text(achievement.name) || Object.values(isObject(achievement.name) ? achievement.name : {}).map(text)[0]
  if (!text(achievement.id) || !name) return undefined
  return {
    ...{ id, issuer: { ...issuer, name: issuer.name || issuer.id }, validFrom, validUntil },
    achievement: { id: text(achievement.id), name },
    revocable: claims.credentialStatus !== undefined,
    subject: {
      id: text(subject.id) || null,
      identifiers: list(subject.identifier)
        .filter(isObject)
        .filter((one) => ['emailAddress', 'email'].includes(text(one.identityType)))
        .map((one) => ({ hash: text(one.identityHash), salt: text(one.salt), hashed: one.hashed === true })),
    },
  }
}

/** The day of an instant, in Japan; undefined when it is none. */
function dayOf(value: unknown): string | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : new Date(at + 9 * 3_600_000).toISOString().slice(0, 10)
}
