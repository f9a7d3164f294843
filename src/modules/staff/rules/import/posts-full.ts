import type { IsoDate } from '#kernel/fiscal-year'
import { dayBefore, holdsOn } from '../period.ts'
import { clash, type Post } from '../post.ts'
import type { PostsAfter } from './people.ts'
import type { WantedPost } from './people-rows.ts'

interface Day {
  asOf: IsoDate
  newId: () => string
}

/**
 * A person's posts when the file is the full list as of a day: those it names hold on that day, those it leaves out
 * end the day before, and what is already known of other days stays.
 */
export function fullPosts(before: readonly Post[], wanted: readonly WantedPost[], { asOf, newId }: Day): PostsAfter {
  const future = wanted.find((post) => post.from !== undefined && post.from > asOf)
  if (future) {
    const values = { value: future.from!, day: asOf }
    return { refusal: { line: future.line, field: 'from', reason: 'after-day', values } }
  }
  const current = before.filter((post) => holdsOn(post, asOf))
  const later = before.filter((post) => post.from > asOf)
  const left = new Set(current)
  const after: Post[] = before.filter((post) => !current.includes(post))
  let mainFrom: IsoDate | undefined
  for (const want of wanted) {
    const found = current.find((post) => post.sectionId === want.sectionId && post.kind === want.kind)
    const held = want.kind === 'main' ? current.find((post) => post.kind === 'main') : undefined
    const title = want.title ?? found?.title ?? held?.title ?? ''
    const head = want.head ?? found?.head ?? false
    if (found) left.delete(found)
    if (found && found.title === title && found.head === head) {
      after.push({ ...found, to: want.to ?? found.to })
      continue
    }
    // The same post under another title: from the day the file says, if that is after it began.
    const from = want.from && (!found || want.from > found.from) ? want.from : found || !want.from ? asOf : want.from
    const next =
      want.kind === 'main'
        ? later
            .filter((post) => post.kind === 'main')
            .map((post) => post.from)
            .sort()[0]
        : undefined
    const to = want.to ?? found?.to ?? (next ? dayBefore(next) : null)
    if (found && found.from >= from) {
      after.push({ ...found, title, head, to })
      continue
    }
    if (found) after.push({ ...found, to: dayBefore(from) })
    else if (want.kind === 'main') mainFrom = from
    after.push({ id: newId(), sectionId: want.sectionId, kind: want.kind, title, head, from, to })
  }
  for (const post of left) {
    const end = dayBefore(post.kind === 'main' && mainFrom ? mainFrom : asOf)
    if (post.from <= end) after.push({ ...post, to: end })
    else if (post.from < asOf) {
      const line = wanted.find((want) => want.kind === 'main')?.line ?? wanted[0]!.line
      const values = { value: mainFrom ?? asOf, day: post.from }
      return { refusal: { line, field: 'from', reason: 'overlap', values } }
    }
  }
  const pair = clash(after)
  if (!pair) return { posts: after }
  const fresh = pair.find((post) => wanted.some((want) => want.sectionId === post.sectionId)) ?? pair[0]
  const line = wanted.find((want) => want.sectionId === fresh.sectionId)?.line ?? wanted[0]!.line
  const other = pair[0] === fresh ? pair[1] : pair[0]
  return { refusal: { line, field: 'from', reason: 'overlap', values: { value: fresh.from, day: other.from } } }
}
