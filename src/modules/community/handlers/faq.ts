import { newId } from '#kernel/id'
import { Refusal } from '#kernel/refusal'
import { foldStatistics } from '#modules/search/public'
import type { Db } from '#server/db/transaction'
import { renderMarkdown } from '#server/markdown'
import { signedIn } from '#server/operations'
import type { Scope } from '#server/session'
import { decodeText, readSheet } from '#server/sheet/read'
import { communityContract } from '../contract.ts'
import { faqColumns, faqFaults, faqHeadings } from '../messages/faq.ts'
import { type FaqMapping, faqEntries, mappingOf } from '../rules/faq.ts'
import { faqOf, insertFaq, type StoredFaq, updateFaq } from '../store/faq.ts'
import { topicsForExport } from '../store/faq-export.ts'
import { setTags } from '../store/tag.ts'
import { exportTopics } from './faq-export.ts'
import { indexTopics } from './indexing.ts'
import { nextVerification } from './verification.ts'

const operations = signedIn(communityContract.faq)

interface Table {
  encoding: string
  header: string[]
  rows: { line: number; cells: string[] }[]
}

/** A list as CSV, Excel, or one JSON object a line (JSONL), told apart by what stands in it. */
async function tableOf(file: File): Promise<Table> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const start = Buffer.from(bytes.subarray(0, 64))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
  if (!start.startsWith('{')) return readSheet(bytes)
  const { text, encoding } = decodeText(bytes)
  const header: string[] = []
  const rows = text.split('\n').flatMap((source, at) => {
    if (!source.trim()) return []
    const entry = parsed(source, at + 1)
    for (const key of Object.keys(entry)) if (!header.includes(key)) header.push(key)
    return [{ line: at + 1, entry }]
  })
  const wordsOf = (value: unknown) =>
    Array.isArray(value) ? value.join('、') : value === undefined || value === null ? '' : String(value)
  return {
    encoding,
    header,
    rows: rows.map(({ line, entry }) => ({ line, cells: header.map((key) => wordsOf(entry[key])) })),
  }
}

function parsed(source: string, line: number): Record<string, unknown> {
  try {
    const value = JSON.parse(source)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {}
  throw new Refusal('invalid', 'faq-json', { line })
}

/** The file against what is there. Texts are rendered only when they will be written. */
async function compare(db: Db, scope: Scope, input: Given, render: boolean) {
  const table = await tableOf(input.file)
  const mapping = input.mapping ?? mappingOf(table.header, faqHeadings)
  if (!mapping) return { table, mapping: null, added: [], updated: [], unchanged: 0, refusals: [], entries: [] }
  const { entries, refusals } = faqEntries(table.rows, mapping)
  const known = await faqOf(db, scope, input.source)
  const added: (StoredFaq & { tags: string[] })[] = []
  const updated: (StoredFaq & { tags: string[] })[] = []
  for (const { key, question, answer, tags } of entries) {
    const old = known.get(key)
    if (old && old.title === question && old.body === answer) continue
    const ids = { id: old?.id ?? newId(), answerId: old?.answer_id ?? newId() }
    const html = render ? renderMarkdown(answer.replaceAll('\n', '  \n')).html : ''
    const list = old ? updated : added
    list.push({ ...ids, key, question, body: answer, html, tags })
  }
  return {
    table,
    mapping,
    added,
    updated,
    unchanged: entries.length - added.length - updated.length,
    refusals,
    entries,
  }
}

interface Given {
  file: File
  source: string
  mapping?: FaqMapping | undefined
}

const shownRefusals = 200

export const faqHandlers = {
  check: operations.check.handler(async ({ input, context: { db, scope } }) => {
    const { table, mapping, added, updated, unchanged, refusals, entries } = await compare(db, scope, input, false)
    return {
      encoding: table.encoding,
      header: table.header,
      mapping,
      rows: table.rows.length,
      added: added.length,
      updated: updated.length,
      unchanged,
      refused: refusals
        .slice(0, shownRefusals)
        .map(({ line, column, fault }) => ({ line, column: faqColumns[column], message: faqFaults[fault] })),
      refusedCount: refusals.length,
      examples: entries.slice(0, 5).map(({ question, answer }) => ({ question, answer })),
    }
  }),

  apply: operations.apply.handler(async ({ input, context: { db, scope, note } }) => {
    const { mapping, added, updated, unchanged, refusals } = await compare(db, scope, input, true)
    if (!mapping) throw new Refusal('invalid', 'faq-columns')
    if (refusals.length > 0) throw new Refusal('invalid', 'faq-refused', { count: refusals.length })
    const verifyBy = await nextVerification(db, scope.bodyId)
    await insertFaq(db, scope, input.source, added, verifyBy)
    await updateFaq(db, scope, updated, verifyBy)
    for (const { id, tags } of [...added, ...updated]) if (tags.length > 0) await setTags(db, scope.bodyId, id, tags)
    await indexTopics(
      db,
      scope.bodyId,
      [...added, ...updated].map(({ id }) => id),
    )
    await foldStatistics(db, scope.bodyId)
    note({ detail: { source: input.source, added: added.length, updated: updated.length } })
    return { added: added.length, updated: updated.length, unchanged }
  }),
  export: operations.export.handler(async ({ input: { format, only }, context: { db, scope, note } }) => {
    const exported = await exportTopics(await topicsForExport(db, scope, only === 'solved'), format)
    note({ detail: { format, only, rows: exported.rows } })
    return exported
  }),
}
