import { createHash, createPublicKey, type KeyObject, verify as verifyBytes } from 'node:crypto'
import { compactVerify, decodeProtectedHeader, type JWK } from 'jose'
import { Refusal } from '#kernel/refusal'
import { unbaked } from '../rules/credential/baked.ts'
import { canonical } from '../rules/credential/canonical.ts'
import { base58, keyInDid, type PublicKey } from '../rules/credential/did.ts'
import { type Credential, readCredential } from '../rules/credential/read.ts'

/** Signatures nobody but the holder of a private key can make. */
const algorithms = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519']

export interface Verified {
  credential: Credential
  signature: 'valid' | 'no-key'
}

/** Public keys of an issuer the city trusts, by the issuer's id; none when it is not on the list. */
export type KeysOf = (identifier: string) => readonly PublicKey[]

const refuse = (reason: string): never => {
  throw new Refusal('invalid', reason)
}

/**
 * Reads an Open Badges 3.0 credential from a file and verifies its signature, without any network: with the keys of an
 * issuer the city trusts, or the key the issuer's DID carries. What was changed or signed with another key is refused.
 */
export async function verifyCredential(bytes: Buffer, keysOf: KeysOf): Promise<Verified> {
  const text = unbaked(bytes)
  if (text === undefined) return refuse('not-a-badge')
  if (text === 'old') return refuse('old-badge')
  return text.startsWith('{') ? verifyDocument(text, keysOf) : verifyToken(text, keysOf)
}

/** The keys by which an issuer's word can be verified: those on the list, else the one in its own name. */
function keysFor(issuer: string, keysOf: KeysOf): readonly PublicKey[] {
  const listed = keysOf(issuer)
  if (listed.length > 0) return listed
  const inside = keyInDid(issuer)
  return inside ? [inside] : []
}

/** A VC as JWT: the claims are the credential itself, or stand under `vc` (version 1.1). */
async function verifyToken(token: string, keysOf: KeysOf): Promise<Verified> {
  const header = attempt(() => decodeProtectedHeader(token)) ?? refuse('not-a-badge')
  if (!algorithms.includes(String(header.alg))) return refuse('unsafe-algorithm')
  const claims = attempt(() => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString('utf8')))
  const credential = readCredential(fromToken(claims)) ?? refuse('not-a-badge')
  if (claims.iss !== undefined && claims.iss !== credential.issuer.id) return refuse('forged')
  const keys = keysFor(credential.issuer.id, keysOf)
  if (keys.length === 0) return { credential, signature: 'no-key' }
  for (const key of keys) {
    const done = await compactVerify(token, publicKey(key), { algorithms }).catch(() => undefined)
    if (done) return { credential, signature: 'valid' }
  }
  return refuse('forged')
}

/** Claims that stand in the token's own names are put where a credential has them. */
function fromToken(claims: unknown): unknown {
  const { vc, iss, jti, nbf, exp, sub } = (claims ?? {}) as Record<string, never>
  if (!vc) return claims
  const day = (seconds: unknown) => (typeof seconds === 'number' ? new Date(seconds * 1000).toISOString() : undefined)
  const given = vc as Record<string, unknown>
  const from = given.validFrom ?? given.issuanceDate ?? day(nbf)
  const until = given.validUntil ?? given.expirationDate ?? day(exp)
  const subject = given.credentialSubject as Record<string, unknown> | undefined
  return {
    ...given,
    ...{ id: given.id ?? jti, issuer: given.issuer ?? iss, validFrom: from },
    ...(until === undefined ? {} : { validUntil: until }),
    credentialSubject: subject && { id: sub, ...subject },
  }
}

/** A document with a Data Integrity proof in it; of its kinds the one that needs no vocabulary from the network. */
function verifyDocument(text: string, keysOf: KeysOf): Verified {
  const document = attempt(() => JSON.parse(text)) as Record<string, unknown> | undefined
  const credential = readCredential(document) ?? refuse('not-a-badge')
  const { proof: proofs, ...claims } = document!
  const given = (Array.isArray(proofs) ? proofs : [proofs]) as (Record<string, unknown> | undefined)[]
  const proof = given.find((one) => one?.type === 'DataIntegrityProof' && one.cryptosuite === 'eddsa-jcs-2022')
  if (!proof) return refuse(given[0] ? 'other-proof' : 'not-a-badge')
  const { proofValue, ...config } = proof
  const signature = base58(String(proofValue))
  const method = String(config.verificationMethod ?? '')
  // The key must be the issuer's: on the list, or in the issuer's own name.
  if (config.proofPurpose !== 'assertionMethod' || !signature || method.split('#')[0] !== credential.issuer.id)
    return refuse('forged')
  const keys = keysFor(credential.issuer.id, keysOf).filter(({ crv }) => crv === 'Ed25519')
  if (keys.length === 0) return { credential, signature: 'no-key' }
  const context = config['@context'] ?? claims['@context']
  const signed = Buffer.concat([sha256(canonical({ ...config, '@context': context })), sha256(canonical(claims))])
  const holds = keys.some((key) => verifyBytes(null, signed, publicKey(key), signature))
  return holds ? { credential, signature: 'valid' } : refuse('forged')
}

const sha256 = (text: string) => createHash('sha256').update(text).digest()

const publicKey = (key: PublicKey): KeyObject => createPublicKey({ key: key as JWK as never, format: 'jwk' })

function attempt<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** Public keys from what was pasted: a JWK, a JWKS, or PEM. Private keys are refused, unread. */
export function readKeys(text: string): PublicKey[] {
  if (text === '') return []
  if (/PRIVATE KEY|"d"\s*:/.test(text)) return refuse('private')
  const found = text.startsWith('{')
    ? attempt(() => {
        const given = JSON.parse(text)
        return (Array.isArray(given.keys) ? given.keys : [given]) as PublicKey[]
      })
    : attempt(() =>
        (text.match(/-----BEGIN [^-]+-----[\s\S]+?-----END [^-]+-----/g) ?? []).map(
          (pem) => createPublicKey(pem).export({ format: 'jwk' }) as PublicKey,
        ),
      )
  if (!found?.length || !found.every((key) => attempt(() => publicKey(key).asymmetricKeyType))) return refuse('keys')
  if (found.some(({ kty }) => kty === 'oct')) return refuse('keys')
  return found
}

/** Whether a credential was given to somebody with this mail address; null: it does not say to whom. */
export function givenTo({ subject }: Credential, mail: string | null): boolean | null {
  const mails = subject.identifiers
  const named = subject.id?.startsWith('mailto:') ? subject.id.slice('mailto:'.length) : undefined
  if (mails.length === 0 && named === undefined) return null
  if (!mail) return false
  const own = mail.trim().toLowerCase()
  if (named !== undefined && named.toLowerCase() === own) return true
  return mails.some(({ hash, salt, hashed }) =>
    hashed
      ? [own, mail.trim()].some(
          (one) =>
            hash.toLowerCase() ===
            `sha256$${createHash('sha256')
              .update(one + salt)
              .digest('hex')}`,
        )
      : hash.toLowerCase() === own,
  )
}
