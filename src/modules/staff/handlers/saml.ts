import { X509Certificate } from 'node:crypto'
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml'
import { samlConsumer, samlMetadata } from '../rules/sign-in-address.ts'
import type { SamlProvider } from '../store/identity-provider.ts'

/** Clocks of two servers differ: so much is forgiven. */
const skewMilliseconds = 60_000

export const entityId = (origin: string, bodyId: number) => `${origin}${samlMetadata}?body=${bodyId}`

/** The certificates pasted, as PEM; none when one of them cannot be read. */
export function certificatesIn(text: string): string[] {
  const pem = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  const all = pem ?? [`-----BEGIN CERTIFICATE-----\n${text.replace(/\s+/g, '')}\n-----END CERTIFICATE-----`]
  try {
    return all.map((one) => new X509Certificate(one).toString())
  } catch {
    return []
  }
}

/** What speaks SAML with one provider; `requestId` is the one request whose answer it takes. */
function speaker(origin: string, bodyId: number, { settings }: SamlProvider, requestId: string): SAML {
  return new SAML({
    entryPoint: settings.entryPoint,
    idpCert: certificatesIn(settings.certificates),
    issuer: entityId(origin, bodyId),
    audience: entityId(origin, bodyId),
    callbackUrl: `${origin}${samlConsumer}`,
    identifierFormat: null,
    disableRequestedAuthnContext: true,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false, // the assertion's own signature is what counts
    acceptedClockSkewMs: skewMilliseconds,
    validateInResponseTo: ValidateInResponseTo.always,
    generateUniqueId: () => requestId,
    // Which request was made is known from the attempt in the database, on whichever node the answer arrives.
    cacheProvider: {
      saveAsync: async (_, value) => ({ value, createdAt: Date.now() }),
      getAsync: async (key) => (key === requestId ? new Date().toISOString() : null),
      removeAsync: async (key) => key,
    },
  })
}

/** Where the browser is sent with our request. */
export function requestAddress(
  origin: string,
  bodyId: number,
  provider: SamlProvider,
  requestId: string,
  relay: string,
) {
  return speaker(origin, bodyId, provider, requestId).getAuthorizeUrlAsync(relay, undefined, {})
}

/** Our description for the provider's administrator. */
export function describe(origin: string, bodyId: number): string {
  return new SAML({
    idpCert: 'none is needed to describe ourselves',
    issuer: entityId(origin, bodyId),
    callbackUrl: `${origin}${samlConsumer}`,
    identifierFormat: null,
    wantAssertionsSigned: true,
  }).generateServiceProviderMetadata(null, null)
}

interface Confirmation {
  $?: Record<string, string>
  SubjectConfirmationData?: { $?: Record<string, string> }[]
}
interface Assertion {
  Assertion: { Subject?: { SubjectConfirmation?: Confirmation[] }[] }
}

/**
 * Does the signed assertion itself say that it answers this request, at this address? The library reads that from the
 * response around it, which nobody signed, so that an assertion could be kept and sent again in another response.
 */
function confirms(assertion: Assertion, requestId: string, consumer: string): boolean {
  const confirmations = assertion.Assertion.Subject?.[0]?.SubjectConfirmation ?? []
  return (
    confirmations.length > 0 &&
    confirmations.every(({ $, SubjectConfirmationData: [data] = [] }) => {
      const bearer = $?.['Method'] === 'urn:oasis:names:tc:SAML:2.0:cm:bearer'
      return bearer && data?.$?.['InResponseTo'] === requestId && data.$['Recipient'] === consumer
    })
  )
}

/** The subject the provider proved, and the attribute that names our person. Throws when anything is not as it must be. */
export async function provenBySaml(
  origin: string,
  bodyId: number,
  provider: SamlProvider,
  answer: { response: string; requestId: string },
): Promise<{ subject: string; name: string | undefined }> {
  const text = Buffer.from(answer.response, 'base64').toString('latin1')
  // Entities could read files or grow without end; no provider sends any.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Error('the answer declares a document type')
  // The library still takes it; 電子政府推奨暗号リスト does not, and every provider can sign by SHA-256.
  if (/xmldsig#(rsa-)?sha1/.test(text)) throw new Error('the answer is signed by SHA-1: set the provider to SHA-256')
  const { profile } = await speaker(origin, bodyId, provider, answer.requestId).validatePostResponseAsync({
    SAMLResponse: answer.response,
  })
  if (!profile?.nameID) throw new Error('the answer names nobody')
  const assertion = profile.getAssertion?.() as Assertion | undefined
  if (!assertion || !confirms(assertion, answer.requestId, `${origin}${samlConsumer}`))
    throw new Error('the assertion is no answer to this request, or for another recipient')
  const { claim, idpIssuer } = provider.settings
  if (profile.issuer !== idpIssuer) throw new Error('another issuer') // the library asks this of logouts only
  const attributes = (profile['attributes'] ?? {}) as Record<string, unknown>
  const [value] = claim ? [attributes[claim] ?? profile[claim]].flat() : [profile.nameID]
  const name = typeof value === 'string' && value ? value : undefined
  // A transient NameID is another each time: then the attribute is what stays.
  const passing = profile.nameIDFormat?.endsWith(':transient')
  if (passing && !name) throw new Error('a transient name, and no attribute')
  return { subject: passing ? `${claim} ${name}` : profile.nameID, name }
}
