import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import { type Framework, frameworkInUse, resolverOf } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import { profilesContract } from '../contract.ts'
import { evidenceById, insertEvidence, ledgerOf, ledgerPage, withdraw } from '../store/evidence.ts'
import { personSeen } from '../store/person.ts'
import { refreshEstimates } from './estimate.ts'
import { checkImport, importEvidence } from './evidence-import.ts'
import { looked } from './right.ts'

const operations = signedIn(profilesContract.evidence)

export const evidenceHandlers = {
  check: operations.check.handler(checkImport),
  import: operations.import.handler(importEvidence),

  list: operations.list.handler(async ({ input, context }) => {
    const { db, scope } = context
    const { person } = await looked(context, 'evidence', input)
    const framework = await frameworkInUse(db, scope.bodyId)
    const resolve = await resolverOf(db, scope.bodyId)
    const names = new Map(framework?.skills.map(({ code, name }) => [code, name]))
    const rows = await ledgerOf(db, scope, person.id, input.page)
    const moderates = scope.roles.includes('dx-office')
    return {
      total: rows[0]?.total ?? 0,
      pageSize: ledgerPage,
      rows: rows.map(({ withdrawnAt, withdrawnBy, reason, recorderId, total, ...row }) => ({
        ...row,
        skillName:
          resolve(row.framework, row.skill)
            .map((code) => names.get(code))
            .filter(Boolean)
            .join('・') || row.skill,
        withdrawn: withdrawnAt ? { at: withdrawnAt, by: withdrawnBy, reason: reason ?? '' } : null,
        mayWithdraw: !withdrawnAt && (moderates || person.id === scope.personId || recorderId === scope.personId),
      })),
    }
  }),

  report: operations.report.handler(async ({ input: { reports }, context: { db, scope, note } }) => {
    const framework = await frameworkWith(
      db,
      scope.bodyId,
      reports.map(({ skill }) => skill),
    )
    const today = dateInJapan(new Date())
    const own = {
      personId: scope.personId,
      framework,
      kind: 'self',
      shownOn: today,
      recordedBy: scope.personId,
    } as const
    const recorded = await insertEvidence(
      db,
      scope.bodyId,
      reports.map((report) => ({ ...own, ...report })),
    )
    await refreshEstimates(db, scope.bodyId, [scope.personId])
    note({ subjects: [scope.personId], detail: { recorded } })
    return { recorded }
  }),

  endorse: operations.endorse.handler(async ({ input: { id, personId, skill, level, note: words }, context }) => {
    const { db, scope, note } = context
    if (personId === scope.personId) throw new Refusal('invalid', 'self')
    const person = await personSeen(db, scope, personId)
    if (!person) throw new Refusal('missing', 'not-found')
    const framework = await frameworkWith(db, scope.bodyId, [skill])
    const kind = person.heads ? ('manager' as const) : ('colleague' as const)
    const row = { id, personId, framework, skill, kind, level, note: words, recordedBy: scope.personId }
    await insertEvidence(db, scope.bodyId, [{ ...row, shownOn: dateInJapan(new Date()) }])
    await refreshEstimates(db, scope.bodyId, [personId])
    note({ subjects: [personId, id], detail: { skill, kind } })
    return { id, kind }
  }),

  certify: operations.certify.handler(async ({ input: { id, personId, skill, level, title, issuedOn }, context }) => {
    const { db, scope, note } = context
    if (issuedOn > dateInJapan(new Date())) throw new Refusal('invalid', 'future')
    if (!(await personSeen(db, scope, personId))) throw new Refusal('missing', 'not-found')
    const framework = await frameworkWith(db, scope.bodyId, [skill])
    const row = { id, personId, framework, skill, level, note: title, shownOn: issuedOn, recordedBy: scope.personId }
    await insertEvidence(db, scope.bodyId, [{ ...row, kind: 'certificate' }])
    await refreshEstimates(db, scope.bodyId, [personId])
    note({ subjects: [personId, id], detail: { skill, title } })
    return { id }
  }),

  withdraw: operations.withdraw.handler(async ({ input: { id, reason }, context: { db, scope, note } }) => {
    const row = await evidenceById(db, scope, id)
    const concerns = row && (row.personId === scope.personId || row.recordedBy === scope.personId)
    if (!row || !(concerns || scope.roles.includes('dx-office'))) throw new Refusal('missing', 'not-found')
    if (row.withdrawn) throw new Refusal('conflict', 'already')
    await withdraw(db, scope.bodyId, [id], scope.personId, reason)
    await refreshEstimates(db, scope.bodyId, [row.personId])
    note({ subjects: [row.personId, id], detail: { skill: row.skill, reason } })
    return {}
  }),
}

/** The code of the framework in use, if it knows these skills. */
async function frameworkWith(db: Db, bodyId: number, skills: readonly string[]): Promise<Framework['code']> {
  const framework = await frameworkInUse(db, bodyId)
  const known = new Set(framework?.skills.map(({ code }) => code))
  if (!framework || skills.some((skill) => !known.has(skill))) throw new Refusal('invalid', 'no-skill')
  return framework.code
}
