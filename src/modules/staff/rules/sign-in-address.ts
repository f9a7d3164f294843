/** Addresses a browser goes through when it signs in at a provider. */
export const oidcStart = '/sign-in/oidc/start'
export const oidcCallback = '/sign-in/oidc/callback'
export const samlStart = '/sign-in/saml/start'
/** Where a SAML provider sends its answer (assertion consumer service), and where the browser goes on from it. */
export const samlConsumer = '/sign-in/saml/acs'
export const samlFinish = '/sign-in/saml/finish'
/** Our own description for a SAML provider; its address is our entity id. */
export const samlMetadata = '/sign-in/saml/metadata'

/** Why a sign-in through a provider came to nothing; the sign-in page says it in words. */
export type ProviderRefusal = 'attempt-over' | 'provider-failed' | 'unknown-person' | 'not-usable' | 'too-many'

/** A page of our own to go to after signing in; the first page when it is anything else. */
export function ownPath(asked: string | null): string {
  if (!asked?.startsWith('/')) return '/'
  const here = 'http://banso.invalid'
  const there = URL.canParse(asked, here) ? new URL(asked, here) : undefined
  if (there?.origin !== here || there.pathname.startsWith('//')) return '/'
  return there.pathname + there.search + there.hash
}
