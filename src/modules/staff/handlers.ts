import { accountHandlers } from './handlers/account.ts'
import { auditHandlers } from './handlers/audit.ts'
import { bodyHandlers } from './handlers/body.ts'
import { identityProviderHandlers } from './handlers/identity-provider.ts'
import { staffImportHandlers } from './handlers/import.ts'
import { personHandlers } from './handlers/person.ts'
import { postHandlers } from './handlers/post.ts'
import { roleHandlers } from './handlers/role.ts'
import { scimTokenHandlers } from './handlers/scim-token.ts'
import { sectionHandlers } from './handlers/section.ts'
import { sessionHandlers } from './handlers/session.ts'
import { tokenHandlers } from './handlers/token.ts'

export const staffHandlers = {
  session: sessionHandlers,
  account: accountHandlers,
  apiToken: tokenHandlers,
  scimToken: scimTokenHandlers,
  identityProvider: identityProviderHandlers,
  body: bodyHandlers,
  section: sectionHandlers,
  person: personHandlers,
  post: postHandlers,
  role: roleHandlers,
  staffImport: staffImportHandlers,
  audit: auditHandlers,
}
