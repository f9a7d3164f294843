import type { IsoDate } from '#kernel/fiscal-year'
import type { Employment } from '../../contract/names.ts'
import { dayBefore, holdsOn } from '../period.ts'
import { clash, endPosts, type Post, postSteps } from '../post.ts'
import type { RawRow, RowRefusal } from './cell.ts'
import type { Mapping } from './mapping.ts'
import { type FilePerson, readPeople, type Warning } from './people-rows.ts'
import { differencePosts } from './posts-differences.ts'
import { fullPosts } from './posts-full.ts'
import { KnownSections, type SectionPeriod } from './sections-known.ts'

export interface PersonState {
  id: string
  staffNumber: string
  name: string
  kana: string
  mail: string | null
  employment: Employment
  joinedOn: IsoDate | null
  leftOn: IsoDate | null
  posts: Post[]
}

export interface PeopleInput {
  rows: readonly RawRow[]
  mapping: Mapping
  mode: 'full' | 'differences'
  asOf: IsoDate
  people: readonly PersonState[]
  sections: readonly SectionPeriod[]
  newId: () => string
  /** Who imports: a full list without them would end their own sign-in. */
  by?: string
}

export type PersonChangeKind = 'added' | 'transferred' | 'changed' | 'ended'

export interface PersonChange {
  kind: PersonChangeKind
  before: PersonState | undefined
  after: PersonState
  /** Section of the main post before and after. */
  fromSection: string | undefined
  toSection: string | undefined
}

export interface PeoplePlan {
  changes: PersonChange[]
  unchanged: number
  refusals: RowRefusal[]
  warnings: Warning[]
}

export interface PostRefusal {
  line: number
  field: string
  reason: RowRefusal['reason']
  values: Record<string, string | number>
}
export type PostsAfter = { posts: Post[]; refusal?: undefined } | { refusal: PostRefusal }

/** What importing the file would do to every person, or why rows are refused. Decides only; writes nothing. */
export function planPeople(input: PeopleInput): PeoplePlan {
  const { asOf, mode } = input
  const sections = new KnownSections(input.sections)
  const file = readPeople(input.rows, input.mapping, sections, asOf)
  const plan: PeoplePlan = { changes: [], unchanged: 0, refusals: file.refusals, warnings: file.warnings }
  const known = new Map(input.people.map((person) => [person.staffNumber, person]))
  for (const person of file.people) {
    if (person.refused) continue
    const before = known.get(person.staffNumber)
    const after = personAfter(person, before, sections, input)
    if ('refusal' in after) plan.refusals.push(after.refusal)
    else note(plan, before, after.state, dayOf(person, asOf))
  }
  if (mode === 'full') {
    const listed = new Set(file.people.map((person) => person.staffNumber))
    for (const before of input.people) {
      const here = before.posts.some((post) => holdsOn(post, asOf)) && (before.leftOn ?? asOf) >= asOf
      if (listed.has(before.staffNumber) || before.employment === 'guest' || !here) continue
      if (before.id === input.by) {
        const values = { value: before.staffNumber }
        plan.refusals.push({ line: 0, field: 'staffNumber', reason: 'ends-yourself', values })
      }
      const leftOn = dayBefore(asOf)
      note(plan, before, { ...before, leftOn, posts: endPosts(before.posts, leftOn) }, asOf)
    }
  }
  plan.refusals.sort((a, b) => a.line - b.line)
  return plan
}

/** The day from which the file's word on the person holds. */
const dayOf = (person: FilePerson, asOf: IsoDate) =>
  person.posts.reduce((latest, { from }) => (from && from > latest ? from : latest), asOf)

function personAfter(
  person: FilePerson,
  before: PersonState | undefined,
  sections: KnownSections,
  { mode, asOf, newId }: PeopleInput,
): { state: PersonState } | { refusal: RowRefusal } {
  const { line, staffNumber, words } = person
  const refuse = (field: string, reason: RowRefusal['reason'], values: RowRefusal['values'] = {}) => ({
    refusal: { line, field, reason, values },
  })
  if (!before && !words.name) {
    return mode === 'full'
      ? refuse('name', 'required')
      : refuse('staffNumber', 'unknown-person', { value: staffNumber })
  }
  const mustHavePost = mode === 'full' || !before
  if (person.posts.length === 0 && mustHavePost && !words.leftOn) return refuse('sectionCode', 'no-section')
  const isMain = (post: { kind: string }) => post.kind === 'main'
  const mustHaveMain = !before || (mode === 'full' && before.posts.some((post) => isMain(post) && holdsOn(post, asOf)))
  if (person.posts.length > 0 && mustHaveMain && !person.posts.some(isMain))
    return refuse('kind', 'no-main', { value: staffNumber })

  const wanted = person.posts
  const placed: PostsAfter =
    wanted.length === 0
      ? { posts: before?.posts ?? [] }
      : (mode === 'full' ? fullPosts : differencePosts)(before?.posts ?? [], wanted, { asOf, newId })
  if (placed.refusal) return { refusal: placed.refusal }
  let posts = placed.posts
  const fresh = posts.filter((post) => !before?.posts.some((old) => old.id === post.id))
  for (const post of fresh) {
    if (sections.holds(post.sectionId, post)) continue
    const { code } = sections.on(post.sectionId, post.from)
    const at = wanted.find((one) => one.sectionId === post.sectionId)
    return {
      refusal: {
        line: at?.line ?? line,
        field: 'sectionCode',
        reason: 'unknown-section',
        values: { value: code, day: post.from },
      },
    }
  }
  const pair = clash(posts)
  if (pair) return refuse('from', 'overlap', { value: pair[1].from, day: pair[0].from })

  // Somebody who had left and is listed again has come back.
  const back = before?.leftOn && posts.some((post) => post.to === null || post.to > before.leftOn!)
  const leftOn = words.leftOn ?? (back ? null : (before?.leftOn ?? null))
  const joinedOn = words.joinedOn ?? before?.joinedOn ?? null
  if (words.leftOn) {
    const start = joinedOn ?? posts[0]?.from
    if (start && words.leftOn < start) return refuse('leftOn', 'left-before', { value: words.leftOn, day: start })
    posts = endPosts(posts, words.leftOn)
  }
  return {
    state: {
      id: before?.id ?? newId(),
      staffNumber,
      name: words.name ?? before?.name ?? '',
      kana: words.kana || (mode === 'full' && words.kana === '' ? '' : (before?.kana ?? '')),
      mail: words.mail ?? (mode === 'full' && words.mail === null ? null : (before?.mail ?? null)),
      employment: words.employment ?? before?.employment ?? 'regular',
      joinedOn,
      leftOn,
      posts,
    },
  }
}

function note(plan: PeoplePlan, before: PersonState | undefined, after: PersonState, day: IsoDate) {
  const { add, set, remove } = postSteps(before?.posts ?? [], after.posts)
  const said = ['name', 'kana', 'mail', 'employment', 'joinedOn', 'leftOn'] as const
  const same = before && said.every((field) => before[field] === after[field])
  if (same && add.length + set.length + remove.length === 0) {
    plan.unchanged++
    return
  }
  const mainOn = (person: PersonState | undefined, on: IsoDate) =>
    person?.posts.find((post) => post.kind === 'main' && holdsOn(post, on))?.sectionId
  const gone = after.leftOn !== null && (!before || before.leftOn !== after.leftOn)
  // A leaver's section empties on the day after the last; everybody else is looked at on the day the change holds.
  const fromSection =
    mainOn(before, gone ? (after.leftOn! < day ? after.leftOn! : day) : day) ?? mainOn(before, dayBefore(day))
  const toSection = gone ? undefined : mainOn(after, day)
  const returned = before?.leftOn && after.leftOn === null
  const kind: PersonChangeKind = gone
    ? 'ended'
    : !before || returned
      ? 'added'
      : fromSection !== toSection
        ? 'transferred'
        : 'changed'
  plan.changes.push({ kind, before, after, fromSection: returned ? undefined : fromSection, toSection })
}
