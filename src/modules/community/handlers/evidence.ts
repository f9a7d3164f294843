import { normaliseText } from '#engines/ranking/normalise'
import { wordsOf } from '#engines/ranking/words'
import { skilledIn } from '#modules/profiles/public'
import { findSimilar } from '#modules/search/public'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import {
  type Evidence,
  fitOfSections,
  fromAnswers,
  fromInterests,
  fromSections,
  fromSkills,
  type Words,
} from '../rules/evidence.ts'
import { interestedIn, membersOf, pastAnswers, sectionsNow } from '../store/routing-facts.ts'
import { tagKey, tagNames } from '../store/tag.ts'

export interface Question {
  text: string
  tagIds: readonly string[]
  /** Its own topic, when it is posted already. */
  topicId: string | null
}

/** So many like topics are looked at, and so many sections whose work fits best. */
const similarTopics = 60
const fittingSections = 3
/** A weaker fit is a single common word. */
const leastFit = 0.15
/** Likeness below this is chance: common words every question has. */
const chance = 0.2

/**
 * What speaks for whom, from all sources, and the sections whose work fits. `shown`: names will be shown to the reader,
 * so what was answered anonymously is left out altogether.
 */
export async function gatherEvidence(
  db: Db,
  reader: Pick<Scope, 'bodyId' | 'reachIds' | 'roles'>,
  question: Question,
  shown: boolean,
): Promise<{ evidence: Evidence[]; fits: ReturnType<typeof fitOfSections> }> {
  const { bodyId } = reader
  const likeness = await likenessOf(db, reader, question)
  const answers = likeness.size > 0 ? await pastAnswers(db, bodyId, [...likeness.keys()], !shown) : []
  const sections = (await sectionsNow(db, bodyId)).map(({ id, name, duties }) => ({
    sectionId: id,
    name,
    words: wordsOfSection(`${name}\n${duties}`),
  }))
  const fits = fitOfSections(weighedWords(question.text), sections)
    .slice(0, fittingSections)
    .filter(({ fit }) => fit >= leastFit)
  const members = await membersOf(
    db,
    bodyId,
    fits.map(({ section }) => section.sectionId),
  )
  const tags = await tagNames(db, bodyId, question.tagIds)
  const skilled = await skilledIn(db, bodyId, { tags, text: question.text }, shown)
  const interested = await interestedIn(db, bodyId, question.tagIds, tagKey(question.text))
  return {
    evidence: [
      ...fromAnswers(likeness, answers),
      ...fromSections(fits, members),
      ...fromSkills(skilled),
      ...fromInterests(interested),
    ],
    fits,
  }
}

/**
 * How like other topics are, 0…1. A posted question is found itself, and how it scores on its own words is the measure;
 * for a text not yet posted the best hit is, as far as it is likely to be meant at all.
 */
async function likenessOf(db: Db, reader: Parameters<typeof findSimilar>[1], { text, topicId }: Question) {
  const { hits, confidence } = await findSimilar(db, reader, text, similarTopics)
  const own = hits.find(({ id }) => id === topicId)
  const whole = own?.score ?? hits[0]?.score ?? 0
  const sure = own ? 1 : confidence
  const likeness = new Map<string, number>()
  for (const { id, score } of hits) {
    const like = whole > 0 ? Math.min(1, (score / whole) * sure) : 0
    if (id !== topicId && like > chance) likeness.set(id, (like - chance) / (1 - chance))
  }
  return likeness
}

function weighedWords(text: string): Map<string, number> {
  const words = new Map<string, number>()
  for (const { form, weight } of wordsOf(normaliseText(text))) if (weight > 0) words.set(form, weight)
  return words
}

/** Sections change once a year, questions are typed all day: their words are kept by their text. */
const known = new Map<string, Words>()
function wordsOfSection(text: string): Words {
  const kept = known.get(text)
  if (kept) return kept
  if (known.size > 20_000) known.clear()
  const words = weighedWords(text)
  known.set(text, words)
  return words
}
