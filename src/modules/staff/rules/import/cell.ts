import type { IsoDate } from '#kernel/fiscal-year'
import { cellWords, type ImportReason } from '../../contract/import-words.ts'
import { readDay } from './date.ts'
import { fold, type Mapping } from './mapping.ts'

/** Why a cell or row is not taken; its sentence stands in the contract. `field` names the column. */
export interface RowRefusal {
  line: number
  field: string
  reason: ImportReason
  values: Record<string, string | number>
}

export interface RawRow {
  line: number
  cells: readonly string[]
}

const unusable = /[\p{Cc}\ufffd]/u
const privateUse = /\p{Co}/u
const mailForm = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>"]+$/

/** Reads the cells of one row by field, gathering refusals instead of stopping at the first. */
export class RowReader {
  readonly line: number
  readonly refusals: RowRefusal[] = []
  readonly gaiji: string[] = []
  readonly #cells: readonly string[]
  readonly #mapping: Mapping

  constructor(row: RawRow, mapping: Mapping) {
    this.line = row.line
    this.#cells = row.cells
    this.#mapping = mapping
  }

  has = (field: string): boolean => this.#mapping[field] !== undefined

  refuse(field: string, reason: ImportReason, values: Record<string, string | number> = {}): undefined {
    this.refusals.push({ line: this.line, field, reason, values })
    return undefined
  }

  /** The text as written (names keep their very characters); undefined when the file has no such column. */
  text(field: string, limit: number, multiline = false): string | undefined {
    const column = this.#mapping[field]
    if (column === undefined) return undefined
    const cell = this.#cells[column] ?? ''
    const checked = multiline ? cell.replace(/[\r\n\t]/g, '') : cell
    if (unusable.test(checked) || !cell.isWellFormed()) return this.refuse(field, 'characters')
    if (cell.length > limit) return this.refuse(field, 'too-long', { limit })
    if (privateUse.test(cell)) this.gaiji.push(field)
    return cell
  }

  /** A code, number or address: width makes no difference to it. */
  code(field: string, limit: number): string | undefined {
    return this.text(field, limit)?.normalize('NFKC').trim()
  }

  mail(field: string): string | null | undefined {
    const text = this.code(field, 254)
    if (text === undefined || text === '') return text === '' ? null : undefined
    return mailForm.test(text) ? text : this.refuse(field, 'mail', { value: text })
  }

  day(field: string): IsoDate | undefined {
    const text = this.text(field, 40)
    if (!text) return undefined
    return readDay(text) ?? this.refuse(field, 'date', { value: text })
  }

  word<W>(field: string, words: Readonly<Record<string, W>>): W | undefined {
    const text = this.text(field, 40)
    if (!text) return undefined
    const found = Object.entries(words).find(([word]) => fold(word) === fold(text))
    if (found) return found[1]
    return this.refuse(field, 'word', { value: text, words: [...new Set(shownWords(words))].join(' / ') })
  }

  yes(field: string): boolean | undefined {
    const text = this.text(field, 40)
    if (text === undefined) return undefined
    const plain = text.normalize('NFKC').toLowerCase()
    if (cellWords.yes.includes(plain)) return true
    if (cellWords.no.includes(plain)) return false
    return this.refuse(field, 'word', { value: text, words: `${cellWords.yesWritten} / ` })
  }
}

/** The first word of each meaning: what is offered when a cell holds none of them. */
function shownWords<W>(words: Readonly<Record<string, W>>): string[] {
  const first = new Map<W, string>()
  for (const [word, meaning] of Object.entries(words)) if (!first.has(meaning)) first.set(meaning, word)
  return [...first.values()]
}
