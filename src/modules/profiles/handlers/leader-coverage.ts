import { isDeepStrictEqual } from 'node:util'
import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import { frameworkInUse } from '#modules/framework/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { LeaderRules } from '../contract/leader.ts'
import { profilesContract } from '../contract.ts'
import { reachOver } from '../rules/access.ts'
import { endsSoon } from '../rules/leader.ts'
import { coverageOn, keepLeaderRules, ownLeaderRules } from '../store/leader-coverage.ts'
import { leaderPreset } from './preset.ts'

const operations = signedIn(profilesContract.leader)

/** The rules of leaders in force: the city's own, or those that come with the product. */
export const leaderRules = async (db: Db, bodyId: number): Promise<LeaderRules> =>
  (await ownLeaderRules(db, bodyId)) ?? leaderPreset

export const coverageHandlers = {
  coverage: operations.coverage.handler(async ({ input: { on = dateInJapan(new Date()) }, context: { db, scope } }) => {
    const rules = await leaderRules(db, scope.bodyId)
    const among = reachOver('recognition', { roles: scope.roles, heads: false }) === 'all' ? 'all' : 'own'
    const sections = (await coverageOn(db, scope, on, among === 'all')).map(({ leaders, ...section }) => ({
      ...{ ...section, covered: leaders.length >= rules.each },
      leaders: leaders.map((leader) => ({ ...leader, endsSoon: endsSoon(leader.to, on) })),
    }))
    const profile = (await frameworkInUse(db, scope.bodyId))?.profiles.find(({ code }) => code === rules.target)
    return {
      ...{ among: among as 'all' | 'own', sections, rules: { ...rules, targetName: profile?.name ?? '' } },
      covered: sections.filter(({ covered }) => covered).length,
    }
  }),

  saveRules: operations.saveRules.handler(async ({ input: { before, rules }, context: { db, scope, note } }) => {
    const framework = await frameworkInUse(db, scope.bodyId)
    if (rules.target !== null && !framework?.profiles.some(({ code }) => code === rules.target))
      throw new Refusal('invalid', 'no-target')
    if (!isDeepStrictEqual(await leaderRules(db, scope.bodyId), before)) throw new Refusal('conflict', 'stale')
    await keepLeaderRules(db, scope.bodyId, rules)
    note({ subjects: [], detail: { rules } })
    return {}
  }),
}
