import { dateInJapan } from '#kernel/fiscal-year'
import type { SheetFormat } from '#server/sheet/write'
import { writeSheet } from '#server/sheet/write'
import { kindNames, statusNames } from '../contract/names.ts'
import { faqExportHeader } from '../messages/faq.ts'
import { answerText, cellText } from '../rules/faq-export.ts'
import type { ExportedTopic } from '../store/faq-export.ts'

/** The list in the shape an import reads: 番号, 質問, 回答 and タグ, and beside them what else is known. */
export async function exportTopics(topics: readonly ExportedTopic[], format: SheetFormat | 'jsonl') {
  const name = `faq-${dateInJapan(new Date())}`
  if (format === 'jsonl') {
    const lines = topics.map(({ id, title, ...rest }) =>
      JSON.stringify({ id, question: title, answer: answerText(rest.answers), ...rest }),
    )
    const base64 = Buffer.from(lines.map((line) => `${line}\n`).join('')).toString('base64')
    return { name: `${name}.jsonl`, mediaType: 'application/x-ndjson', base64, rows: topics.length, missing: [] }
  }
  const rows = topics.map((topic) => [
    topic.id,
    topic.title,
    cellText(answerText(topic.answers)),
    topic.tags.join('、'),
    cellText(topic.body),
    kindNames[topic.kind],
    statusNames[topic.status],
    topic.section,
    topic.createdAt,
    topic.verifyBy,
    topic.solvedCount,
  ])
  const { bytes, mediaType, extension, missing } = await writeSheet({ name, header: faqExportHeader, rows }, format)
  return { name: `${name}.${extension}`, mediaType, base64: bytes.toString('base64'), rows: rows.length, missing }
}
