import { accountContract } from './contract/account.ts'
import { auditContract } from './contract/audit.ts'
import { bodyContract } from './contract/body.ts'
import { identityProviderContract } from './contract/identity-provider.ts'
import { staffImportContract } from './contract/import.ts'
import { personContract, postContract } from './contract/person.ts'
import { roleContract } from './contract/role.ts'
import { scimTokenContract } from './contract/scim.ts'
import { sectionContract } from './contract/section.ts'
import { sessionContract } from './contract/session.ts'
import { tokenContract } from './contract/token.ts'

/** Bodies, sections, people, posts, roles and sign-in. */
export const staffContract = {
  session: sessionContract,
  account: accountContract,
  apiToken: tokenContract,
  scimToken: scimTokenContract,
  identityProvider: identityProviderContract,
  body: bodyContract,
  section: sectionContract,
  person: personContract,
  post: postContract,
  role: roleContract,
  staffImport: staffImportContract,
  audit: auditContract,
}
