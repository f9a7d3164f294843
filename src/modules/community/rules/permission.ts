import { mayModerate, type Role } from '#kernel/permission'

interface Post {
  author_id: string | null
  hidden_at: Date | null
}

/** A post is rewritten by its author; an imported one, which has none, by moderators. */
export function mayEdit(post: Post, personId: string, roles: readonly Role[]): boolean {
  return post.author_id === personId || (post.author_id === null && mayModerate(roles))
}

/** Fewer are never broken out, and cover nobody. */
const least = 5
export const coversAnonymity = (readers: number) => readers >= least

/** Whoever asked decides what solved it; moderators may too, for those who forget. */
export function mayAccept(topic: Post & { kind: string }, personId: string, roles: readonly Role[]): boolean {
  return topic.kind !== 'practice' && (topic.author_id === personId || mayModerate(roles))
}
