import { type CellFault, type ImportColumn, importColumns, neededColumns } from '../contract/evidence-import.ts'

export interface ReadRow {
  line: number
  number: string
  skill: string
  level: number
  shownOn: string
  note: string
}

export interface Faulty {
  line: number
  column: ImportColumn
  fault: CellFault
}

interface Known {
  /** Staff numbers there are. */
  numbers: ReadonlySet<string>
  /** Codes of skills, by code and by name. */
  skills: ReadonlyMap<string, string>
  today: string
}

const noteMost = 400
const plain = (text: string) => text.normalize('NFKC').trim()

/** Where each column stands; undefined when one that is needed is missing. */
export function columnsIn(header: readonly string[]): ReadonlyMap<ImportColumn, number> | undefined {
  const places = new Map<ImportColumn, number>()
  for (const [column, names] of Object.entries(importColumns)) {
    const place = header.findIndex((name) => (names as readonly string[]).includes(plain(name)))
    if (place >= 0) places.set(column as ImportColumn, place)
  }
  return neededColumns.every((column) => places.has(column)) ? places : undefined
}

/** A day written 2026-04-01, 2026/4/1 or 20260401; undefined when it is none. */
export function dayIn(text: string): string | undefined {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text)
  if (!match) return undefined
  const [year, month, day] = match.slice(1) as [string, string, string]
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}

/** Every row as evidence, or what has to be put right; empty rows are passed over. */
export function readRows(
  places: ReadonlyMap<ImportColumn, number>,
  rows: readonly { line: number; cells: readonly string[] }[],
  { numbers, skills, today }: Known,
): { rows: ReadRow[]; faulty: Faulty[] } {
  const read: ReadRow[] = []
  const faulty: Faulty[] = []
  const seen = new Set<string>()
  for (const { line, cells } of rows) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const cell = (column: ImportColumn) => plain(cells[places.get(column) ?? -1] ?? '')
    const bad = (column: ImportColumn, fault: CellFault) => faulty.push({ line, column, fault })
    const before = faulty.length
    const [number, skill, shownOn, note] = [
      cell('number'),
      skills.get(cell('skill')),
      dayIn(cell('shownOn')),
      cell('note'),
    ]
    const level = /^[0-4](\.\d+)?$/.test(cell('level')) ? Number(cell('level')) : Number.NaN
    if (!numbers.has(number)) bad('number', 'no-person')
    if (skill === undefined) bad('skill', 'no-skill')
    if (!(level >= 0 && level <= 4)) bad('level', 'level')
    if (shownOn === undefined) bad('shownOn', 'day')
    else if (shownOn > today) bad('shownOn', 'future')
    if (note.length > noteMost) bad('note', 'note')
    const key = [number, skill, shownOn, note].join('\n')
    if (faulty.length === before && seen.has(key)) bad('number', 'twice')
    seen.add(key)
    if (faulty.length === before) read.push({ line, number, skill: skill!, level, shownOn: shownOn!, note })
  }
  return { rows: read, faulty }
}
