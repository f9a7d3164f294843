import { isIP } from 'node:net'
import { Client, type Entry, Filter, InvalidCredentialsError, InvalidDNSyntaxError, NoSuchObjectError } from 'ldapts'
import { Refusal } from '#kernel/refusal'
import type { Config } from '#server/config'
import { unseal } from '#server/sealed'
import { filled, inName } from '../rules/directory.ts'
import type { LdapProvider } from '../store/identity-provider.ts'
import { sealPlace } from './oidc.ts'

const waitMilliseconds = 5_000

/** Attributes by which a directory names an entry for good, whatever its name becomes. */
const lasting = ['entryUUID', 'objectGUID']

/** What a directory answers where there is nobody of that name and password. */
const nobody = [InvalidCredentialsError, InvalidDNSyntaxError, NoSuchObjectError]

/** Runs `work` on a connection of its own, encrypted where the settings say so, and closes it. */
async function connected<T>({ settings }: LdapProvider, work: (client: Client) => Promise<T>): Promise<T> {
  const tlsOptions = settings.authority ? { ca: settings.authority } : {}
  const client = new Client({
    url: settings.url,
    timeout: waitMilliseconds,
    connectTimeout: waitMilliseconds,
    ...(settings.url.startsWith('ldaps:') ? { tlsOptions } : {}),
  })
  try {
    const { hostname } = new URL(settings.url)
    if (settings.startTls)
      await client.startTLS({ ...tlsOptions, host: hostname, ...(isIP(hostname) ? {} : { servername: hostname }) })
    return await work(client)
  } finally {
    await client.unbind().catch(() => {})
  }
}

const searchPassword = (config: Config, bodyId: number, { id, secret }: LdapProvider): string => {
  if (!secret) throw new Refusal('unavailable', 'no-secret-key')
  return unseal(config, sealPlace(bodyId, id), secret)
}

/** Tries the connection, and the account that searches where there is one. */
export function reach(config: Config, bodyId: number, provider: LdapProvider): Promise<void> {
  const { bindName, base } = provider.settings
  return connected(provider, async (client) => {
    if (base)
      await client.bind(bindName, searchPassword(config, bodyId, provider)).catch((error) => {
        throw error instanceof InvalidCredentialsError ? new Refusal('unavailable', 'refused') : error
      })
    else await client.search('', { scope: 'base', attributes: ['supportedLDAPVersion'], filter: '(objectClass=*)' })
  })
}

/** Whom the directory knows by this login and password; undefined when it knows nobody so. Throws when it is not there. */
export async function provenByDirectory(
  config: Config,
  bodyId: number,
  provider: LdapProvider,
  { login, password }: { login: string; password: string },
): Promise<{ subject: string; name: string | undefined } | undefined> {
  if (password === '') return undefined // an empty one would be no proof: servers take it for an anonymous bind
  const { base, bindName, claim } = provider.settings
  const name = base ? await nameOf(config, bodyId, provider, login) : filled(bindName, inName(login))
  if (!name) return undefined
  return connected(provider, async (client) => {
    try {
      await client.bind(name, password)
    } catch (error) {
      if (nobody.some((kind) => error instanceof kind)) return undefined
      throw error
    }
    const attributes = [...lasting, ...(claim ? [claim] : [])]
    const { searchEntries } = await client
      .search(name, { scope: 'base', attributes, explicitBufferAttributes: ['objectGUID'] })
      .catch(() => ({ searchEntries: [] as Entry[] })) // who may not read their own entry is still who they are
    const entry = searchEntries[0]
    const text = (attribute: string): string | undefined => {
      const [value] = [entry?.[attribute] ?? []].flat()
      return Buffer.isBuffer(value) ? value.toString('hex') : value || undefined
    }
    const subject = lasting.map(text).find(Boolean) ?? name.toLowerCase()
    return { subject, name: claim ? text(claim) : login }
  })
}

/** The one entry the search finds for a login; none when there are several. */
function nameOf(config: Config, bodyId: number, provider: LdapProvider, login: string): Promise<string | undefined> {
  const { base, bindName, filter } = provider.settings
  return connected(provider, async (client) => {
    await client.bind(bindName, searchPassword(config, bodyId, provider))
    const options = {
      scope: 'sub',
      filter: filled(filter, Filter.escape(login)),
      attributes: ['1.1'],
      sizeLimit: 2,
    } as const
    const { searchEntries } = await client.search(base, { ...options, attributes: ['1.1'] })
    return searchEntries.length === 1 ? searchEntries[0]!.dn : undefined
  })
}
