import { Writable } from 'node:stream'
import { setImmediate as immediate } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import ExcelJS from 'exceljs'
import { encodeCp932, missingInCp932 } from './cp932.ts'
import { guarded } from './formula.ts'

export type Cell = string | number | null

/** A table to hand out: header and rows of equal width. */
export interface Table {
  name: string
  header: string[]
  rows: Cell[][]
}

export type SheetFormat = 'csv-utf8' | 'csv-cp932' | 'xlsx'

export interface WrittenSheet {
  bytes: Buffer
  mediaType: string
  extension: 'csv' | 'xlsx'
  /** Characters the encoding could not hold; each stands as 〓 in the file. */
  missing: string[]
}

/** Writes the table as a file staff can open in Excel; texts that look like formulas are made harmless in CSV. */
export async function writeSheet(table: Table, format: SheetFormat): Promise<WrittenSheet> {
  if (format === 'xlsx') return { ...(await xlsx(table)), missing: [] }
  const rows = [table.header, ...table.rows].map((row) =>
    row.map((cell) => (typeof cell === 'string' ? guarded(cell) : cell)),
  )
  // A lone line break in a cell is no record's end to the writer, but one to Excel: such cells are quoted as well.
  const text = stringify(rows, { record_delimiter: '\r\n', quoted_match: /[\r\n]/ })
  const cp932 = format === 'csv-cp932'
  return {
    bytes: cp932 ? encodeCp932(text) : Buffer.from(`\ufeff${text}`),
    mediaType: `text/csv; charset=${cp932 ? 'Shift_JIS' : 'UTF-8'}`,
    extension: 'csv',
    missing: cp932 ? missingInCp932(text) : [],
  }
}

/** Excel keeps text cells as text, so nothing in them is run; the header stays in view. */
async function xlsx({ name, header, rows }: Table): Promise<Omit<WrittenSheet, 'missing'>> {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk)
      done()
    },
  })
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
  const sheet = workbook.addWorksheet(name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || 'Sheet1', {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  sheet.columns = header.map((title, i) => {
    const widest = rows.slice(0, 200).reduce((most, row) => Math.max(most, String(row[i] ?? '').length), title.length)
    return { width: Math.min(60, widest * 2 + 2) }
  })
  const head = sheet.addRow(header)
  head.font = { bold: true }
  head.commit()
  for (const [i, row] of rows.entries()) {
    sheet.addRow(row).commit()
    // A long table must not hold up everybody else's requests.
    if (i % 500 === 499) await immediate()
  }
  sheet.commit()
  await workbook.commit()
  return {
    bytes: Buffer.concat(chunks),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
  }
}
