import type { IsoDate } from '#kernel/fiscal-year'
import { cellWords } from '../../contract/import-words.ts'
import type { Employment } from '../../contract/names.ts'
import { type RawRow, RowReader, type RowRefusal } from './cell.ts'
import type { Mapping } from './mapping.ts'
import type { KnownSections } from './sections-known.ts'

/** What a file says of a person; undefined where it says nothing. */
export interface PersonWords {
  name?: string | undefined
  kana?: string | undefined
  mail?: string | null | undefined
  employment?: Employment | undefined
  joinedOn?: IsoDate | undefined
  leftOn?: IsoDate | undefined
}

export interface WantedPost {
  line: number
  sectionId: string
  kind: 'main' | 'concurrent'
  title: string | undefined
  head: boolean | undefined
  from: IsoDate | undefined
  to: IsoDate | undefined
}

export interface FilePerson {
  staffNumber: string
  line: number
  words: PersonWords
  posts: WantedPost[]
  /** A row of theirs was refused, so nothing more is said of them. */
  refused: boolean
}

export interface Warning {
  line: number
  field: string
}

export interface PeopleFile {
  people: FilePerson[]
  refusals: RowRefusal[]
  warnings: Warning[]
}

/** Rows → people with their posts. A person's rows (主務 and 兼務) must say the same of the person. */
export function readPeople(
  rows: readonly RawRow[],
  mapping: Mapping,
  sections: KnownSections,
  asOf: IsoDate,
): PeopleFile {
  const file: PeopleFile = { people: [], refusals: [], warnings: [] }
  const byNumber = new Map<string, FilePerson>()
  for (const raw of rows) {
    const row = new RowReader(raw, mapping)
    const staffNumber = row.code('staffNumber', 40)
    if (staffNumber === '') row.refuse('staffNumber', 'required')
    const words = personWords(row)
    const post = postOf(row, sections, asOf)
    let person = staffNumber ? byNumber.get(staffNumber) : undefined
    if (staffNumber && !person) {
      person = { staffNumber, line: row.line, words: {}, posts: [], refused: false }
      byNumber.set(staffNumber, person)
      file.people.push(person)
    }
    if (person) {
      merge(row, person, words)
      if (post) addPost(row, person, post)
      if (row.refusals.length > 0) person.refused = true
    }
    file.refusals.push(...row.refusals)
    file.warnings.push(...row.gaiji.map((field) => ({ line: row.line, field })))
  }
  return file
}

function personWords(row: RowReader): PersonWords {
  return {
    name: row.text('name', 100) || undefined,
    kana: row.code('kana', 200),
    mail: row.mail('mail'),
    employment: row.word('employment', cellWords.employment),
    joinedOn: row.day('joinedOn'),
    leftOn: row.day('leftOn'),
  }
}

/** The row's post; undefined when it names no section (a leaver, or a correction of the person alone). */
function postOf(row: RowReader, sections: KnownSections, asOf: IsoDate): WantedPost | undefined {
  const code = row.code('sectionCode', 40)
  const name = row.text('sectionName', 100)
  const kind = row.word('kind', cellWords.kind) ?? 'main'
  const title = row.text('title', 100)
  const head = row.yes('head')
  const [from, to] = [row.day('from'), row.day('to')]
  if (!code && !name) return undefined
  if (from && to && to < from) return row.refuse('to', 'ends-before', { day: from })
  const day = from ?? asOf
  const found = sections.find(code, name, day)
  // A list as of a later day may name a post that began before the section had its present code or name.
  const section = found.status === 'unknown' && day !== asOf ? sections.find(code, name, asOf) : found
  if (section.status === 'found') return { line: row.line, sectionId: section.sectionId, kind, title, head, from, to }
  if (section.status === 'unknown')
    return row.refuse(section.by, 'unknown-section', { value: (section.by === 'sectionCode' ? code : name) ?? '', day })
  if (section.status === 'ambiguous') return row.refuse('sectionName', 'ambiguous-section', { value: name ?? '' })
  return row.refuse('sectionName', 'section-mismatch', { code: code ?? '', name: section.name, value: name ?? '' })
}

/** Said once is enough; said twice it must be the same. */
function merge(row: RowReader, person: FilePerson, words: PersonWords) {
  for (const field of Object.keys(words) as (keyof PersonWords)[]) {
    const value = words[field]
    if (value === undefined) continue
    const said = person.words[field]
    const empty = (text: unknown) => text === '' || text === null || text === undefined
    if (empty(said)) Object.assign(person.words, { [field]: value })
    else if (!empty(value) && said !== value)
      row.refuse(field, 'differing-person', { value: person.staffNumber, line: person.line })
  }
}

function addPost(row: RowReader, person: FilePerson, post: WantedPost) {
  const main = post.kind === 'main' && person.posts.find((other) => other.kind === 'main')
  if (main) row.refuse('staffNumber', 'duplicate-main', { value: person.staffNumber, line: main.line })
  const twice = person.posts.find((other) => other.sectionId === post.sectionId)
  if (!main && twice) row.refuse('staffNumber', 'duplicate-post', { value: person.staffNumber, line: twice.line })
  person.posts.push(post)
}
