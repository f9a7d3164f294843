import { mayModerate } from '#kernel/permission'
import { Refusal } from '#kernel/refusal'
import { signedIn } from '#server/operations'
import { routingPreset } from '../contract/routing.ts'
import { communityContract } from '../contract.ts'
import { stepAfter } from '../rules/escalation.ts'
import { rankPeople } from '../rules/routing.ts'
import { asksOf, countOpenAsks, lockOwnAsk, markDeclined, ownAsks, topicOfOwnAsk } from '../store/ask.ts'
import { keepHelperProfile, namesOf, ownHelperProfile } from '../store/helper-profile.ts'
import { lockChoosing, lockRouting, routingOf } from '../store/routing.ts'
import { peopleAsTheyStand } from '../store/routing-facts.ts'
import { keepRoutingRules, routingRules } from '../store/setting.ts'
import { ensureTags } from '../store/tag.ts'
import { topicById } from '../store/topic.ts'
import { gatherEvidence } from './evidence.ts'
import { askAnother } from './routing.ts'

const asks = signedIn(communityContract.ask)
const helpers = signedIn(communityContract.helper)
const routings = signedIn(communityContract.routing)

export const askHandlers = {
  list: asks.list.handler(async ({ input, context: { db, scope } }) => {
    const { page, next } = await ownAsks(db, scope, input)
    return {
      asks: page.map((row) => ({
        id: row.id,
        topic: {
          id: row.topic_id,
          kind: row.kind,
          title: row.title,
          status: row.status,
          answerCount: row.answer_count,
        },
        step: row.step,
        state: row.state,
        reasons: row.reasons,
        askedAt: row.asked_at,
        dueAt: row.due_at,
        endedAt: row.ended_at,
      })),
      ...(next ? { next } : {}),
      openCount: await countOpenAsks(db, scope),
    }
  }),

  decline: asks.decline.handler(async ({ input, context: { db, scope, note } }) => {
    const topicId = await topicOfOwnAsk(db, scope, input.id)
    if (!topicId) throw new Refusal('missing', 'not-found')
    await lockChoosing(db, scope.bodyId)
    const routed = await lockRouting(db, scope.bodyId, topicId) // before the ask, as everywhere
    const ask = await lockOwnAsk(db, scope, input.id)
    if (!ask) throw new Refusal('missing', 'not-found')
    if (ask.state === 'declined') return { state: ask.state } // pressed twice
    if (ask.state !== 'asked') throw new Refusal('conflict', 'ended')
    await markDeclined(db, scope, ask.id, input.reason)
    if (routed) await askAnother(db, scope.bodyId, routed, ask.step)
    note({ subjects: [topicId, ask.id] })
    return { state: 'declined' as const }
  }),

  candidates: asks.candidates.handler(async ({ input, context: { db, scope } }) => {
    if (input.text.trim().length < 2) return { people: [] }
    const question = { text: input.text, tagIds: [], topicId: null }
    const { evidence } = await gatherEvidence(db, scope, question, true)
    const ids = [...new Set(evidence.map(({ personId }) => personId))]
    const people = await peopleAsTheyStand(db, scope.bodyId, ids, input.audience, false)
    const options = { askerId: scope.personId, asked: new Set<string>(), count: input.limit }
    const ranked = rankPeople(people, evidence, options)
    const names = await namesOf(
      db,
      scope.bodyId,
      ranked.map(({ personId }) => personId),
    )
    return {
      people: ranked.flatMap(({ personId, reasons }) => {
        const person = names.get(personId)
        return person ? [{ ...person, reasons }] : []
      }),
    }
  }),

  forTopic: asks.forTopic.handler(async ({ input, context: { db, scope } }) => {
    const topic = await topicById(db, scope, input.topicId)
    if (!topic) throw new Refusal('missing', 'not-found')
    const moderator = mayModerate(scope.roles)
    if (topic.author_id !== scope.personId && !moderator) throw new Refusal('forbidden', 'not-asker')
    const routing = await routingOf(db, scope.bodyId, topic.id)
    const rows = await asksOf(db, scope.bodyId, topic.id)
    const names = moderator
      ? await namesOf(
          db,
          scope.bodyId,
          rows.map((row) => row.person_id),
        )
      : undefined
    return {
      step: routing?.step ?? null,
      nextAt: routing?.next_at ?? null,
      nextStep: routing?.next_at ? stepAfter(routing.step) : null,
      counts: {
        asked: rows.length,
        waiting: rows.filter(({ waiting }) => waiting).length,
        declined: rows.filter(({ state }) => state === 'declined').length,
      },
      people: names
        ? rows.flatMap(({ person_id, step, state, asked_at: askedAt, note }) => {
            const person = names.get(person_id)
            return person ? [{ ...person, step, state, askedAt, note }] : []
          })
        : null,
    }
  }),
}

export const helperHandlers = {
  get: helpers.get.handler(async ({ context: { db, scope } }) => {
    const { willing, weekly_cap, away_until, interests, waiting, this_week, answers } = await ownHelperProfile(
      db,
      scope,
    )
    const load = { waiting, thisWeek: this_week, answersThisMonth: answers }
    return { willing, weeklyCap: weekly_cap, awayUntil: away_until, interests, load }
  }),

  set: helpers.set.handler(async ({ input: { interests, ...profile }, context: { db, scope, note } }) => {
    const tagIds = interests.length > 0 ? await ensureTags(db, scope.bodyId, interests) : []
    await keepHelperProfile(db, scope, { ...profile, tagIds })
    note({ subjects: [scope.personId] })
    return { interests: (await ownHelperProfile(db, scope)).interests }
  }),
}

export const routingHandlers = {
  get: routings.get.handler(async ({ context: { db, scope } }) => ({
    rules: await routingRules(db, scope.bodyId),
    preset: routingPreset,
  })),

  set: routings.set.handler(async ({ input, context: { db, scope, note } }) => {
    await keepRoutingRules(db, scope.bodyId, input.rules)
    note({ detail: input.rules })
    return { rules: input.rules }
  }),
}
