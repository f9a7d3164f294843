import { dateInJapan } from '#kernel/fiscal-year'
import { type Framework, frameworkInUse, resolverOf } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { type ResolvedRow, statesOf } from '../rules/estimate.ts'
import { reachedLevels } from '../rules/finder.ts'
import { type KeptEstimate, keepEstimates, lockLedgers } from '../store/estimate.ts'
import { type CountedRow, countedRows } from '../store/evidence.ts'
import { keepReach } from '../store/reach.ts'

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
  const today = dateInJapan(new Date())
  const kept = [...rows].flatMap(([personId, ledger]) => keptOf(personId, framework, resolved(ledger, resolve), today))
  await keepEstimates(db, bodyId, personIds, kept)
  const known = kept.filter(({ ownRows }) => ownRows > 0)
  const reached = known.map((one) => ({ ...one, chances: reachedLevels(one, today) }))
  await keepReach(db, bodyId, framework.code, personIds, reached)
}

/** What is kept of a person; what the ledger says of days to come counts when they have come. */
function keptOf(personId: string, framework: Framework, rows: readonly ResolvedRow[], today: string): KeptEstimate[] {
  return statesOf(framework, rows, today).map((state) => ({ personId, framework: framework.code, ...state }))
}
