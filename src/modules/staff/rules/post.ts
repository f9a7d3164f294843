import type { IsoDate } from '#kernel/fiscal-year'
import { type Dated, dayBefore, holdsOn, overlapIn, overlaps } from './period.ts'

export interface Post extends Dated {
  id: string
  sectionId: string
  kind: 'main' | 'concurrent'
  title: string
  head: boolean
}

/** The first two posts that may not stand side by side: two main posts, or two in one section. */
export function clash(posts: readonly Post[]): [Post, Post] | undefined {
  const mains = overlapIn(posts.filter((post) => post.kind === 'main'))
  if (mains) return mains
  for (const sectionId of new Set(posts.map((post) => post.sectionId))) {
    const pair = overlapIn(posts.filter((post) => post.sectionId === sectionId))
    if (pair) return pair
  }
  return undefined
}

export type Placing =
  | { status: 'placed'; posts: Post[] }
  | { status: 'later-main'; day: IsoDate }
  | { status: 'overlap'; with: Post }
  | { status: 'ends-before' }

/**
 * A person's posts with one more. A main post is a transfer: the main post before it ends the day before, and so does
 * a concurrent post in the section that now becomes the main one.
 */
export function place(posts: readonly Post[], added: Post): Placing {
  if (added.to !== null && added.to < added.from) return { status: 'ends-before' }
  let before = [...posts]
  if (added.kind === 'main') {
    const later = posts.find((post) => post.kind === 'main' && post.from > added.from && overlaps(post, added))
    if (later) return { status: 'later-main', day: later.from }
    before = posts.flatMap((post) => {
      const gives = post.kind === 'main' || post.sectionId === added.sectionId
      if (!gives || !holdsOn(post, added.from)) return [post]
      return post.from === added.from ? [] : [{ ...post, to: dayBefore(added.from) }]
    })
  }
  const after = [...before, added]
  const pair = clash(after)
  if (pair) return { status: 'overlap', with: pair[0].id === added.id ? pair[1] : pair[0] }
  return { status: 'placed', posts: after }
}

/** The posts of somebody whose last day is `day`. */
export const endPosts = (posts: readonly Post[], day: IsoDate): Post[] =>
  posts
    .filter((post) => post.from <= day)
    .map((post) => (post.to === null || post.to > day ? { ...post, to: day } : post))

export interface PostSteps {
  add: Post[]
  set: Post[]
  remove: string[]
}

const same = (a: Post, b: Post) =>
  a.sectionId === b.sectionId &&
  a.kind === b.kind &&
  a.title === b.title &&
  a.head === b.head &&
  a.from === b.from &&
  a.to === b.to

/** What must be written to come from one set of posts to the other. */
export function postSteps(before: readonly Post[], after: readonly Post[]): PostSteps {
  const known = new Map(before.map((post) => [post.id, post]))
  const kept = new Set(after.map((post) => post.id))
  return {
    add: after.filter((post) => !known.has(post.id)),
    set: after.filter((post) => known.has(post.id) && !same(known.get(post.id)!, post)),
    remove: before.filter((post) => !kept.has(post.id)).map((post) => post.id),
  }
}
