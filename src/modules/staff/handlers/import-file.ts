import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Db } from '#server/db/transaction'
import { fieldsOf, fold, headerKey, type Mapping, proposeMapping } from '../rules/import/mapping.ts'
import { type ImportRow, rememberedMapping } from '../store/import.ts'

interface StoredRow {
  line: number
  cells: string[]
}

const [zip, unzip] = [promisify(gzip), promisify(gunzip)]

export const sheetOf = (rows: readonly StoredRow[]): Promise<Buffer> => zip(JSON.stringify(rows))
export const rowsIn = async (sheet: Buffer): Promise<StoredRow[]> => JSON.parse((await unzip(sheet)).toString())

type StoredFile = Pick<ImportRow, 'id' | 'kind' | 'format' | 'encoding' | 'header'> & {
  headerLine: number
  rows: readonly StoredRow[]
}

/** The file for its reader: columns with examples, and the mapping used before for these headers, or a likely one. */
export async function fileShown(db: Db, { id, kind, format, encoding, header, headerLine, rows }: StoredFile) {
  const titles = await rememberedMapping(db, kind, headerKey(header))
  return {
    id,
    encoding,
    format,
    headerLine,
    rows: rows.length,
    columns: header.map((title, i) => ({ title, samples: samples(rows, i) })),
    fields: fieldsOf(kind).map(({ name, label, required }) => ({ name, label, required })),
    mapping: plain(titles ? fromTitles(titles, header) : proposeMapping(kind, header)),
    remembered: titles !== undefined,
  }
}

const samples = (rows: readonly StoredRow[], column: number) =>
  [
    ...new Set(
      rows
        .slice(0, 200)
        .map((row) => row.cells[column] ?? '')
        .filter(Boolean),
    ),
  ].slice(0, 3)

const plain = (mapping: Mapping): Record<string, number> =>
  Object.fromEntries(
    Object.entries(mapping).flatMap(([name, column]) => (column === undefined ? [] : [[name, column]])),
  )

export const titlesOf = (mapping: Record<string, number>, header: readonly string[]) =>
  Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, fold(header[column] ?? '')]))

function fromTitles(titles: Record<string, string>, header: readonly string[]): Mapping {
  const columns = header.map(fold)
  const found = Object.entries(titles).map(([field, title]) => [field, columns.indexOf(title)] as const)
  return Object.fromEntries(found.filter(([, column]) => column >= 0))
}
