import { type Column, columns, rowKinds, separator, targetColumn, targetHeading } from '../contract/columns.ts'
import type { FrameworkDocument } from '../contract/document.ts'
import { axes, axisNames, certainties, certaintyNames } from '../contract/names.ts'

type Cells = Partial<Record<Column, string>>

const fields = Object.keys(columns) as Column[]
const levelColumns = ['level0', 'level1', 'level2', 'level3', 'level4'] as const
const levelCells = (levels: readonly string[]): Cells =>
  Object.fromEntries(levelColumns.map((column, at) => [column, levels[at] ?? '']))

/** A version as a table: one row for itself, then one an area, profile and skill; targets stand in the skills' rows. */
export function tableOf(document: FrameworkDocument): { header: string[]; rows: (string | number | null)[][] } {
  const { areas, skills, profiles } = document
  const row = (cells: Cells, targets: (number | null)[] = profiles.map(() => null)) => [
    ...fields.map((field) => cells[field] ?? ''),
    ...targets,
  ]
  const status = (one: { status: keyof typeof certaintyNames }) => certaintyNames[one.status]
  const { code, version, name, description, source, licence, levels } = document
  return {
    header: [...Object.values(columns), ...profiles.map((profile) => targetColumn(profile.code))],
    rows: [
      row({
        ...{ kind: rowKinds.heading, code, version, name, description, source, licence, status: status(document) },
        ...levelCells(levels),
      }),
      ...areas.map((area) => row({ kind: rowKinds.area, ...area })),
      ...profiles.map(({ targets: _, ...profile }) =>
        row({ ...profile, kind: rowKinds[profile.kind], status: status(profile) }),
      ),
      ...skills.map((skill) =>
        row(
          {
            kind: rowKinds.skill,
            ...{
              code: skill.code,
              name: skill.name,
              description: skill.description,
              area: skill.area,
              source: skill.source,
            },
            ...levelCells(skill.levels),
            axes: skill.axes.map((axis) => axisNames[axis]).join(separator),
            examples: skill.examples.join('\n'),
            crosswalk: skill.crosswalk.map((to) => `${to.framework}:${to.skill}`).join('\n'),
            status: status(skill),
          },
          profiles.map(({ targets }) => targets.find((target) => target.skill === skill.code)?.level ?? null),
        ),
      ),
    ],
  }
}

/** Where a thing of the read table stood. */
export interface Place {
  line: number
  column: string
}

export type Strange = 'kind' | 'heading-twice' | 'no-heading' | 'no-profile'

export interface ReadTable {
  /** What a document should look like; not yet checked. */
  document: Record<string, unknown>
  /** Rows that are nothing known, a version's own row that stands twice or not at all, targets of no profile. */
  strange: { place: Place; what: Strange }[]
  /** Where the value at a path of the document stood. */
  placeOf(path: readonly PropertyKey[]): Place
}

interface Row {
  line: number
  cells: readonly string[]
}

/** The table as a document; undefined when it has no column for what a row is, or for codes. */
export function readTable(header: readonly string[], rows: readonly Row[]): ReadTable | undefined {
  const titles = header.map((title) => title.normalize('NFKC').trim())
  const at = Object.fromEntries(fields.map((field) => [field, titles.indexOf(columns[field].normalize('NFKC'))]))
  if (at['kind'] === -1 || at['code'] === -1) return undefined
  const cell = (row: Row, field: Column) => row.cells[at[field]!] ?? ''
  const ofKind = (...kinds: string[]) => rows.filter((row) => kinds.includes(cell(row, 'kind')))
  const headings = ofKind(rowKinds.heading)
  const [heading] = headings
  const skillRows = ofKind(rowKinds.skill)
  const profileRows = ofKind(rowKinds.tier, rowKinds.role)
  const areaRows = ofKind(rowKinds.area)
  const targetColumns = titles.flatMap((title, place) => {
    const profile = targetHeading.exec(title)?.[1]
    return profile === undefined ? [] : [{ profile, place, title: header[place]! }]
  })
  const targetsOf = (profile: string) =>
    targetColumns
      .filter((column) => column.profile === profile)
      .flatMap(({ place, title }) =>
        skillRows
          .filter((row) => row.cells[place])
          .map((row) => ({
            place: { line: row.line, column: title },
            target: { skill: cell(row, 'code'), level: numberIn(row.cells[place]!) },
          })),
      )
  const levelsOf = (row: Row) => {
    const levels = levelColumns.map((field) => cell(row, field))
    return levels.some(Boolean) ? levels : []
  }
  const plain = (row: Row, ...wanted: Column[]) =>
    Object.fromEntries([...wanted.map((field) => [field, cell(row, field)]), ['status', statusIn(cell(row, 'status'))]])
  const document = {
    ...(heading
      ? { ...plain(heading, 'code', 'version', 'name', 'description', 'source', 'licence'), levels: levelsOf(heading) }
      : {}),
    areas: areaRows.map((row) => plain(row, 'code', 'name', 'description', 'category')),
    skills: skillRows.map((row) => ({
      ...plain(row, 'code', 'area', 'name', 'description', 'source'),
      axes: parts(cell(row, 'axes'), /[、,，\n]/).map(axisIn),
      levels: levelsOf(row),
      examples: parts(cell(row, 'examples'), /\n/),
      crosswalk: parts(cell(row, 'crosswalk'), /[\n、,]/).map(linkIn),
    })),
    profiles: profileRows.map((row) => ({
      ...plain(row, 'code', 'name', 'description'),
      kind: cell(row, 'kind') === rowKinds.tier ? 'tier' : 'role',
      targets: targetsOf(cell(row, 'code')).map(({ target }) => target),
    })),
  }
  const known = new Set<string>(Object.values(rowKinds))
  const profileCodes = new Set(profileRows.map((row) => cell(row, 'code')))
  return {
    document,
    strange: [
      ...(heading ? [] : [{ place: { line: rows[0]?.line ?? 1, column: columns.kind }, what: 'no-heading' as const }]),
      ...headings
        .slice(1)
        .map(({ line }) => ({ place: { line, column: columns.kind }, what: 'heading-twice' as const })),
      ...rows
        .filter((row) => !known.has(cell(row, 'kind')))
        .map(({ line }) => ({ place: { line, column: columns.kind }, what: 'kind' as const })),
      ...targetColumns
        .filter(({ profile }) => !profileCodes.has(profile))
        .map(({ title }) => ({ place: { line: 1, column: title }, what: 'no-profile' as const })),
    ],
    placeOf([list, index, field, part, named]) {
      const among = { areas: areaRows, skills: skillRows, profiles: profileRows }[String(list)]
      if (!among) return { line: heading?.line ?? 1, column: columnOf(list, index) }
      const row = among[Number(index)]
      if (list === 'profiles' && field === 'targets' && row && part !== undefined)
        return (
          targetPlace(targetsOf(cell(row, 'code'))[Number(part)]?.place, named) ?? {
            line: row.line,
            column: columns.code,
          }
        )
      return { line: row?.line ?? 1, column: columnOf(field, part) }
    },
  }
}

/** A target's skill stands in the code of its row, its level in the profile's column. */
const targetPlace = (place: Place | undefined, named: PropertyKey | undefined) =>
  place && named === 'skill' ? { ...place, column: columns.code } : place

/** The heading of a field, and of one of its parts where parts have columns of their own. */
export function columnOf(field: PropertyKey | undefined, part?: PropertyKey | undefined): string {
  const name = field === 'levels' ? `level${typeof part === 'number' ? part : 0}` : String(field)
  return columns[name as Column] ?? columns.code
}

const parts = (text: string, between: RegExp) =>
  text
    .split(between)
    .map((part) => part.trim())
    .filter(Boolean)

const numberIn = (text: string) => (/^\s*\d+\s*$/.test(text.normalize('NFKC')) ? Number(text.normalize('NFKC')) : text)
const axisIn = (text: string) => axes.find((axis) => axisNames[axis] === text) ?? text
const statusIn = (text: string) => certainties.find((one) => certaintyNames[one] === text) ?? text
const linkIn = (text: string) => {
  const [framework = '', ...skill] = text.normalize('NFKC').split(':')
  return { framework: framework.trim(), skill: skill.join(':').trim() }
}
