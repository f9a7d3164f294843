import * as client from 'openid-client'
import { Refusal } from '#kernel/refusal'
import type { Config } from '#server/config'
import { unseal } from '#server/sealed'
import type { OidcProvider } from '../store/identity-provider.ts'

/** Where in the database a provider's secret belongs: the seal holds for this place alone. */
export const sealPlace = (bodyId: number, providerId: string) => `identity_provider ${bodyId} ${providerId}`

export function refuseHttp(config: Config, issuer: string): void {
  if (new URL(issuer).protocol !== 'https:' && !config.BANSO_OIDC_HTTP) throw new Refusal('invalid', 'http-issuer')
}

/** Reads the provider's own description of itself, and what we need to speak with it. */
export async function discover(config: Config, bodyId: number, { id, settings, secret }: OidcProvider) {
  refuseHttp(config, settings.issuer)
  if (!secret) throw new Refusal('unavailable', 'no-secret-key')
  const clientSecret = unseal(config, sealPlace(bodyId, id), secret)
  return client.discovery(
    new URL(settings.issuer),
    settings.clientId,
    undefined,
    client.ClientSecretBasic(clientSecret),
    {
      timeout: 10,
      execute: [client.enableNonRepudiationChecks, ...(config.BANSO_OIDC_HTTP ? [client.allowInsecureRequests] : [])],
    },
  )
}

/** The subject the provider proved, and the claim that names our person, from the ID token or the user info. */
export async function proven(
  provider: client.Configuration,
  settings: OidcProvider['settings'],
  arrived: URL,
  expected: { state: string; nonce: string; verifier: string },
): Promise<{ subject: string; name: string | undefined }> {
  const tokens = await client.authorizationCodeGrant(provider, arrived, {
    expectedState: expected.state,
    expectedNonce: expected.nonce,
    pkceCodeVerifier: expected.verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()!
  const known =
    settings.claim in claims || !provider.serverMetadata().userinfo_endpoint
      ? claims
      : await client.fetchUserInfo(provider, tokens.access_token, claims.sub)
  const value = known[settings.claim]
  // An address the provider itself does not vouch for names nobody.
  const doubtful = settings.claim === 'email' && known.email_verified === false
  return { subject: claims.sub, name: typeof value === 'string' && value && !doubtful ? value : undefined }
}
