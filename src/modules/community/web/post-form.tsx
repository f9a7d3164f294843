import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { useDraft } from '../../../ui/text-editor/draft.ts'
import { TextEditor } from '../../../ui/text-editor/text-editor.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { AttachmentField } from './attachment-field.tsx'
import { ConductDialog } from './conduct-dialog.tsx'
import { useAttachments } from './use-attachments.ts'
import { useCommunity } from './use-community.ts'
import { useEditor } from './use-editor.ts'

interface PostFormProps {
  topicId: string
  answerId: string | null
  as: 'answer' | 'comment'
  onDone: () => void
}

const words = {
  answer: { label: '回答', send: '回答する', done: '回答を投稿しました', limit: 20_000 },
  comment: { label: 'コメント', send: 'コメントする', done: 'コメントを投稿しました', limit: 2000 },
}

/** Writes an answer or a comment; the text stays until it was sent. */
export function PostForm({ topicId, answerId, as, onDone }: PostFormProps) {
  const api = useCommunity()
  const editor = useEditor()
  const toast = useToast()
  const { label, send, done, limit } = words[as]
  const draft = useDraft(`${as}-${answerId ?? topicId}`)
  const files = useAttachments(`${as}-${answerId ?? topicId}`)
  const { id } = draft
  const [anonymous, setAnonymous] = useState(false)
  const [rules, setRules] = useState(false)
  const post = useMutation({
    mutationFn: (attachments: string[]) =>
      as === 'answer'
        ? api.answer.create.call({ topicId, id, body: draft.text, anonymous, attachments })
        : api.comment.create.call({ topicId, answerId, id, body: draft.text, anonymous, attachments }),
    onSuccess: () => {
      draft.clear()
      files.clear()
      toast({ title: done, tone: 'success' })
      onDone()
    },
    onError: (error) => problemIn(error)?.reason === 'conduct' && setRules(true),
  })
  const submit = () => {
    const attachments = post.isPending ? undefined : files.ready()
    if (attachments) post.mutate(attachments)
  }
  const error = fieldErrors(post.error)['body']
  const other = post.error && !error && problemIn(post.error)?.reason !== 'conduct'
  return (
    <form
      noValidate
      className="mt-3 flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {other && <NotificationBanner tone="error" title={errorSentence(post.error)} live />}
      <TextEditor
        {...editor}
        label={label}
        required
        rows={as === 'answer' ? 8 : 4}
        value={draft.text}
        onChange={draft.setText}
        draft={draft.state}
        error={error}
        limit={limit}
        onSubmit={submit}
        onFiles={files.add}
      >
        <AttachmentField files={files} />
      </TextEditor>
      <Checkbox
        checked={anonymous}
        onChange={(event) => setAnonymous(event.target.checked)}
        support="同僚には「名前を伏せた職員」と見えます。"
      >
        名前を伏せる
      </Checkbox>
      <div>
        <Button type="submit" variant="primary" pending={post.isPending}>
          {send}
        </Button>
      </div>
      {rules && (
        <ConductDialog
          onClose={() => setRules(false)}
          onAgreed={() => {
            setRules(false)
            submit()
          }}
        />
      )}
    </form>
  )
}
