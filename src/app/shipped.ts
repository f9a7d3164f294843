import { loadShippedItems } from '#modules/assessment/public'
import { loadShippedFrameworks } from '#modules/framework/public'
import { loadShippedCourses } from '#modules/training/public'
import type { Db } from '#server/db/transaction'

/** Gives every body (or the one) what comes with the product and it does not have yet. Needs the owner's connection. */
export async function loadShipped(db: Db, bodyId?: number): Promise<void> {
  await loadShippedFrameworks(db, bodyId)
  await loadShippedItems(db, bodyId)
  await loadShippedCourses(db, bodyId)
}
