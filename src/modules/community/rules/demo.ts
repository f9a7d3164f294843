import { addWorkingHours } from '#kernel/working-time'
import type { RoutingRules } from '../contract/routing.ts'
import { dueOf } from './escalation.ts'

const day = 24 * 3600_000
/** Japan is nine hours ahead of UTC. */
const ahead = 9 * 3600_000

/** The same moment brought into office hours (8:30 to 17:15 of a weekday, Japan time), never earlier than it was. */
export function workingMoment(instant: number): Date {
  let local = instant + ahead
  const opens = 8.5 * 3600_000
  const length = 8.75 * 3600_000
  const time = local % day
  if (time < opens || time > opens + length) {
    if (time > opens + length) local += day
    local = local - (local % day) + opens + (time % length)
  }
  while ([0, 6].includes(new Date(local).getUTCDay())) local += day
  return new Date(local - ahead)
}

interface AskedTopic {
  id: string
  kind: string
  author: string
  at: Date
  answers: readonly { author: string; section: string; at: Date }[]
}

/** Nobody in the demo is asked more often in any seven days: the preset cap. */
const weeklyCap = 3

/**
 * Who had been asked about topics that waited for their first answer beyond the first step: whoever answered, and a
 * colleague of the same section who declined or was free again once the answer came.
 */
export function pastAsks(
  topics: readonly AskedTopic[],
  facts: {
    colleagues: (sectionId: string, at: Date) => readonly string[]
    /** What who declined said, by topic. */
    declined: ReadonlyMap<string, string>
    rules: RoutingRules
    random: () => number
  },
) {
  const { colleagues, declined, rules, random } = facts
  const askedOf = new Map<string, number[]>()
  const free = (personId: string, at: number) =>
    (askedOf.get(personId) ?? []).filter((other) => Math.abs(other - at) < 7 * day).length < weeklyCap
  return topics.flatMap(({ id: topicId, kind, author: asker, at, answers: [first] }) => {
    if ((kind !== 'question' && kind !== 'problem') || !first) return []
    const askedAt = addWorkingHours(at, rules.hours.people, rules)
    if (first.at <= askedAt) return []
    const others = colleagues(first.section, askedAt).filter((each) => each !== asker && each !== first.author)
    const other = others[Math.floor(random() * others.length)]
    const dueAt = dueOf(askedAt, rules)
    const late = first.at > dueAt
    return [first.author, other].flatMap((personId) => {
      if (personId === undefined || personId === asker || !free(personId, askedAt.getTime())) return []
      askedOf.set(personId, [...(askedOf.get(personId) ?? []), askedAt.getTime()])
      const ask = { topicId, personId, sectionId: first.section, askedAt, dueAt }
      const note = personId === other ? declined.get(topicId) : undefined
      const ended = (state: 'answered' | 'declined' | 'expired' | 'withdrawn', endedAt: Date) => [
        { ...ask, state, endedAt, note: note ?? '' },
      ]
      const until = Math.min(first.at.getTime(), dueAt.getTime())
      if (note !== undefined) return ended('declined', new Date((askedAt.getTime() + until) / 2))
      if (late) return ended('expired', dueAt)
      return ended(personId === other ? 'withdrawn' : 'answered', first.at)
    })
  })
}
