import { Readable } from 'node:stream'
import ExcelJS from 'exceljs'
import { Refusal } from '#kernel/refusal'
import { type Sheet, SheetBuilder } from './sheet.ts'
import { refuseBomb, zipDirectory } from './zip.ts'

/** Reads the first sheet that holds anything. Macros are never run, formulas give the value they were saved with. */
export async function readXlsx(file: Buffer): Promise<Sheet> {
  const entries = zipDirectory(file)
  const names = new Set(entries.map((entry) => entry.name))
  if (names.has('xl/workbook.bin')) throw new Refusal('invalid', 'sheet-old-excel')
  if (!names.has('xl/workbook.xml')) throw new Refusal('invalid', 'sheet-type')
  refuseBomb(file, entries)
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([file]), {
    entries: 'ignore',
    sharedStrings: 'cache',
    hyperlinks: 'ignore',
    styles: 'cache',
    worksheets: 'emit',
  })
  try {
    for await (const worksheet of reader) {
      const builder = new SheetBuilder()
      let any = false
      for await (const row of worksheet) {
        const cells: string[] = []
        row.eachCell({ includeEmpty: false }, (cell, column) => {
          if (column > cells.length + 256) throw new Refusal('invalid', 'sheet-columns', { limit: 256 })
          while (cells.length < column - 1) cells.push('')
          cells[column - 1] = textOf(cell.value, cell.numFmt)
        })
        any ||= cells.some(Boolean)
        builder.add(row.number, cells)
      }
      if (any) return builder.build('xlsx', 'excel')
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('invalid', 'sheet-broken')
  }
  throw new Refusal('invalid', 'sheet-empty')
}

/** What a person sees in the cell: dates as YYYY-MM-DD, numbers with the leading zeroes their format asks for. */
function textOf(value: ExcelJS.CellValue, format: string | undefined): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) {
    const [day, time] = value.toISOString().split('T') as [string, string]
    return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`
  }
  if (typeof value === 'number') {
    const zeroes = /^0+$/.exec(format ?? '')?.[0].length ?? 0
    return String(value).padStart(Number.isInteger(value) && value >= 0 ? zeroes : 0, '0')
  }
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map((run) => run.text).join('')
  if ('error' in value) return value.error
  if ('result' in value || 'formula' in value || 'sharedFormula' in value)
    return textOf((value as ExcelJS.CellFormulaValue).result as ExcelJS.CellValue, format)
  if ('text' in value) return textOf(value.text as ExcelJS.CellValue, format)
  return ''
}
