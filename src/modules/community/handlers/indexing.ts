import { dateInJapan } from '#kernel/fiscal-year'
import { addToDocument, type Field, indexDocument } from '#modules/search/public'
import type { Db } from '#server/db/transaction'
import { renderMarkdown } from '#server/markdown'
import { standingOf } from '../rules/standing.ts'
import { topicForIndex } from '../store/indexing.ts'

/**
 * Writes the topic's search document anew, in the caller's transaction: after it was created, edited, accepted or
 * taken down. `known` saves rendering a text again.
 */
export async function indexTopic(
  db: Db,
  bodyId: number,
  id: string,
  known?: { title: string; body: string },
): Promise<void> {
  const topic = await topicForIndex(db, bodyId, id)
  const plain = (markdown: string) => renderMarkdown(markdown).text
  await indexDocument(db, bodyId, {
    id,
    kind: topic.kind,
    title: topic.title,
    body: known?.body ?? plain(topic.body),
    answer: topic.answers.map(plain).join('\n'),
    alias: [...topic.comments.map(plain), ...topic.aliases].join('\n'),
    audienceId: topic.audience_id,
    hidden: topic.hidden,
    axis: topic.axis,
    sectionId: topic.section_id,
    tagIds: topic.tag_ids,
    solved: topic.accepted_count > 0 || topic.kind === 'practice',
    createdAt: topic.created_at,
    activeAt: topic.active_at,
    standing: standingOf(topic, dateInJapan(new Date())),
  })
}

/** Adds a new post's words to its topic's document without reading the others again. */
export async function addToIndex(db: Db, bodyId: number, topicId: string, field: Field, text: string): Promise<void> {
  await addToDocument(db, bodyId, topicId, field, text)
}
