interface Post {
  id: string
  revision: number
  hidden: boolean
}

interface Told {
  revision: number
  status: string
  comments: readonly Post[]
  answers: readonly (Post & { accepted: boolean; solvedCount: number; comments: readonly Post[] })[]
}

export interface News {
  answers: string[]
  comments: string[]
  /** Something that is on screen reads otherwise now. */
  changed: boolean
}

const commentsOf = ({ comments, answers }: Told) => [...comments, ...answers.flatMap((answer) => answer.comments)]
const stateOf = ({ id, revision, hidden, accepted }: Post & { accepted?: boolean }) =>
  `${id} ${revision} ${hidden} ${accepted}`

/** What a topic as it is now has that the page being read does not show yet; undefined when it is the same. */
export function newsOf(shown: Told, now: Told): News | undefined {
  const known = new Set([...shown.answers, ...commentsOf(shown)].map(({ id }) => id))
  const fresh = (posts: readonly Post[]) => posts.map(({ id }) => id).filter((id) => !known.has(id))
  const states = (topic: Told) =>
    [...topic.answers, ...commentsOf(topic)]
      .filter(({ id }) => known.has(id))
      .map(stateOf)
      .sort()
      .join()
  const changed = shown.revision !== now.revision || shown.status !== now.status || states(shown) !== states(now)
  const news = { answers: fresh(now.answers), comments: fresh(commentsOf(now)), changed }
  return news.answers.length + news.comments.length > 0 || changed ? news : undefined
}

/** The sentence about it, the weightiest first. */
export const newsSentence = ({ answers, comments }: News): string =>
  answers.length > 0
    ? `新しい回答が${answers.length}件あります`
    : comments.length > 0
      ? `新しいコメントが${comments.length}件あります`
      : 'この話題の内容が変わりました'
