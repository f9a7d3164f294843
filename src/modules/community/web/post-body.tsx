import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { Time } from '../../../ui/time.tsx'
import { PostAttachments } from './attachments.tsx'
import { EditTopic } from './edit-topic.tsx'
import { History } from './history.tsx'
import { authorWords } from './topic-item.tsx'
import type { useCommunity } from './use-community.ts'

type Full = Awaited<ReturnType<ReturnType<typeof useCommunity>['topic']['get']['call']>>

/** The question itself with who asked and when; its writer may rewrite it. */
export function PostBody({
  topicId,
  post,
  onChanged,
}: {
  kind: 'topic'
  topicId: string
  post: Full
  onChanged: () => void
}) {
  const [editing, setEditing] = useState(false)
  const [history, setHistory] = useState(false)
  if (editing)
    return (
      <EditTopic
        topic={post}
        onDone={() => {
          setEditing(false)
          onChanged()
        }}
        onCancel={() => setEditing(false)}
      />
    )
  return (
    <div>
      <p className="mb-3 text-dns-14N-130 text-solid-gray-700">
        {authorWords(post)}・<Time at={post.createdAt} />
        {post.revision > 1 && `・${post.revision - 1}回 書き直し`}
      </p>
      <Prose html={post.html} />
      <PostAttachments attachments={post.attachments} />
      <div className="mt-2 flex flex-wrap gap-3">
        {post.may.edit && (
          <Button size="small" variant="text" onClick={() => setEditing(true)}>
            書き直す
          </Button>
        )}
        {post.revision > 1 && (
          <Button size="small" variant="text" aria-expanded={history} onClick={() => setHistory(!history)}>
            書き直しの履歴
          </Button>
        )}
      </div>
      {history && <History topicId={topicId} subjectKind="topic" subjectId={topicId} />}
    </div>
  )
}
