/** Addresses a browser goes through when it signs in at a provider. */
export const oidcStart = '/sign-in/oidc/start'
export const oidcCallback = '/sign-in/oidc/callback'

/** Why a sign-in through a provider came to nothing; the sign-in page says it in words. */
export type ProviderRefusal = 'attempt-over' | 'provider-failed' | 'unknown-person' | 'not-usable'

/** A page of our own to go to after signing in; the first page when it is anything else. */
export function ownPath(asked: string | null): string {
  if (!asked?.startsWith('/')) return '/'
  const here = 'http://banso.invalid'
  const there = URL.canParse(asked, here) ? new URL(asked, here) : undefined
  if (there?.origin !== here || there.pathname.startsWith('//')) return '/'
  return there.pathname + there.search + there.hash
}
