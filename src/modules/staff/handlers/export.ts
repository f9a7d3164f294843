import type { z } from 'zod'
import type { Db } from '#server/db/transaction'
import type { Scope } from '#server/session'
import { type SheetFormat, type Table, writeSheet } from '#server/sheet/write'
import { cellWords, peopleFields, peopleWords, sectionFields, sectionWords } from '../contract/import-words.ts'
import { employmentNames, postKindNames, sectionKindNames } from '../contract/names.ts'
import type { ExportedSheet } from '../contract/sheet.ts'
import { exportRows } from '../store/record.ts'
import { sectionsOn } from '../store/section.ts'

type Exported = z.infer<typeof ExportedSheet>

async function written(table: Table, asOf: string, format: SheetFormat): Promise<Exported> {
  const { bytes, mediaType, extension, missing } = await writeSheet(table, format)
  return {
    name: `${table.name}-${asOf}.${extension}`,
    mediaType,
    base64: bytes.toString('base64'),
    rows: table.rows.length,
    missing,
  }
}

/** The people's posts on a day, in the shape an import reads. */
export async function exportPeople(
  db: Db,
  scope: Scope,
  { asOf, format, sectionId }: { asOf: string; format: SheetFormat; sectionId?: string | undefined },
): Promise<Exported> {
  const rows = (await exportRows(db, scope, asOf, sectionId)).map((row) => ({
    ...row,
    employment: employmentNames[row.employment],
    kind: row.kind && postKindNames[row.kind],
    head: row.head ? cellWords.yesWritten : '',
  }))
  const header = peopleFields.map((field) => peopleWords[field].label)
  return written(
    { name: 'people', header, rows: rows.map((row) => peopleFields.map((field) => row[field])) },
    asOf,
    format,
  )
}

/** The organisation on a day, in the shape an import reads. */
export async function exportSections(db: Db, asOf: string, format: SheetFormat): Promise<Exported> {
  const all = await sectionsOn(db, asOf)
  const codes = new Map(all.map((section) => [section.id, section.code]))
  const rows = all.map((section) => ({
    ...section,
    kind: sectionKindNames[section.kind],
    parentCode: section.parentId ? (codes.get(section.parentId) ?? '') : '',
  }))
  const header = sectionFields.map((field) => sectionWords[field].label)
  return written(
    { name: 'sections', header, rows: rows.map((row) => sectionFields.map((field) => row[field])) },
    asOf,
    format,
  )
}
