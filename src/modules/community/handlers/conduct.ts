import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#kernel/refusal'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { ConductRules } from '../content.ts'
import { communityContract } from '../contract.ts'
import { conductVersion } from '../rules/conduct.ts'
import { agree, hasAgreed } from '../store/conduct.ts'

const operations = signedIn(communityContract.conduct)
const file = join(import.meta.dirname, '../../../../data/community/conduct.json')
let rules: Promise<ConductRules> | undefined

const readRules = () => (rules ??= readFile(file, 'utf8').then((text) => ConductRules.parse(JSON.parse(text))))

/** Nobody posts before agreeing to the rules of conduct in force. */
export async function requireAgreement(db: Db, scope: Scope): Promise<void> {
  if (!(await hasAgreed(db, scope, conductVersion))) throw new Refusal('forbidden', 'conduct')
}

export const conductHandlers = {
  get: operations.get.handler(async ({ context: { db, scope } }) => {
    const { title, lead, rules } = await readRules()
    return { version: conductVersion, title, lead, rules, agreed: await hasAgreed(db, scope, conductVersion) }
  }),

  agree: operations.agree.handler(async ({ input, context: { db, scope } }) => {
    if (input.version !== conductVersion) throw new Refusal('conflict', 'other-version')
    await agree(db, scope, conductVersion)
    return {}
  }),
}
