import { roleNames } from '../../contract/names.ts'

/** Addresses and descriptions of what we understand of SCIM 2.0 (RFC 7643), as data. */

export const urn = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  enterprise: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  /** Our own: what Japanese municipalities need and the standard has no place for. */
  staff: 'urn:banso:params:scim:schemas:extension:staff:1.0:User',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
  config: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  type: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
} as const

export const extensions = [urn.enterprise, urn.staff]

/** At most so many resources in one answer. */
export const pageLimit = 200

interface Attribute {
  name: string
  type: 'string' | 'boolean' | 'complex' | 'reference'
  description: string
  multiValued: boolean
  required: boolean
  caseExact: boolean
  mutability: 'readWrite' | 'readOnly'
  returned: 'default' | 'always'
  uniqueness: 'none' | 'server'
  canonicalValues?: string[]
  subAttributes?: Attribute[]
}

const attribute = (name: string, description: string, more: Partial<Attribute> = {}): Attribute => ({
  name,
  type: 'string',
  description,
  multiValued: false,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
})
const readOnly = { mutability: 'readOnly' } as const

const schemas = [
  {
    id: urn.user,
    name: 'User',
    description: 'Account',
    attributes: [
      attribute('userName', 'Name to sign in with', { required: true, uniqueness: 'server' }),
      attribute('externalId', 'What the directory calls the account', { caseExact: true }),
      attribute('name', 'Name of the person', {
        type: 'complex',
        subAttributes: [
          attribute('formatted', 'The whole name, family name first'),
          attribute('familyName', 'Family name'),
          attribute('givenName', 'Given name'),
        ],
      }),
      attribute('displayName', 'The whole name; taken over only when no other form of the name is told'),
      attribute('title', 'Title held in the main post'),
      attribute('active', 'Whether the person may sign in', { type: 'boolean' }),
      attribute('emails', 'One mail address', {
        type: 'complex',
        multiValued: true,
        subAttributes: [
          attribute('value', 'Mail address'),
          attribute('type', 'Always work', { canonicalValues: ['work'] }),
          attribute('primary', 'Always true', { type: 'boolean' }),
        ],
      }),
      attribute('groups', 'Roles held today', {
        ...readOnly,
        type: 'complex',
        multiValued: true,
        subAttributes: [attribute('value', 'Id of the group', readOnly), attribute('display', 'Role', readOnly)],
      }),
    ],
  },
  {
    id: urn.group,
    name: 'Group',
    description: 'Role; the roles themselves are fixed',
    attributes: [
      attribute('displayName', 'Role', { ...readOnly, required: true, canonicalValues: Object.values(roleNames) }),
      attribute('members', 'Accounts that hold the role today', {
        type: 'complex',
        multiValued: true,
        subAttributes: [attribute('value', 'Id of the account'), attribute('display', 'Name', readOnly)],
      }),
    ],
  },
  {
    id: urn.enterprise,
    name: 'EnterpriseUser',
    description: 'Staff number and section',
    attributes: [
      attribute('employeeNumber', 'Staff number', { required: true, uniqueness: 'server' }),
      attribute('department', 'Code (or name) of the section of the main post; a new one is a transfer as of today'),
    ],
  },
  {
    id: urn.staff,
    name: 'Staff',
    description: 'Reading of the name and kind of employment',
    attributes: [
      attribute('kana', 'Reading of the name in kana'),
      attribute('employment', 'Kind of employment', {
        canonicalValues: ['regular', 'fixed-term', 'fiscal-year', 'reappointed', 'guest'],
      }),
    ],
  },
]

const located = (base: string, path: string, resourceType: string) => ({
  meta: { resourceType, location: `${base}${path}` },
})

export const schemasAt = (base: string) =>
  schemas.map((schema) => ({ schemas: [urn.schema], ...schema, ...located(base, `/Schemas/${schema.id}`, 'Schema') }))

export const resourceTypesAt = (base: string) => [
  {
    schemas: [urn.type],
    id: 'User',
    name: 'User',
    endpoint: '/Users',
    schema: urn.user,
    schemaExtensions: [
      { schema: urn.enterprise, required: true },
      { schema: urn.staff, required: false },
    ],
    ...located(base, '/ResourceTypes/User', 'ResourceType'),
  },
  {
    schemas: [urn.type],
    id: 'Group',
    name: 'Group',
    endpoint: '/Groups',
    schema: urn.group,
    ...located(base, '/ResourceTypes/Group', 'ResourceType'),
  },
]

export const providerConfigAt = (base: string) => ({
  schemas: [urn.config],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: pageLimit },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token an administrator made on the page of identity providers',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  ...located(base, '/ServiceProviderConfig', 'ServiceProviderConfig'),
})

/** The usual spelling of every attribute's name, by its lower-cased one: case means nothing in SCIM. */
export const spelling: ReadonlyMap<string, string> = new Map(
  [
    ...schemas.flatMap(({ attributes }) =>
      attributes.flatMap(({ name, subAttributes = [] }) => [name, ...subAttributes.map((part) => part.name)]),
    ),
    ...Object.values(urn),
    ...['id', 'meta', 'schemas', 'Operations', 'op', 'path', 'value'],
  ].map((name) => [name.toLowerCase(), name]),
)
