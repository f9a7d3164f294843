import type { Reason } from '../contract/ask.ts'

/**
 * Where candidates for a question come from. Each source is a function from facts to scored reasons; ranking (routing.ts)
 * adds up whatever sources it is given.
 */
export type Source = Reason['source']

export interface Evidence {
  personId: string
  source: Source
  /** 0…1 within its source. */
  score: number
  /** What it rests on, as it may be shown. */
  details: readonly string[]
}

export interface PastAnswer {
  personId: string
  topicId: string
  title: string
  accepted: boolean
  anonymous: boolean
  daysAgo: number
}

/** After two years an answer speaks half as loud: procedures change, people move on. */
const halfLifeDays = 730
/** What an answer nobody accepted says beside an accepted one. */
const notAccepted = 0.4
/** The sum that gives half the score: one accepted answer to a topic about a third alike. */
const half = 0.1

/**
 * What people have answered: the likeness of the topic (squared, so that many answers to hardly like questions do not send
 * everything to whoever answers most), whether it was accepted, how long ago; falling returns.
 */
export function fromAnswers(likeness: ReadonlyMap<string, number>, answers: readonly PastAnswer[]): Evidence[] {
  const sums = new Map<string, { sum: number; titles: Map<string, number> }>()
  for (const { personId, topicId, title, accepted, anonymous, daysAgo } of answers) {
    const weight =
      (likeness.get(topicId) ?? 0) ** 2 * (accepted ? 1 : notAccepted) * 0.5 ** (Math.max(0, daysAgo) / halfLifeDays)
    if (weight <= 0) continue
    const known = sums.get(personId) ?? { sum: 0, titles: new Map() }
    known.sum += weight
    // An anonymous answer counts, but nobody is shown that it is this person's.
    if (!anonymous) known.titles.set(title, Math.max(weight, known.titles.get(title) ?? 0))
    sums.set(personId, known)
  }
  return [...sums].map(([personId, { sum, titles }]) => ({
    personId,
    source: 'answers',
    score: sum / (sum + half),
    details: strongest(titles, 3),
  }))
}

/** Weighted words, by what variants of a word have in common. */
export type Words = ReadonlyMap<string, number>

export interface SectionWork {
  sectionId: string
  name: string
  /** Words of its name and duties. */
  words: Words
}

/**
 * How well each section's work fits the question, 0…1; best first. Rare words among sections weigh more. It is the share
 * of the question the section speaks of, times the share of the section the question speaks of (two rare words are
 * enough of a long list of duties): one common word of a long name is no fit.
 */
export function fitOfSections(
  question: Words,
  sections: readonly SectionWork[],
): { section: SectionWork; fit: number }[] {
  const having = new Map<string, number>()
  for (const { words } of sections) for (const word of words.keys()) having.set(word, (having.get(word) ?? 0) + 1)
  const rarity = (word: string) => Math.log(sections.length / (having.get(word) ?? sections.length))
  // A word no section knows still counts in the whole, so that one lucky word is no perfect fit.
  const whole = [...question].reduce((sum, [word, weight]) => sum + weight * (having.has(word) ? rarity(word) : 1), 0)
  const enough = 2 * Math.log(Math.max(2, sections.length))
  return sections
    .map((section) => {
      let said = 0
      let heard = 0
      let own = 0
      for (const word of section.words.keys()) {
        const weight = question.get(word) ?? 0
        own += rarity(word)
        if (weight > 0) heard += rarity(word)
        said += weight * rarity(word)
      }
      const fit = said > 0 ? (said / (said + 0.5 * whole)) * Math.min(1, heard / Math.min(own, enough)) : 0
      return { section, fit }
    })
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit || (a.section.sectionId < b.section.sectionId ? -1 : 1))
}

export function fromSections(
  fits: readonly { section: SectionWork; fit: number }[],
  members: readonly { personId: string; sectionId: string }[],
): Evidence[] {
  const best = new Map<string, { fit: number; name: string }>()
  const bySection = new Map(fits.map(({ section, fit }) => [section.sectionId, { fit, name: section.name }]))
  for (const { personId, sectionId } of members) {
    const here = bySection.get(sectionId)
    if (here && here.fit > (best.get(personId)?.fit ?? 0)) best.set(personId, here)
  }
  return [...best].map(([personId, { fit, name }]) => ({ personId, source: 'section', score: fit, details: [name] }))
}

/** Skills the question's tags speak of: how likely somebody has the best of them. Unknown is no word against anybody. */
export function fromSkills(skilled: readonly { personId: string; skill: string; chance: number }[]): Evidence[] {
  const best = new Map<string, Map<string, number>>()
  for (const { personId, skill, chance } of skilled)
    best.set(personId, (best.get(personId) ?? new Map<string, number>()).set(skill, chance))
  return [...best].map(([personId, chances]) => ({
    ...{ personId, source: 'skill' as const, score: Math.max(...chances.values()), details: strongest(chances, 3) },
  }))
}

/** Declared interests the question carries as tags or names in its text; falling returns. */
export function fromInterests(matched: readonly { personId: string; tag: string }[]): Evidence[] {
  const tags = new Map<string, Set<string>>()
  for (const { personId, tag } of matched) tags.set(personId, (tags.get(personId) ?? new Set()).add(tag))
  return [...tags].map(([personId, names]) => ({
    personId,
    source: 'interest',
    score: names.size / (names.size + 0.5),
    details: [...names].sort().slice(0, 3),
  }))
}

function strongest(weights: ReadonlyMap<string, number>, count: number): string[] {
  const order = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return order.slice(0, count).map(([name]) => name)
}
