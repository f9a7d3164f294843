import { type FaqFault, longestAnswer, longestQuestion } from '../contract/faq.ts'

/** One question and answer of an imported list. */
export interface FaqEntry {
  line: number
  key: string
  question: string
  answer: string
  tags: string[]
}

export interface FaqMapping {
  question: number
  answer: number
  key?: number | undefined
  tags?: number | undefined
}

export interface FaqRefusal {
  line: number
  column: 'question' | 'answer' | 'key' | 'tags'
  fault: FaqFault
}

const found = (header: readonly string[], ...words: RegExp[]): number | undefined => {
  for (const word of words) {
    const at = header.findIndex((name) => word.test(name.normalize('NFKC').toLowerCase()))
    if (at >= 0) return at
  }
  return undefined
}

/** The columns by what their headings usually say; undefined when the question or the answer is not to be found. */
export function mappingOf(
  header: readonly string[],
  words: { question: RegExp; answer: RegExp; key: RegExp; tags: RegExp },
): FaqMapping | undefined {
  const question = found(header, words.question)
  const answer = found(header, words.answer)
  if (question === undefined || answer === undefined) return undefined
  return { question, answer, key: found(header, words.key), tags: found(header, words.tags) }
}

const unreadable = (text: string) => {
  for (const char of text) {
    const code = char.codePointAt(0)!
    if ((code < 32 && char !== '\n' && char !== '\t' && char !== '\r') || code === 127 || code === 0xfffd) return true
    if (code >= 0xd800 && code <= 0xdfff) return true
  }
  return false
}

/** Rows as entries, each refusal with its line and column; a row with any fault gives no entry. */
export function faqEntries(
  rows: readonly { line: number; cells: readonly string[] }[],
  mapping: FaqMapping,
): { entries: FaqEntry[]; refusals: FaqRefusal[] } {
  const refusals: FaqRefusal[] = []
  const seen = new Set<string>()
  const entries = rows.flatMap(({ line, cells }): FaqEntry[] => {
    const cell = (at: number | undefined) => (at === undefined ? '' : (cells[at] ?? '').trim())
    const question = cell(mapping.question).replace(/\s+/g, ' ')
    const answer = cell(mapping.answer).replace(/\r\n?/g, '\n')
    const tags = cell(mapping.tags)
      .split(/[、,;\s]+/)
      .filter(Boolean)
    const key = cell(mapping.key) || question
    const before = refusals.length
    const refuse = (column: FaqRefusal['column'], fault: FaqFault) => refusals.push({ line, column, fault })
    if (!question) refuse('question', 'no-question')
    else if ([...question].length > longestQuestion) refuse('question', 'question-long')
    else if (unreadable(question)) refuse('question', 'unreadable')
    if (!answer) refuse('answer', 'no-answer')
    else if (answer.length > longestAnswer) refuse('answer', 'answer-long')
    else if (unreadable(answer)) refuse('answer', 'unreadable')
    if (tags.length > 5 || tags.some((tag) => tag.length > 30)) refuse('tags', 'tags')
    if (key && seen.has(key)) refuse('key', 'key-twice')
    seen.add(key)
    return refusals.length > before ? [] : [{ line, key, question, answer, tags }]
  })
  return { entries, refusals }
}
