import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bank, openBank } from '#engines/irt/bank'
import type { Answer } from '#engines/irt/item'

/** The rows of a comma-separated file by the names of its first line. */
export function tableIn(folder: string, name: string): Record<string, string>[] {
  const path = join(folder, name)
  if (!existsSync(path)) return []
  const [head = '', ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/)
  const fields = (line: string) =>
    (line.match(/"[^"]*"|[^,]+|(?<=,)(?=,|$)/g) ?? []).map((field) => field.replaceAll('"', ''))
  const names = fields(head)
  return lines.map((line) => {
    const values = fields(line)
    return Object.fromEntries(names.map((name, n) => [name, values[n] ?? '']))
  })
}

/** A bank of items a, b, c, d, in turn of five areas. */
export function bankIn(folder: string, name: string): Bank {
  return openBank(
    tableIn(folder, name).map(({ a, b, c, d }, i) => ({
      id: `${i + 1}`,
      area: `area ${i % 5}`,
      parameters: { a: Number(a), b: [Number(b)], c: Number(c), d: Number(d) },
    })),
  )
}

export const abilitiesIn = (folder: string) => tableIn(folder, 'theta.csv').map(({ theta }) => Number(theta))

/** Answers of a table with a column for each item; categories begin at the lowest number there is. */
export function answersIn(folder: string, name: string): Answer[][] {
  const rows = tableIn(folder, name).map((row) =>
    Object.entries(row).filter(([, value]) => value !== '' && value !== 'NA'),
  )
  const least = rows.flat().reduce((low, [, value]) => Math.min(low, Number(value)), Number.POSITIVE_INFINITY)
  return rows.map((row) => row.map(([item, value]) => ({ item, category: Number(value) - least })))
}
