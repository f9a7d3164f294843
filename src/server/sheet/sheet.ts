import { Refusal } from '#kernel/refusal'

/** How the text of a file was stored; `excel` files say it themselves. */
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16' | 'cp932' | 'excel'

/** A table read from a CSV or Excel file: every cell as the text a person sees in it. */
export interface Sheet {
  format: 'csv' | 'xlsx'
  encoding: Encoding
  /** Line of the file (row of the sheet) the header stands in, from 1. */
  headerLine: number
  header: string[]
  /** Rows that hold anything, cells trimmed and as many as the header has. */
  rows: SheetRow[]
}

export interface SheetRow {
  line: number
  cells: string[]
}

/** Beyond these a file is no staff list and no FAQ; they keep a node's memory safe. */
export const sheetLimits = {
  rows: 200_000,
  columns: 256,
  cells: 4_000_000,
  cellLength: 32_767,
  unpacked: 512 * 2 ** 20,
}

/** Takes rows as they are read, finds the header, and refuses what is too large. */
export class SheetBuilder {
  #header: { line: number; cells: string[] } | undefined
  /** Lines before the header: a title, say. Kept in case no line has two cells. */
  #above: SheetRow[] = []
  #rows: SheetRow[] = []
  #cells = 0

  add(line: number, raw: readonly string[]): void {
    const cells = raw.map((cell) => cell.trim())
    while (cells.at(-1) === '') cells.pop()
    if (cells.length === 0) return
    this.#cells += cells.length
    const { rows, columns, cells: most, cellLength } = sheetLimits
    if (this.#rows.length >= rows || this.#cells > most) throw new Refusal('invalid', 'sheet-rows', { limit: rows })
    if (cells.length > columns) throw new Refusal('invalid', 'sheet-columns', { limit: columns })
    const long = cells.findIndex((cell) => cell.length > cellLength)
    if (long >= 0) throw new Refusal('invalid', 'sheet-cell', { line, column: long + 1 })
    if (this.#header) this.#rows.push({ line, cells })
    else if (cells.filter(Boolean).length >= 2 || this.#above.length >= 10) this.#header = { line, cells }
    else this.#above.push({ line, cells })
  }

  /** The table. The header is the first line with two cells; a file of one column begins with its header. */
  build(format: Sheet['format'], encoding: Encoding): Sheet {
    if (!this.#header) {
      this.#header = this.#above.shift()
      this.#rows = this.#above
    }
    if (!this.#header) throw new Refusal('invalid', 'sheet-empty')
    const { line, cells: header } = this.#header
    if (this.#rows.length === 0) throw new Refusal('invalid', 'sheet-no-rows')
    const width = header.length
    const rows = this.#rows.map((row) => ({
      line: row.line,
      cells: Array.from({ length: width }, (_, i) => row.cells[i] ?? ''),
    }))
    return { format, encoding, headerLine: line, header, rows }
  }
}
