import { sql } from 'kysely'
import { dateInJapan } from '#kernel/fiscal-year'
import { loadDemoAssessments } from '#modules/assessment/demo'
import { loadDemoCommunity } from '#modules/community/demo'
import { loadDemoLeaders, loadDemoSkills } from '#modules/profiles/demo'
import { loadDemoPeople, makeDemoBody } from '#modules/staff/demo'
import { loadDemoTraining } from '#modules/training/demo'
import { ownerPool } from '#server/db/pool'
import { transaction } from '#server/db/transaction'
import { log } from '#server/log'
import { loadShipped } from './shipped.ts'

/** Fills a database that has no body at all with the demo city, in one transaction; any other is left as it is. */
export async function loadDemo(ownerUrl: string): Promise<boolean> {
  const pool = ownerPool(ownerUrl, 1)
  try {
    const today = dateInJapan(new Date())
    const started = performance.now()
    const loaded = await transaction(pool, {}, async (db) => {
      const bodyId = await makeDemoBody(db)
      if (bodyId === undefined) return false
      await sql`select set_config('banso.body_id', ${String(bodyId)}, true)`.execute(db)
      await loadShipped(db, bodyId)
      const city = await loadDemoPeople(db, bodyId, today)
      await loadDemoCommunity(db, city, today)
      await loadDemoSkills(db, city, today)
      await loadDemoAssessments(db, city, today)
      await loadDemoTraining(db, city, today)
      await loadDemoLeaders(db, city, today)
      return true
    })
    if (loaded) log.info({ seconds: Math.round(performance.now() - started) / 1000 }, 'demo city loaded')
    return loaded
  } finally {
    await pool.end()
  }
}
