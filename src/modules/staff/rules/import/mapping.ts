import {
  type ImportKind,
  type PeopleField,
  peopleFields,
  peopleWords,
  type SectionField,
  sectionFields,
  sectionWords,
} from '../../contract/import-words.ts'

/** Field → column, from 0. */
export type Mapping = Partial<Record<string, number>>

export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s・*※()[\]]/g, '')
    .toLowerCase()

export function fieldsOf(kind: ImportKind): { name: string; label: string; also: string[]; required: boolean }[] {
  const entries =
    kind === 'people'
      ? peopleFields.map((name) => ({ name: name as PeopleField | SectionField, ...peopleWords[name] }))
      : sectionFields.map((name) => ({ name: name as PeopleField | SectionField, ...sectionWords[name] }))
  return entries.map(({ name, label, also, required = false }) => ({ name, label, also, required }))
}

/** The same set of headers, however their columns are ordered, is remembered under one key. */
export const headerKey = (header: readonly string[]): string => [...new Set(header.map(fold))].sort().join('\n')

/** The likely column of each field: by its own label first, then by the names it goes by elsewhere. */
export function proposeMapping(kind: ImportKind, header: readonly string[]): Mapping {
  const columns = header.map(fold)
  const mapping: Mapping = {}
  const taken = new Set<number>()
  const take = (name: string, column: number) => {
    if (column < 0 || taken.has(column) || mapping[name] !== undefined) return
    mapping[name] = column
    taken.add(column)
  }
  const fields = fieldsOf(kind)
  for (const { name, label } of fields) take(name, columns.indexOf(fold(label)))
  for (const { name, also } of fields) {
    for (const other of also) take(name, columns.indexOf(fold(other)))
  }
  return mapping
}
