import { dateInJapan } from '#kernel/fiscal-year'
import { Refusal } from '#kernel/refusal'
import { notify } from '#modules/notices/public'
import { headsOf, roleHolders, sectionsToday } from '#modules/staff/public'
import type { Db } from '#server/db/transaction'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { profilesContract } from '../contract.ts'
import { answered, beginnings, endsSoon, mayDo } from '../rules/leader.ts'
import { endOfYears } from '../rules/recognition.ts'
import {
  endTerm,
  insertNomination,
  insertTerm,
  moveNomination,
  nominationOf,
  nominations,
  type StoredNomination,
  termsOf,
} from '../store/leader.ts'
import { personSeen } from '../store/person.ts'
import { coverageHandlers, leaderRules } from './leader-coverage.ts'

const operations = signedIn(profilesContract.leader)
const today = () => dateInJapan(new Date())

export const leaderHandlers = {
  ...coverageHandlers,

  open: operations.open.handler(async ({ context: { db, scope, note } }) => {
    const all = await nominations(db, scope)
    const shown = []
    for (const one of all) {
      const may = mayDo(one.state, await standingTo(db, scope, one))
      if (may.length > 0 || one.personId === scope.personId || one.nominatedBy === scope.personId)
        shown.push({ ...shownNomination(one), may })
    }
    const terms = await termsOf(db, scope.bodyId, scope.personId)
    note({ subjects: shown.map(({ person }) => person.id) })
    return {
      nominations: shown,
      own: {
        terms: terms.map(({ personId, name, section, ...term }) => ({
          ...{ ...term, person: { id: personId, name, section } },
        })),
        mayNominate:
          !leads(terms) &&
          !all.some(({ personId, state }) => personId === scope.personId && answered(state, 'withdraw')),
      },
      heads: scope.headedIds.length > 0,
      appoints: scope.roles.includes('dx-office'),
    }
  }),

  nominate: operations.nominate.handler(async ({ input, context: { db, scope, note } }) => {
    const { id, personId = scope.personId, words } = input
    const self = personId === scope.personId
    if (!self && !(await personSeen(db, scope, personId))?.heads) throw new Refusal('forbidden', 'other-section')
    if (leads(await termsOf(db, scope.bodyId, personId))) throw new Refusal('conflict', 'leads')
    const heads = self ? await headsOver(db, scope.bodyId, personId) : []
    // Who heads their own section, or has no head, is answered by the appointment itself.
    const state = !self ? 'offered' : heads.length > 0 ? 'asked' : 'agreed'
    const asked = { offered: [personId], asked: heads, agreed: await roleHolders(db, scope.bodyId, 'dx-office') }
    if (await insertNomination(db, scope, { id, personId, words, state }))
      await tell(db, scope, asked[state], id, 'nominated')
    else if ((await nominationOf(db, scope.bodyId, id))?.personId !== personId) throw new Refusal('conflict', 'already')
    note({ subjects: [personId, id], detail: { self } })
    return { state }
  }),

  answer: operations.answer.handler(
    async ({ input: { id, revision, answer, reason }, context: { db, scope, note } }) => {
      const one = await needed(db, scope.bodyId, id)
      if (!mayDo(one.state, await standingTo(db, scope, one)).includes(answer))
        throw new Refusal('forbidden', 'not-yours')
      if (answer === 'refuse' && reason === '') throw new Refusal('invalid', 'say-why')
      const to = answered(one.state, answer)
      if (!to || !(await moveNomination(db, scope, id, revision, to, reason))) throw new Refusal('conflict', 'moved')
      if (answer !== 'withdraw') await tell(db, scope, [one.personId, one.nominatedBy], id, 'appointed')
      if (to === 'agreed') await tell(db, scope, await roleHolders(db, scope.bodyId, 'dx-office'), id, 'nominated')
      note({ subjects: [one.personId, id], detail: { answer, ...(reason ? { reason } : {}) } })
      return { state: to }
    },
  ),

  appoint: operations.appoint.handler(async ({ input, context: { db, scope, note } }) => {
    const { id, nominationId, revision, reason, from = today() } = input
    const { earliest, latest } = beginnings(today())
    if (from < earliest || from > latest) throw new Refusal('invalid', 'from', { earliest, latest })
    const one = await needed(db, scope.bodyId, nominationId)
    if (one.personId === scope.personId) throw new Refusal('forbidden', 'self')
    if (one.state !== 'agreed') throw new Refusal('conflict', 'not-agreed')
    if (!(await moveNomination(db, scope, nominationId, revision, 'appointed', reason)))
      throw new Refusal('conflict', 'moved')
    const to = endOfYears(from, (await leaderRules(db, scope.bodyId)).years)
    await insertTerm(db, scope, { id, personId: one.personId, from, to, reason })
    await tell(db, scope, [one.personId, one.nominatedBy], nominationId, 'appointed')
    note({ subjects: [one.personId, id], detail: { from, to } })
    return { to }
  }),

  end: operations.end.handler(async ({ input: { id, reason }, context: { db, scope, note } }) => {
    const personId = await endTerm(db, scope.bodyId, id, reason)
    if (!personId) throw new Refusal('missing', 'over')
    await tell(db, scope, [personId], id, 'appointed')
    note({ subjects: [personId, id], detail: { reason } })
    return {}
  }),
}

/** Whether somebody leads, and is not near the end of it. */
const leads = (terms: readonly { to: string }[]): boolean => terms.some(({ to }) => !endsSoon(to, today()))

async function needed(db: Db, bodyId: number, id: string): Promise<StoredNomination> {
  const one = await nominationOf(db, bodyId, id)
  if (!one) throw new Refusal('missing', 'not-found')
  return one
}

async function standingTo(db: Db, scope: Scope, { personId, nominatedBy }: StoredNomination) {
  const heads = scope.headedIds.length > 0 && ((await personSeen(db, scope, personId))?.heads ?? false)
  return {
    ...{ heads, self: personId === scope.personId, nominated: nominatedBy === scope.personId },
    office: scope.roles.includes('dx-office'),
  }
}

const headsOver = async (db: Db, bodyId: number, personId: string): Promise<string[]> =>
  (await headsOf(db, bodyId, await sectionsToday(db, bodyId, personId)))
    .map((one) => one.personId)
    .filter((head) => head !== personId)

const shownNomination = ({ personId, name, section, nominatedBy: _, ...rest }: StoredNomination) => ({
  ...{ ...rest, person: { id: personId, name, section } },
})

async function tell(db: Db, scope: Scope, people: readonly string[], id: string, kind: 'nominated' | 'appointed') {
  const others = people.filter((one) => one !== scope.personId)
  const telling = { kind, subjectKind: 'leader' as const, subjectId: id, title: '', actorName: scope.name }
  await notify(db, scope.bodyId, others, telling)
}
