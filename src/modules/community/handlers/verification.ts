import { dateInJapan, type IsoDate } from '#kernel/fiscal-year'
import { notify } from '#modules/notices/public'
import { headsOf, roleHolders } from '#modules/staff/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import { verificationPreset } from '../contract/verification.ts'
import { communityContract } from '../contract.ts'
import { verificationTitle } from '../messages/verification.ts'
import { nextAsked, verificationDue, workingDaysBefore } from '../rules/verification.ts'
import { peopleAsTheyStand } from '../store/routing-facts.ts'
import { keepVerificationRules, verificationRules } from '../store/setting.ts'
import {
  agedTopics,
  answersToAsk,
  dueAnswers,
  lockVerification,
  markAsked,
  type WaitingAnswer,
} from '../store/verification.ts'
import { refreshStandings } from './indexing.ts'

const verifications = signedIn(communityContract.verification)

export const verificationHandlers = {
  due: verifications.due.handler(async ({ input, context: { db, scope } }) => {
    const { page, next, total } = await dueAnswers(db, scope, dateInJapan(new Date()), input)
    return { answers: page, ...(next ? { next } : {}), total }
  }),

  get: verifications.get.handler(async ({ context: { db, scope } }) => ({
    rules: await verificationRules(db, scope.bodyId),
    preset: verificationPreset,
  })),

  set: verifications.set.handler(async ({ input, context: { db, scope, note } }) => {
    await keepVerificationRules(db, scope.bodyId, input.rules)
    note({ detail: input.rules })
    return { rules: input.rules }
  }),
}

/** The day by which what is accepted or confirmed now is to be confirmed again, by the body's rules. */
export async function nextVerification(db: Db, bodyId: number): Promise<IsoDate> {
  const { months } = await verificationRules(db, bodyId)
  return verificationDue(dateInJapan(new Date()), months)
}

const batch = 500

/**
 * Asks for the confirmation of answers past their day: their owners, then who leads the owner's section, then the
 * moderators. A second run on the same day finds nobody left to ask. Everybody gets one notice, however many answers.
 */
export async function askToVerify(db: Db, bodyId: number, today: IsoDate): Promise<void> {
  await lockVerification(db, bodyId)
  const { waitDays } = await verificationRules(db, bodyId)
  const since = workingDaysBefore(today, waitDays)
  const office = await roleHolders(db, bodyId, 'dx-office')
  const told = new Map<string, WaitingAnswer[]>()
  for (;;) {
    const answers = await answersToAsk(db, bodyId, today, since, batch)
    if (answers.length === 0) break
    const asked = await chooseAsked(db, bodyId, answers, office)
    await markAsked(db, bodyId, today, asked)
    const byId = new Map(answers.map((answer) => [answer.id, answer]))
    for (const { id, people } of asked)
      for (const person of people) told.set(person, [...(told.get(person) ?? []), byId.get(id)!])
  }
  for (const [person, answers] of told) {
    const { id: subjectId, title, topicId } = answers[0]!
    const only = answers.length === 1 ? { topicId } : {} // several lead to the list of them
    const about = { subjectKind: 'answer', subjectId, ...only, actorName: '' } as const
    await notify(db, bodyId, [person], { kind: 'verify', ...about, title: verificationTitle(title, answers.length) })
  }
}

async function chooseAsked(db: Db, bodyId: number, answers: readonly WaitingAnswer[], office: readonly string[]) {
  const heads = new Map<string, string[]>()
  for (const { sectionId } of answers) {
    if (!sectionId || heads.has(sectionId)) continue
    heads.set(
      sectionId,
      (await headsOf(db, bodyId, [sectionId])).map(({ personId }) => personId),
    )
  }
  const asked = []
  for (const [audienceId, group] of Map.groupBy(answers, (answer) => answer.audienceId)) {
    const wanted = group.flatMap(({ authorId, sectionId }) => [authorId, ...(heads.get(sectionId ?? '') ?? [])])
    const ids = [...new Set([...wanted.filter((id) => id !== null), ...office])]
    const standing = await peopleAsTheyStand(db, bodyId, ids, audienceId)
    const here = new Set(standing.filter(({ reaches }) => reaches).map(({ personId }) => personId))
    const present = (people: readonly (string | null)[]) =>
      people.filter((id) => id !== null && here.has(id)) as string[]
    for (const { id, step, asked: already, authorId, sectionId } of group) {
      const people = {
        owner: present([authorId]),
        leader: present(heads.get(sectionId ?? '') ?? []),
        'dx-office': present(office),
      }
      asked.push({ id, ...nextAsked(step, already, people) })
    }
  }
  return asked
}

/** Lets what has aged sink in the search, a little more each time; writes only where it has sunk enough to matter. */
export async function lowerAged(db: Db, bodyId: number, today: IsoDate): Promise<void> {
  let after: string | null = null
  for (;;) {
    const ids: string[] = await agedTopics(db, bodyId, today, after, batch)
    if (ids.length === 0) return
    await refreshStandings(db, bodyId, ids, 0.01)
    after = ids.at(-1)!
  }
}
