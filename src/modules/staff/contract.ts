import { sessionContract } from './contract/session.ts'

/** Bodies, sections, people, posts, roles and sign-in. */
export const staffContract = {
  session: sessionContract,
}
