import { Prose } from '../../../ui/prose.tsx'
import { Time } from '../../../ui/time.tsx'
import { authorWords } from './topic-item.tsx'
import type { useCommunity } from './use-community.ts'

type Comment = Awaited<ReturnType<ReturnType<typeof useCommunity>['topic']['get']['call']>>['comments'][number]

export function Comments({ comments }: { topicId: string; comments: readonly Comment[]; onChanged: () => void }) {
  if (comments.length === 0) return null
  return (
    <ul aria-label="コメント" className="mt-4 flex flex-col gap-3 border-l-4 border-solid-gray-300 pl-4">
      {comments.map((comment) => (
        <li key={comment.id}>
          <p className="text-dns-14N-130 text-solid-gray-700">
            {authorWords(comment)}・<Time at={comment.createdAt} />
          </p>
          <Prose html={comment.html} />
        </li>
      ))}
    </ul>
  )
}
