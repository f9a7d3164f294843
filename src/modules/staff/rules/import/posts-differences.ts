import type { IsoDate } from '#kernel/fiscal-year'
import { dayBefore, holdsOn } from '../period.ts'
import { type Post, place } from '../post.ts'
import type { PostsAfter } from './people.ts'
import type { WantedPost } from './people-rows.ts'

/**
 * A person's posts when the file holds differences only (人事異動): a main post is a transfer, a concurrent post is
 * added or, with an end, ended; posts the file does not name stay.
 */
export function differencePosts(
  before: readonly Post[],
  wanted: readonly WantedPost[],
  { asOf, newId }: { asOf: IsoDate; newId: () => string },
): PostsAfter {
  let posts = [...before]
  // Ends first, then the main post, so that a section given up may be taken again in the same file.
  const order = [...wanted].sort((a, b) => rank(a) - rank(b))
  for (const want of order) {
    const refuse = (
      field: string,
      reason: 'later-post' | 'overlap' | 'nothing-to-end' | 'ends-before',
      values: Record<string, string>,
    ) => ({
      refusal: { line: want.line, field, reason, values },
    })
    const from = want.from ?? asOf
    const found = posts.find(
      (post) => post.sectionId === want.sectionId && post.kind === want.kind && holdsOn(post, from),
    )
    if (want.to && !want.from) {
      const ending = posts.find(
        (post) => post.sectionId === want.sectionId && post.kind === want.kind && holdsOn(post, want.to!),
      )
      if (!ending) return refuse('to', 'nothing-to-end', { value: want.to })
      posts = posts.map((post) => (post === ending ? { ...post, to: want.to! } : post))
      continue
    }
    // A transfer that says no title keeps the one held.
    const held = want.kind === 'main' ? posts.find((post) => post.kind === 'main' && holdsOn(post, from)) : undefined
    const title = want.title ?? found?.title ?? held?.title ?? ''
    const head = want.head ?? found?.head ?? false
    if (found && found.title === title && found.head === head) {
      if (want.to) posts = posts.map((post) => (post === found ? { ...post, to: want.to! } : post))
      continue
    }
    if (found && found.from === from) {
      posts = posts.map((post) => (post === found ? { ...post, title, head, to: want.to ?? found.to } : post))
      continue
    }
    if (found) posts = posts.map((post) => (post === found ? { ...post, to: dayBefore(from) } : post))
    const { sectionId, kind } = want
    const placed = place(posts, { id: newId(), sectionId, kind, title, head, from, to: want.to ?? found?.to ?? null })
    if (placed.status === 'later-main') return refuse('from', 'later-post', { day: placed.day, value: from })
    if (placed.status === 'overlap') return refuse('from', 'overlap', { value: from, day: placed.with.from })
    if (placed.status === 'ends-before') return refuse('to', 'ends-before', { day: from })
    posts = placed.posts
  }
  return { posts }
}

const rank = (want: WantedPost) => (want.to && !want.from ? 0 : want.kind === 'main' ? 1 : 2)
