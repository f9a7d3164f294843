import { X509Certificate } from 'node:crypto'
import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import type { Config } from '#server/config'
import { signedIn } from '#server/operations'
import { seal } from '#server/sealed'
import { staffContract } from '../contract.ts'
import { oidcCallback, samlConsumer } from '../rules/sign-in-address.ts'
import { dropIdentities, type ProviderRow, providerById, providers, writeProvider } from '../store/identity-provider.ts'
import { reach } from './ldap.ts'
import { discover, refuseHttp, sealPlace } from './oidc.ts'
import { certificatesIn, entityId } from './saml.ts'

const administrator = signedIn(staffContract.identityProvider)

type SettingsOf<Row> = Row extends ProviderRow ? Pick<Row, 'kind' | 'settings'> : never
type Settings = SettingsOf<ProviderRow>

/** Parts what every kind has from what is its own. */
function settingsOf<T extends { kind: ProviderRow['kind'] }>(given: T): Settings {
  const { kind, label, matchedBy, secret, id, disabled, ...settings } = given as T & Record<string, unknown>
  return { kind, settings } as unknown as Settings
}

/** Says at once what would fail at the first sign-in. */
function refuseUnusable(config: Config, it: Settings, hasSecret: boolean): void {
  if (it.kind === 'oidc') {
    refuseHttp(config, it.settings.issuer)
    if (!hasSecret) throw new Refusal('invalid', 'needs-secret')
  } else if (it.kind === 'saml') {
    refuseHttp(config, it.settings.entryPoint)
    if (certificatesIn(it.settings.certificates).length === 0) throw new Refusal('invalid', 'certificate')
  } else {
    const { base, bindName, filter, authority } = it.settings
    if (base && !hasSecret) throw new Refusal('invalid', 'needs-secret')
    if (!(base ? filter : bindName).includes('{login}')) throw new Refusal('invalid', 'no-place')
    if (authority && !readable(authority)) throw new Refusal('invalid', 'certificate')
  }
}

function readable(pem: string): boolean {
  try {
    return Boolean(new X509Certificate(pem))
  } catch {
    return false
  }
}

/** Who a provider's users are is known by it: another service's subjects say nothing of them. */
const source = (it: Settings): string =>
  it.kind === 'oidc' ? it.settings.issuer : it.kind === 'saml' ? it.settings.idpIssuer : it.settings.url

export const identityProviderHandlers = {
  list: administrator.list.handler(async ({ context: { db, scope, origin } }) => ({
    redirectUri: `${origin}${oidcCallback}`,
    samlMetadata: entityId(origin, scope.bodyId),
    samlConsumer: `${origin}${samlConsumer}`,
    providers: (await providers(db)).map(({ secret: _, settings, ...common }) => ({ ...common, ...settings }) as never),
  })),

  create: administrator.create.handler(async ({ input, context: { db, scope, config, note } }) => {
    const { label, matchedBy, secret } = input
    const settings = settingsOf(input)
    refuseUnusable(config, settings, Boolean(secret))
    const id = newId()
    const sealed = secret ? seal(config, sealPlace(scope.bodyId, id), secret) : null
    await writeProvider(db, scope.bodyId, {
      id,
      label,
      ...settings,
      secret: sealed,
      matchedBy,
      disabled: false,
    } as ProviderRow)
    note({ detail: { provider: id, kind: input.kind, source: source(settings), matchedBy } })
    return { id }
  }),

  change: administrator.change.handler(async ({ input, context: { db, scope, config, note } }) => {
    const { id, label, matchedBy, disabled, secret } = input
    const settings = settingsOf(input)
    const before = await providerById(db, id)
    if (!before) throw new Refusal('missing', 'not-found')
    if (before.kind !== input.kind) throw new Refusal('conflict', 'other-kind')
    refuseUnusable(config, settings, Boolean(secret ?? before.secret))
    if (source(before) !== source(settings)) await dropIdentities(db, id)
    const sealed = secret ? seal(config, sealPlace(scope.bodyId, id), secret) : null
    await writeProvider(db, scope.bodyId, {
      id,
      label,
      ...settings,
      secret: sealed,
      matchedBy,
      disabled,
    } as ProviderRow)
    note({ detail: { provider: id, kind: input.kind, source: source(settings), matchedBy, disabled } })
    return {}
  }),

  test: administrator.test.handler(async ({ input: { id }, context: { db, scope, config, note } }) => {
    const provider = await providerById(db, id)
    if (!provider) throw new Refusal('missing', 'not-found')
    await reached(config, scope.bodyId, provider).catch((error) => {
      throw error instanceof Refusal ? error : new Refusal('unavailable', 'unreachable')
    })
    note({ detail: { provider: id } })
    return {}
  }),
}

async function reached(config: Config, bodyId: number, provider: ProviderRow): Promise<void> {
  if (provider.kind === 'oidc') await discover(config, bodyId, provider)
  else if (provider.kind === 'ldap') await reach(config, bodyId, provider)
  // A SAML provider is spoken to by the browser alone; that it answers at all is what can be seen from here.
  else await fetch(provider.settings.entryPoint, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })
}
