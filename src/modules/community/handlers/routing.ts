import { notify } from '#modules/notices/public'
import { leadersOf } from '#modules/profiles/public'
import { headsOf, roleHolders } from '#modules/staff/public'
import type { Db } from '#server/db/transaction'
import { enqueue } from '#server/jobs'
import { renderMarkdown } from '#server/markdown'
import type { RoutingRules } from '../contract/routing.ts'
import { beginOfNext, dueOf, type Step, stepAfter } from '../rules/escalation.ts'
import type { Evidence } from '../rules/evidence.ts'
import { rankPeople } from '../rules/routing.ts'
import { asksOf, endAsks, insertAsks } from '../store/ask.ts'
import { databaseNow, lockChoosing, lockRouting, type Routed, setRouting, stopRouting } from '../store/routing.ts'
import { peopleAsTheyStand } from '../store/routing-facts.ts'
import { routingRules } from '../store/setting.ts'
import { gatherEvidence } from './evidence.ts'

/** At the steps of duty so many are asked at once. */
const countOfDuty = { leader: 2, 'dx-office': 3 } as const

/** A question or problem begins its way: the job wakes it when the first step is due. */
export async function startRouting(db: Db, bodyId: number, topicId: string): Promise<void> {
  const now = await databaseNow(db)
  const nextAt = beginOfNext(null, now, now, await routingRules(db, bodyId))
  await setRouting(db, bodyId, topicId, { step: null, nextAt })
  await wake(db, bodyId, topicId, nextAt)
}

/** A question opened again, still without an answer, goes on where it stopped. */
export async function resumeRouting(db: Db, bodyId: number, topicId: string): Promise<void> {
  const routed = await lockRouting(db, bodyId, topicId)
  if (!routed || routed.settled || routed.nextAt) return
  const nextAt = beginOfNext(routed.step, routed.createdAt, routed.now, await routingRules(db, bodyId))
  await setRouting(db, bodyId, topicId, { step: routed.step, nextAt })
  await wake(db, bodyId, topicId, nextAt)
}

/** An answer ends the way: nobody more is asked, and those asked are free. Anonymous answerers are not told apart. */
export async function settleAsks(db: Db, bodyId: number, topicId: string, answererId: string | null): Promise<void> {
  await stopRouting(db, bodyId, topicId)
  await endAsks(db, bodyId, topicId, answererId)
}

/**
 * Takes a question to its next step if that is due, in one transaction: a second run, or one after a crash, finds the
 * next step not yet due and changes nothing. A step at which nobody can be asked is passed over at once.
 */
export async function climb(db: Db, bodyId: number, topicId: string, atOnce = false): Promise<void> {
  await lockChoosing(db, bodyId)
  const routed = await lockRouting(db, bodyId, topicId)
  if (!routed?.nextAt) return
  if (routed.settled) return settleAsks(db, bodyId, topicId, null)
  if (!atOnce && routed.now < routed.nextAt) return wake(db, bodyId, topicId, routed.nextAt)
  const rules = await routingRules(db, bodyId)
  let step = routed.step
  let asked = 0
  while (asked === 0 && step !== 'adviser') {
    step = stepAfter(step)!
    asked = await askAt(db, bodyId, routed, step, rules)
  }
  const nextAt = beginOfNext(step, routed.createdAt, routed.now, rules)
  await setRouting(db, bodyId, topicId, { step, nextAt })
  await wake(db, bodyId, topicId, nextAt)
}

/** Somebody declined: another is asked at the same step, or, when nobody is left to wait for, the next step begins. */
export async function askAnother(db: Db, bodyId: number, routed: Routed, step: Step): Promise<void> {
  if (routed.settled || routed.step !== step || !routed.nextAt) return
  const asked = await askAt(db, bodyId, routed, step, await routingRules(db, bodyId), 1)
  if (asked > 0) return
  const asks = await asksOf(db, bodyId, routed.topicId)
  if (!asks.some((ask) => ask.waiting)) await climb(db, bodyId, routed.topicId, true)
}

const wake = async (db: Db, bodyId: number, topicId: string, runAt: Date | null) => {
  if (runAt) await enqueue(db, 'ask.route', { bodyId, topicId }, { runAt, key: `ask.route:${bodyId}:${topicId}` })
}

/** Asks people at one step; returns how many were. */
async function askAt(db: Db, bodyId: number, routed: Routed, step: Step, rules: RoutingRules, most?: number) {
  const { topicId, title, askerId, audienceId } = routed
  const telling = { subjectKind: 'topic', subjectId: topicId, title, actorName: '' } as const
  if (step === 'adviser') {
    await notify(db, bodyId, await roleHolders(db, bodyId, 'dx-office'), { kind: 'escalated', ...telling })
    return 0
  }
  const evidence = await evidenceAt(db, bodyId, routed, step)
  const people = await peopleAsTheyStand(db, bodyId, [...new Set(evidence.map(({ personId }) => personId))], audienceId)
  const ranked = rankPeople(people, evidence, {
    askerId,
    asked: new Set((await asksOf(db, bodyId, topicId)).map((ask) => ask.person_id)),
    count: most ?? (step === 'people' ? rules.people : countOfDuty[step]),
    duty: step !== 'people',
  })
  const asked = await insertAsks(db, bodyId, { topicId, step, dueAt: dueOf(routed.now, rules), people: ranked })
  await notify(db, bodyId, asked, { kind: step === 'people' ? 'asked' : 'escalated', ...telling })
  return asked.length
}

async function evidenceAt(db: Db, bodyId: number, routed: Routed, step: Exclude<Step, 'adviser'>): Promise<Evidence[]> {
  const byRole = (personId: string, details: string[]): Evidence => ({ personId, source: 'role', score: 1, details })
  if (step === 'dx-office') return (await roleHolders(db, bodyId, 'dx-office')).map((personId) => byRole(personId, []))
  const text = `${routed.title}\n${renderMarkdown(routed.body).text.slice(0, 300)}`
  // The system looks on behalf of everybody; whom it chooses is told only what they did themselves.
  const reader = { bodyId, reachIds: [], roles: ['dx-office'] } as const
  const question = { text, tagIds: routed.tagIds, topicId: routed.topicId }
  const { evidence, fits } = await gatherEvidence(db, reader, question, false)
  if (step === 'people') return evidence
  // An anonymous asker's own section would give away where they are from.
  const own = routed.sectionId && !routed.anonymous ? [routed.sectionId] : []
  const concerned = [...new Set([...fits.slice(0, 1).map(({ section }) => section.sectionId), ...own])]
  const leaders = await leadersOf(db, bodyId, concerned)
  const people = leaders.length > 0 ? leaders : await headsOf(db, bodyId, concerned)
  const sections = Map.groupBy(people, ({ personId }) => personId)
  return [...sections].map(([personId, rows]) =>
    byRole(
      personId,
      rows.map(({ section }) => section),
    ),
  )
}
