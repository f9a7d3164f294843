import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'

export async function hasAgreed(db: Db, scope: Scope, version: number): Promise<boolean> {
  const row = await db
    .selectFrom('conduct_agreement')
    .select('version')
    .where('body_id', '=', scope.bodyId)
    .where('person_id', '=', scope.personId)
    .where('version', '>=', version)
    .executeTakeFirst()
  return row !== undefined
}

export async function agree(db: Db, scope: Scope, version: number): Promise<void> {
  await db
    .insertInto('conduct_agreement')
    .values({ body_id: scope.bodyId, person_id: scope.personId, version })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
