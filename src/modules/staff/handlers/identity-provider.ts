import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { seal } from '#server/sealed'
import { staffContract } from '../contract.ts'
import { oidcCallback } from '../rules/sign-in-address.ts'
import { dropIdentities, providerById, providers, writeProvider } from '../store/identity-provider.ts'
import { discover, refuseHttp, sealPlace } from './oidc.ts'

const administrator = signedIn(staffContract.identityProvider)

export const identityProviderHandlers = {
  list: administrator.list.handler(async ({ context: { db, origin } }) => ({
    redirectUri: `${origin}${oidcCallback}`,
    providers: (await providers(db)).map(({ id, label, settings, matchedBy, disabled }) => ({
      id,
      label,
      ...settings,
      matchedBy,
      disabled,
    })),
  })),

  create: administrator.create.handler(async ({ input, context: { db, scope, config, note } }) => {
    const { label, matchedBy, secret, ...settings } = input
    refuseHttp(config, settings.issuer)
    const id = newId()
    const sealed = seal(config, sealPlace(scope.bodyId, id), secret)
    await writeProvider(db, scope.bodyId, { id, label, settings, secret: sealed, matchedBy, disabled: false })
    note({ detail: { provider: id, issuer: settings.issuer, matchedBy } })
    return { id }
  }),

  change: administrator.change.handler(async ({ input, context: { db, scope, config, note } }) => {
    const { id, label, matchedBy, disabled, secret, ...settings } = input
    refuseHttp(config, settings.issuer)
    const before = await providerById(db, id)
    if (!before) throw new Refusal('missing', 'not-found')
    // Another service's subjects say nothing about the people matched with this one's.
    if (before.settings.issuer !== settings.issuer) await dropIdentities(db, id)
    const sealed = secret ? seal(config, sealPlace(scope.bodyId, id), secret) : null
    await writeProvider(db, scope.bodyId, { id, label, settings, secret: sealed, matchedBy, disabled })
    note({ detail: { provider: id, issuer: settings.issuer, matchedBy, disabled } })
    return {}
  }),

  test: administrator.test.handler(async ({ input: { id }, context: { db, scope, config, note } }) => {
    const provider = await providerById(db, id)
    if (!provider) throw new Refusal('missing', 'not-found')
    await discover(config, scope.bodyId, provider).catch((error) => {
      throw error instanceof Refusal ? error : new Refusal('unavailable', 'unreachable')
    })
    note({ detail: { provider: id } })
    return {}
  }),
}
