import type { IsoDate } from '#kernel/fiscal-year'
import { cellWords } from '../../contract/import-words.ts'
import { type Dated, dayBefore, holdsOn } from '../period.ts'
import { circleIn } from '../tree.ts'
import { type RawRow, RowReader, type RowRefusal } from './cell.ts'
import { fold, type Mapping } from './mapping.ts'
import type { Warning } from './people-rows.ts'
import type { SectionPeriod } from './sections-known.ts'

export interface SectionsInput {
  rows: readonly RawRow[]
  mapping: Mapping
  mode: 'full' | 'differences'
  asOf: IsoDate
  sections: readonly SectionPeriod[]
  /** How long people's posts keep a section needed: posts per section and last day, from `asOf` on. */
  held: readonly { sectionId: string; to: IsoDate | null; count: number }[]
  newId: () => string
}

export interface SectionChange {
  kind: 'added' | 'transferred' | 'changed' | 'ended'
  sectionId: string
  /** All periods of the section, before and after. */
  before: SectionPeriod[]
  after: SectionPeriod[]
}

export interface SectionsPlan {
  changes: SectionChange[]
  unchanged: number
  refusals: RowRefusal[]
  warnings: Warning[]
}

interface FileSection {
  line: number
  code: string
  parentCode: string | undefined
  words: Partial<Pick<SectionPeriod, 'name' | 'kana' | 'kind' | 'duties'>>
  from: IsoDate
  to: IsoDate | undefined
}

/** What importing the file would do to every section, or why rows are refused. */
export function planSections(input: SectionsInput): SectionsPlan {
  const { asOf, mode } = input
  const plan: SectionsPlan = { changes: [], unchanged: 0, refusals: [], warnings: [] }
  const before = new Map<string, SectionPeriod[]>()
  const idOf = new Map<string, string>()
  for (const period of [...input.sections].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    before.set(period.sectionId, [...(before.get(period.sectionId) ?? []), period])
    idOf.set(fold(period.code), period.sectionId)
  }
  const rows = readSections(input, plan)
  for (const row of rows) if (!idOf.has(fold(row.code))) idOf.set(fold(row.code), input.newId())

  const after = new Map(before)
  const lineOf = new Map<string, FileSection>()
  for (const row of rows) {
    const sectionId = idOf.get(fold(row.code))!
    lineOf.set(sectionId, row)
    const changed = sectionAfter(row, sectionId, before.get(sectionId) ?? [], idOf, plan)
    if (changed) after.set(sectionId, changed)
  }
  if (mode === 'full') {
    for (const [id, periods] of before) {
      if (lineOf.has(id) || !periods.some((period) => holdsOn(period, asOf))) continue
      after.set(id, endedBy(periods, dayBefore(asOf)))
    }
  }
  refuseLoose(input, after, lineOf, plan)
  for (const [sectionId, periods] of after) note(plan, sectionId, before.get(sectionId) ?? [], periods)
  plan.refusals.sort((a, b) => a.line - b.line)
  return plan
}

function readSections({ rows, mapping, asOf }: SectionsInput, plan: SectionsPlan): FileSection[] {
  const read: FileSection[] = []
  const lines = new Map<string, number>()
  for (const raw of rows) {
    const row = new RowReader(raw, mapping)
    const code = row.code('code', 40)
    if (code === '') row.refuse('code', 'required')
    const words = {
      name: row.text('name', 100) || undefined,
      kana: row.code('kana', 200),
      kind: row.word('kind', cellWords.sectionKind),
      duties: row.text('duties', 2000, true),
    }
    const parentCode = row.code('parentCode', 40)
    const from = row.day('from') ?? asOf
    const to = row.day('to')
    if (to && to < from && row.has('from')) row.refuse('to', 'ends-before', { day: from })
    const earlier = code ? lines.get(fold(code)) : undefined
    if (code && earlier) row.refuse('code', 'duplicate-code', { value: code, line: earlier })
    if (code) lines.set(fold(code), row.line)
    if (code && row.refusals.length === 0) {
      const said = Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
      read.push({ line: row.line, code, parentCode, words: said, from, to })
    }
    plan.refusals.push(...row.refusals)
    plan.warnings.push(...row.gaiji.map((field) => ({ line: row.line, field })))
  }
  return read
}

function sectionAfter(
  row: FileSection,
  sectionId: string,
  before: readonly SectionPeriod[],
  idOf: ReadonlyMap<string, string>,
  plan: SectionsPlan,
): SectionPeriod[] | undefined {
  const refuse = (field: string, reason: RowRefusal['reason'], values: RowRefusal['values'] = {}) =>
    void plan.refusals.push({ line: row.line, field, reason, values })
  const { code, words, to = null } = row
  const current = before.find((period) => holdsOn(period, row.from))
  // A list names when each section began; one that stands already keeps its own beginning unless something changes.
  const parentId =
    row.parentCode === undefined ? current?.parentId : row.parentCode ? idOf.get(fold(row.parentCode)) : null
  if (parentId === undefined && row.parentCode) {
    refuse('parentCode', 'unknown-parent', { value: row.parentCode, day: row.from })
    return undefined
  }
  if (!current) {
    if (!words.name) {
      refuse('name', 'required')
      return undefined
    }
    const later = before.find((period) => period.from > row.from)
    if (later) {
      // The list reaches back before what is known here; that is no change of what stands now.
      return sectionAfter({ ...row, from: later.from }, sectionId, before, idOf, plan)
    }
    const { name, kana = '', kind = 'section', duties = '' } = words
    return [...before, { sectionId, code, name, kana, kind, duties, parentId: parentId ?? null, from: row.from, to }]
  }
  const changed = { ...current, ...words, parentId: parentId ?? null }
  const same = (['name', 'kana', 'kind', 'duties', 'parentId'] as const).every(
    (field) => changed[field] === current[field],
  )
  const later = before.find((period) => period.from > row.from)
  if (same) return to === null || to === current.to ? [...before] : endedBy(before, to)
  if (later) {
    refuse('from', 'section-later', { value: code, day: later.from })
    return undefined
  }
  const rest = before.filter((period) => period !== current)
  const next = { ...changed, from: row.from, to: to ?? current.to }
  return current.from === row.from ? [...rest, next] : [...rest, { ...current, to: dayBefore(row.from) }, next]
}

const endedBy = (periods: readonly SectionPeriod[], day: IsoDate): SectionPeriod[] =>
  periods
    .filter((period) => period.from <= day)
    .map((period) => (period.to === null || period.to > day ? { ...period, to: day } : period))

/** Refuses what would leave people or sections hanging in the air, or sections in a circle. */
function refuseLoose(
  { asOf, held, sections }: SectionsInput,
  after: ReadonlyMap<string, SectionPeriod[]>,
  lineOf: ReadonlyMap<string, FileSection>,
  plan: SectionsPlan,
) {
  const lineFor = (id: string) => lineOf.get(id)?.line ?? 0
  const nameOf = (id: string) =>
    (after.get(id)?.at(-1) ?? sections.find((period) => period.sectionId === id))?.name ?? ''
  const lasts = (id: string | null, span: Dated) => {
    const periods = id === null ? [] : (after.get(id) ?? [])
    const last = periods.reduce<IsoDate | null | undefined>(
      (end, period) => (end === null || period.to === null ? null : !end || period.to > end ? period.to : end),
      undefined,
    )
    return last === null || (last !== undefined && span.to !== null && last >= span.to)
  }
  for (const [id, periods] of after) {
    const last = periods.reduce<Dated | undefined>(
      (end, period) => (!end || period.from > end.from ? period : end),
      undefined,
    )
    // A section that was to begin that very day, and is not in the list, would be gone altogether.
    const until = last ? last.to : dayBefore(asOf)
    const left = held.filter((post) => post.sectionId === id && until != null && (post.to === null || post.to > until))
    const count = left.reduce((sum, post) => sum + post.count, 0)
    if (count > 0 && until)
      plan.refusals.push({
        line: lineFor(id),
        field: 'to',
        reason: 'section-has-people',
        values: { value: nameOf(id), day: until, count },
      })
    const current = periods.find((period) => period.to === null || period.to >= asOf)
    if (current?.parentId && !lasts(current.parentId, current))
      plan.refusals.push({
        line: lineFor(id),
        field: 'parentCode',
        reason: 'parent-ends',
        values: { value: current.name },
      })
  }
  const parents = new Map(
    [...after].map(([id, periods]) => [
      id,
      periods.reduce((end, period) => (period.from > end.from ? period : end), periods[0] ?? emptyPeriod).parentId,
    ]),
  )
  const circle = circleIn(parents)
  if (circle)
    plan.refusals.push({
      line: lineFor(circle),
      field: 'parentCode',
      reason: 'cycle',
      values: { value: nameOf(circle) },
    })
}

const emptyPeriod = { from: '', parentId: null } as unknown as SectionPeriod

function note(plan: SectionsPlan, sectionId: string, before: SectionPeriod[], after: SectionPeriod[]) {
  const text = (periods: SectionPeriod[]) => JSON.stringify([...periods].sort((a, b) => (a.from < b.from ? -1 : 1)))
  if (text(before) === text(after)) {
    plan.unchanged++
    return
  }
  const last = (periods: SectionPeriod[]) => [...periods].sort((a, b) => (a.from < b.from ? 1 : -1))[0]
  const [was, is] = [last(before), last(after)]
  const kind = !was
    ? 'added'
    : !is || (is.to !== null && is.to !== was.to)
      ? 'ended'
      : was.parentId !== is.parentId
        ? 'transferred'
        : 'changed'
  plan.changes.push({ kind, sectionId, before, after })
}
