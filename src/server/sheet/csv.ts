import { parse } from 'csv-parse'
import { Refusal } from '#kernel/refusal'
import { unguarded } from './formula.ts'
import { type Encoding, type Sheet, SheetBuilder, sheetLimits } from './sheet.ts'

/** Reads comma- or tab-separated text; quoted cells may hold line breaks. */
export async function readCsv(text: string, encoding: Encoding): Promise<Sheet> {
  const builder = new SheetBuilder()
  const parser = parse({
    delimiter: delimiterOf(text),
    relax_column_count: true,
    info: true,
    max_record_size: sheetLimits.cellLength * 8,
  })
  const reading = (async () => {
    let line = 1
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      builder.add(line, record.map(unguarded))
      line = info.lines + 1
    }
  })()
  // In pieces, so that a long file does not hold up everybody else's requests.
  const feeding = (async () => {
    for (let at = 0; at < text.length && !parser.destroyed; at += 1 << 18) {
      if (!parser.write(text.slice(at, at + (1 << 18)))) await drained(parser)
    }
    parser.end()
  })()
  try {
    await Promise.all([reading, feeding])
  } catch (error) {
    parser.destroy()
    const { code, lines } = error as { code?: string; lines?: number }
    if (code?.startsWith('CSV_')) throw new Refusal('invalid', 'sheet-csv', { line: lines ?? 1 })
    throw error
  }
  return builder.build('csv', encoding)
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      parser.off('drain', done).off('close', done).off('error', done)
      resolve()
    }
    parser.on('drain', done).on('close', done).on('error', done)
  })
}

/** Tab when the first line has more tabs than commas (Excel's "Unicode text"). */
function delimiterOf(text: string): string {
  const first = text.slice(0, 4096).split(/\r?\n/, 1)[0] ?? ''
  return first.split('\t').length > first.split(',').length ? '\t' : ','
}
