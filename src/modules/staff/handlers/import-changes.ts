import { sentence } from '#kernel/contract'
import type { ImportRefusal, ImportSide, ImportSummary } from '../contract/import.ts'
import { type ImportKind, importReasons, importWarnings, peopleWords, sectionWords } from '../contract/import-words.ts'
import { employmentNames, sectionKindNames } from '../contract/names.ts'
import type { RowRefusal } from '../rules/import/cell.ts'
import type { PeoplePlan, PersonState } from '../rules/import/people.ts'
import type { Warning } from '../rules/import/people-rows.ts'
import type { SectionsPlan } from '../rules/import/sections.ts'
import { KnownSections, type SectionPeriod } from '../rules/import/sections-known.ts'
import { postSteps } from '../rules/post.ts'
import type { StoredChange } from '../store/import.ts'

/** A plan as it is stored and shown: what differs of each person or section, what to write, and the counts. */

export function peopleChanges(plan: PeoplePlan, periods: readonly SectionPeriod[]): StoredChange[] {
  const sections = new KnownSections(periods)
  const side = (person: PersonState | undefined, other: PersonState | undefined): ImportSide => {
    if (!person) return { fields: {}, posts: [] }
    const posts = person.posts
      .filter((post) => !other?.posts.some((one) => JSON.stringify(one) === JSON.stringify(post)) || post.to === null)
      .map(({ sectionId, kind, title, head, from, to }) => {
        const { code, name } = sections.on(sectionId, to ?? from)
        return { code, section: name, kind, title, head, from, to }
      })
    const said = { ...person, employment: employmentNames[person.employment] }
    const otherSaid = other && { ...other, employment: employmentNames[other.employment] }
    const names = ['name', 'kana', 'mail', 'employment', 'joinedOn', 'leftOn'] as const
    const differing = names.filter(
      (name) => said[name] !== (otherSaid?.[name] ?? null) && said[name] !== null && (other || said[name] !== ''),
    )
    return { fields: Object.fromEntries(differing.map((name) => [name, said[name]!])), posts }
  }
  return plan.changes.map(({ kind, before, after }, i) => {
    const { posts, ...person } = after
    const touched = [before?.posts ?? [], posts].flat().map((post) => sections.on(post.sectionId, post.from).code)
    return {
      seq: i + 1,
      kind,
      code: after.staffNumber,
      name: after.name,
      section_codes: [...new Set(touched)],
      before: side(before, after),
      after: side(after, before),
      steps: { person: { ...person, new: !before }, ...postSteps(before?.posts ?? [], posts) },
    }
  })
}

export function sectionChanges(plan: SectionsPlan, periods: readonly SectionPeriod[]): StoredChange[] {
  const nameOf = new Map(periods.map((period) => [period.sectionId, period.name]))
  for (const { sectionId, after } of plan.changes)
    nameOf.set(sectionId, after.at(-1)?.name ?? nameOf.get(sectionId) ?? '')
  const side = (all: SectionPeriod[]): ImportSide => {
    const last = all.at(-1)
    if (!last) return { fields: {}, posts: [] }
    const parent = last.parentId ? (nameOf.get(last.parentId) ?? '') : ''
    const { name, kana, duties, from, to } = last
    const fields = { name, kana, kind: sectionKindNames[last.kind], parentCode: parent, duties, from, to: to ?? '' }
    return { fields, posts: [] }
  }
  return plan.changes.map(({ kind, sectionId, before, after }, i) => {
    const { code, name } = (after.at(-1) ?? before.at(-1))!
    const [was, is] = [side(before), side(after)]
    for (const field of Object.keys(is.fields)) {
      if (was.fields[field] !== is.fields[field]) continue
      delete was.fields[field]
      delete is.fields[field]
    }
    const steps = { id: sectionId, new: before.length === 0, periods: after }
    return { seq: i + 1, kind, code, name, section_codes: [code], before: was, after: is, steps }
  })
}

export function summaryOf(
  kind: ImportKind,
  rows: number,
  plan: PeoplePlan | SectionsPlan,
  periods: readonly SectionPeriod[],
): ImportSummary {
  const sections = new Map<string, { code: string; name: string; in: number; out: number }>()
  const known = new KnownSections(periods)
  const count = (id: string | undefined, way: 'in' | 'out', day: string) => {
    if (!id) return
    const { code, name } = known.on(id, day)
    const flow = sections.get(code) ?? { code, name, in: 0, out: 0 }
    flow[way]++
    sections.set(code, flow)
  }
  for (const change of plan.changes) {
    if (!('toSection' in change) || change.fromSection === change.toSection) continue
    count(change.fromSection, 'out', '9999-12-31')
    count(change.toSection, 'in', '9999-12-31')
  }
  const of = (wanted: string) => plan.changes.filter((change) => change.kind === wanted).length
  return {
    rows,
    added: of('added'),
    transferred: of('transferred'),
    changed: of('changed'),
    ended: of('ended'),
    unchanged: plan.unchanged,
    refused: plan.refusals.length,
    sections: [...sections.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    warnings: plan.warnings.slice(0, 200).map(({ line, field }: Warning) => ({
      line,
      column: labelOf(kind, field),
      message: importWarnings.gaiji,
    })),
  }
}

export function labelOf(kind: ImportKind, field: string): string {
  const words: Record<string, { label: string }> = kind === 'people' ? peopleWords : sectionWords
  return words[field]?.label ?? field
}

/** What stands in a cell may be the very thing that is refused. */
const storable = (cell: string) =>
  cell
    .slice(0, 100)
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')

/** The refusal in words, with the column as the file calls it and whom its line is about. */
export function refusalShown(
  { kind, header }: { kind: ImportKind; header: readonly string[] },
  mapping: Record<string, number>,
  refusal: RowRefusal,
  cells: readonly string[] = [],
): ImportRefusal {
  const { line, field, reason, values } = refusal
  const column = mapping[field]
  const label = labelOf(kind, field)
  const title = column === undefined ? label : header[column] || label
  const words = kind === 'people' ? ['name', 'staffNumber'] : ['name', 'code']
  const who = words.map((word) => storable(cells[mapping[word] ?? -1] ?? '')).filter(Boolean)
  return {
    line,
    who: who.join('　'),
    column: title,
    reason,
    message: sentence(reason, { field: label, ...values }, importReasons),
  }
}
