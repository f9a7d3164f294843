import { useMutation, useQuery } from '@tanstack/react-query'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { useFormDraft } from '../../../ui/text-editor/form-draft.ts'
import { TextEditor } from '../../../ui/text-editor/text-editor.tsx'
import { AttachmentField } from './attachment-field.tsx'
import { StaleNotice, staleIn } from './stale-notice.tsx'
import type { Attachment } from './upload.ts'
import { useAttachments } from './use-attachments.ts'
import { useCommunity } from './use-community.ts'
import { useEditor } from './use-editor.ts'

interface EditPostProps {
  topicId: string
  kind: 'answer' | 'comment'
  id: string
  attachments: readonly Attachment[]
  onDone: () => void
  onCancel: () => void
}

/** Rewrites an answer or a comment, from the wording that stands now. */
export function EditPost(props: EditPostProps) {
  const { topicId, kind, id } = props
  const api = useCommunity()
  const history = useQuery(
    api.topic.history.queryOptions({ input: { topicId, subjectKind: kind, subjectId: id }, gcTime: 0 }),
  )
  if (history.isPending) return <Skeleton lines={4} />
  if (history.error) return <ErrorState onRetry={() => history.refetch()}>{errorSentence(history.error)}</ErrorState>
  return <Editing {...props} current={history.data.current} />
}

const limits = { answer: 20_000, comment: 2000 }

function Editing({
  kind,
  id,
  attachments: begin,
  current,
  onDone,
  onCancel,
}: EditPostProps & { current: { revision: number; body: string } }) {
  const api = useCommunity()
  const editor = useEditor()
  const draft = useFormDraft(`edit-${kind}-${id}`, current)
  const { body, revision } = draft.form
  const files = useAttachments(`edit-${kind}-${id}`, begin)
  const leave = (then: () => void) => {
    draft.clear()
    files.clear()
    then()
  }
  const edit = useMutation(
    (kind === 'answer' ? api.answer : api.comment).edit.mutationOptions({ onSuccess: () => leave(onDone) }),
  )
  const error = fieldErrors(edit.error)['body']
  const stale = staleIn(edit.error)
  const resolve = (form: typeof current) => {
    draft.set(form)
    edit.reset()
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const attachments = edit.isPending ? undefined : files.ready()
        if (attachments) edit.mutate({ id, body, revision, attachments })
      }}
    >
      {edit.error && !stale && !error && <NotificationBanner tone="error" title={errorSentence(edit.error)} live />}
      {stale && (
        <StaleNotice
          stale={stale}
          onKeepMine={() => resolve({ body, revision: stale.revision })}
          onTakeTheirs={() => resolve({ body: stale.body, revision: stale.revision })}
        />
      )}
      <TextEditor
        {...editor}
        label={kind === 'answer' ? '回答を書き直す' : 'コメントを書き直す'}
        required
        rows={kind === 'answer' ? 8 : 4}
        value={body}
        onChange={(text) => draft.set({ body: text, revision })}
        draft={draft.state}
        error={error}
        limit={limits[kind]}
        onFiles={files.add}
      >
        <AttachmentField files={files} />
      </TextEditor>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={edit.isPending} disabled={stale !== undefined}>
          保存する
        </Button>
        <Button onClick={() => leave(onCancel)}>やめる</Button>
      </div>
    </form>
  )
}
