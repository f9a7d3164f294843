import { dateInJapan } from '#kernel/fiscal-year'
import { type Framework, frameworkInUse, resolverOf } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { type ResolvedRow, statesOf } from '../rules/estimate.ts'
import { type KeptEstimate, keepEstimates, lockLedgers } from '../store/estimate.ts'
import { type CountedRow, countedRows } from '../store/evidence.ts'

type Resolver = Awaited<ReturnType<typeof resolverOf>>

/** Rows under the codes of the skills in use today; one that stands for several skills counts for each. */
export function resolved(rows: readonly CountedRow[], resolve: Resolver): ResolvedRow[] {
  return rows.flatMap((row) => resolve(row.framework, row.skill).map((skill) => ({ ...row, skill })))
}

/** Computes anew, from the ledger, what is kept of these people: after every change of it, in the same transaction. */
export async function refreshEstimates(db: Db, bodyId: number, personIds: readonly string[]): Promise<void> {
  const framework = await frameworkInUse(db, bodyId)
  if (!framework || personIds.length === 0) return
  await lockLedgers(db, bodyId, personIds)
  const resolve = await resolverOf(db, bodyId)
  const rows = await countedRows(db, bodyId, personIds)
  const kept = [...rows].flatMap(([personId, ledger]) => keptOf(personId, framework, resolved(ledger, resolve)))
  await keepEstimates(db, bodyId, personIds, kept)
}

/** What is kept of a person. The ledger is taken whole, whatever the day: what is to come counts when it has come. */
function keptOf(personId: string, framework: Framework, rows: readonly ResolvedRow[]): KeptEstimate[] {
  const today = dateInJapan(new Date())
  return statesOf(framework, rows, today).map((state) => ({ personId, framework: framework.code, ...state }))
}
