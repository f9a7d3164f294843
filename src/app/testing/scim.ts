import type { TestNode } from './node.ts'

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const staff = 'urn:banso:params:scim:schemas:extension:staff:1.0:User'

/** Speaks SCIM to a test node as a directory does, with the token it was given. */
export function scimClient(node: TestNode, token: string) {
  const scim = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${node.url}/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined }
  }
  return {
    scim,
    filtered: (filter: string) => scim('GET', `/Users?filter=${encodeURIComponent(filter)}`),
    patch: (id: string, ...operations: object[]) =>
      scim('PATCH', `/Users/${id}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: operations,
      }),
    /** Registers somebody who is not there yet; returns the id. */
    async created(login: string, number: string, more: object = {}): Promise<string> {
      const { status, body } = await scim('POST', '/Users', entraUser(login, number, more))
      if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
      return body.id
    },
  }
}
export type ScimClient = ReturnType<typeof scimClient>

/** As Entra ID sends a new user. */
export const entraUser = (login: string, number: string, more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
  externalId: `object-${login}`,
  userName: login,
  active: true,
  displayName: '髙橋 花子（情報政策課）',
  emails: [{ primary: true, type: 'work', value: `${login}@example.lg.jp` }],
  meta: { resourceType: 'User' },
  name: { formatted: 'Hanako Takahashi', familyName: '髙橋', givenName: '花子' },
  preferredLanguage: 'ja',
  [enterprise]: { employeeNumber: number, department: '0101', manager: { value: 'x' } },
  ...more,
})
