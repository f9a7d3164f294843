import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { PostCare } from './post-care.tsx'
import { authorWords } from './topic-item.tsx'
import type { useCommunity } from './use-community.ts'
import { Wording } from './wording.tsx'

type Comment = Awaited<ReturnType<ReturnType<typeof useCommunity>['topic']['get']['call']>>['comments'][number]

interface CommentsProps {
  topicId: string
  comments: readonly Comment[]
  mayModerate: boolean
  onChanged: () => void
}

export function Comments({ topicId, comments, mayModerate, onChanged }: CommentsProps) {
  if (comments.length === 0) return null
  return (
    <ul aria-label="コメント" className="mt-4 flex flex-col gap-3 border-l-4 border-solid-gray-300 pl-4">
      {comments.map((comment) => (
        <li key={comment.id} id={comment.id} tabIndex={-1}>
          <p className="text-dns-14N-130 text-solid-gray-700">
            {comment.hidden && <StatusBadge tone="warning">非表示</StatusBadge>} {authorWords(comment)}・
            <Time at={comment.createdAt} />
          </p>
          <Wording topicId={topicId} kind="comment" post={comment} mayEdit={comment.mine} onChanged={onChanged}>
            <PostCare {...{ topicId, mayModerate, onChanged }} kind="comment" id={comment.id} post={comment} />
          </Wording>
        </li>
      ))}
    </ul>
  )
}
