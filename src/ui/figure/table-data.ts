/** The table that stands behind a chart: what is drawn, shown and exported is the same. */
export type FigureTable = { columns: readonly string[]; rows: readonly (readonly (string | number | null)[])[] }

/** A spreadsheet runs a cell that begins with one of these: such text gets an apostrophe before it. */
const guarded = (cell: string | number | null): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** UTF-8 with a byte order mark and CRLF, as Excel opens it rightly. */
export const toCsv = ({ columns, rows }: FigureTable): string =>
  `\uFEFF${[columns, ...rows].map((row) => row.map(guarded).join(',')).join('\r\n')}\r\n`
