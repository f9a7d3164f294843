import { dateInJapan } from '#kernel/fiscal-year'
import {
  addToDocument,
  type Document,
  type Field,
  indexDocument,
  indexDocuments,
  setStandings,
} from '#modules/search/public'
import type { Db } from '#server/db/transaction'
import { renderMarkdown } from '#server/markdown'
import { standingOf } from '../rules/standing.ts'
import { topicForIndex, topicsForStanding } from '../store/indexing.ts'

const plain = (markdown: string) => renderMarkdown(markdown).text

async function documentOf(db: Db, bodyId: number, id: string, known?: { body: string }): Promise<Document> {
  const topic = await topicForIndex(db, bodyId, id)
  return {
    id,
    kind: topic.kind,
    title: topic.title,
    body: known?.body ?? plain(topic.body),
    answer: topic.answers.map(plain).join('\n'),
    alias: [...topic.comments.map(plain), ...topic.aliases, ...topic.files].join('\n'),
    audienceId: topic.audience_id,
    hidden: topic.hidden,
    axis: topic.axis,
    sectionId: topic.section_id,
    tagIds: topic.tag_ids,
    solved: topic.accepted_count > 0 || topic.kind === 'practice',
    createdAt: topic.created_at,
    activeAt: topic.active_at,
    standing: standingOf(topic, dateInJapan(new Date())),
  }
}

/**
 * Writes the topic's search document anew, in the caller's transaction: after it was created, edited, accepted or
 * taken down. `known` saves rendering a text again.
 */
export async function indexTopic(db: Db, bodyId: number, id: string, known?: { body: string }): Promise<void> {
  await indexDocument(db, bodyId, await documentOf(db, bodyId, id, known))
}

/** The same for many topics: an import, a moderator's sweep. */
export async function indexTopics(db: Db, bodyId: number, ids: readonly string[]): Promise<void> {
  const size = 200
  for (let from = 0; from < ids.length; from += size) {
    const documents: Document[] = []
    for (const id of ids.slice(from, from + size)) documents.push(await documentOf(db, bodyId, id))
    await indexDocuments(db, bodyId, documents)
  }
}

/** Adds a new post's words to its topic's document without reading the others again. */
export async function addToIndex(db: Db, bodyId: number, topicId: string, field: Field, text: string): Promise<void> {
  await addToDocument(db, bodyId, topicId, field, text)
}

/** Says anew what use has shown of topics, without touching their words: after "this solved it", or as answers age. */
export async function refreshStandings(db: Db, bodyId: number, ids: readonly string[], least = 0): Promise<void> {
  const today = dateInJapan(new Date())
  const topics = await topicsForStanding(db, bodyId, ids)
  const standings = topics.map((topic) => ({ id: topic.id, standing: standingOf(topic, today) }))
  await setStandings(db, bodyId, standings, least)
}
