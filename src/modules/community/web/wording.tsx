import { type ReactNode, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { PostAttachments } from './attachments.tsx'
import { EditPost } from './edit-post.tsx'
import { History } from './history.tsx'
import type { Attachment } from './upload.ts'

interface WordingProps {
  topicId: string
  kind: 'answer' | 'comment'
  post: { id: string; html: string; revision: number; attachments: readonly Attachment[] }
  mayEdit: boolean
  onChanged: () => void
  /** What else the reader may do with the post. */
  children?: ReactNode
}

/** What an answer or a comment says; its writer may rewrite it, and everybody sees what was rewritten. */
export function Wording({ topicId, kind, post, mayEdit, onChanged, children }: WordingProps) {
  const { id, html, revision, attachments } = post
  const [editing, setEditing] = useState(false)
  const [history, setHistory] = useState(false)
  if (editing)
    return (
      <EditPost
        {...{ topicId, kind, id, attachments }}
        onDone={() => {
          setEditing(false)
          onChanged()
        }}
        onCancel={() => setEditing(false)}
      />
    )
  return (
    <>
      <Prose html={html} />
      <PostAttachments attachments={attachments} />
      {(mayEdit || revision > 1 || children) && (
        <div className="mt-2 flex flex-wrap gap-x-3">
          {mayEdit && (
            <Button size="small" variant="text" onClick={() => setEditing(true)}>
              書き直す
            </Button>
          )}
          {revision > 1 && (
            <Button size="small" variant="text" aria-expanded={history} onClick={() => setHistory(!history)}>
              書き直しの履歴
            </Button>
          )}
          {children}
        </div>
      )}
      {history && <History topicId={topicId} subjectKind={kind} subjectId={id} />}
    </>
  )
}
