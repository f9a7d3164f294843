import { useMutation } from '@tanstack/react-query'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { Select } from '../../../ui/select.tsx'
import { useFormDraft } from '../../../ui/text-editor/form-draft.ts'
import { TextEditor } from '../../../ui/text-editor/text-editor.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { axisNames } from '../contract/names.ts'
import { AttachmentField } from './attachment-field.tsx'
import { StaleNotice, staleIn } from './stale-notice.tsx'
import { TagField } from './tag-field.tsx'
import { useAttachments } from './use-attachments.ts'
import { useCommunity } from './use-community.ts'
import { useEditor } from './use-editor.ts'

type Full = Awaited<ReturnType<ReturnType<typeof useCommunity>['topic']['get']['call']>>
interface EditTopicProps {
  topic: Full
  onDone: () => void
  onCancel: () => void
}

/** Rewrites a topic. When someone was faster, both wordings are shown and the writer's is kept. */
export function EditTopic({ topic, onDone, onCancel }: EditTopicProps) {
  const api = useCommunity()
  const editor = useEditor()
  const { title, body, axis, revision } = topic
  const draft = useFormDraft(`edit-topic-${topic.id}`, {
    ...{ title, body, axis, revision, tags: topic.tags.map(({ name }) => name) },
  })
  const { form } = draft
  const change = (part: Partial<typeof form>) => draft.set({ ...form, ...part })
  const files = useAttachments(`edit-topic-${topic.id}`, topic.attachments)
  const leave = (then: () => void) => {
    draft.clear()
    files.clear()
    then()
  }
  const edit = useMutation(api.topic.edit.mutationOptions({ onSuccess: () => leave(onDone) }))
  const errors = fieldErrors(edit.error)
  const stale = staleIn(edit.error)
  const resolve = (part: Partial<typeof form>) => {
    change(part)
    edit.reset()
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        const attachments = edit.isPending ? undefined : files.ready()
        if (attachments) edit.mutate({ id: topic.id, ...form, attachments })
      }}
    >
      {edit.error && !stale && Object.keys(errors).length === 0 && (
        <NotificationBanner tone="error" title={errorSentence(edit.error)} live />
      )}
      {stale && (
        <StaleNotice
          stale={stale}
          onKeepMine={() => resolve({ revision: stale.revision })}
          onTakeTheirs={() => resolve({ revision: stale.revision, body: stale.body, title: stale.title ?? form.title })}
        />
      )}
      <TextField
        label="件名"
        required
        value={form.title}
        error={errors['title']}
        onChange={(event) => change({ title: event.target.value })}
      />
      <TextEditor
        {...editor}
        label="本文"
        required
        value={form.body}
        onChange={(text) => change({ body: text })}
        draft={draft.state}
        error={errors['body']}
        limit={20_000}
        onFiles={files.add}
      >
        <AttachmentField files={files} />
      </TextEditor>
      <TagField id={`tags-${topic.id}`} tags={form.tags} error={errors['tags']} onChange={(tags) => change({ tags })} />
      <Select
        label="何を良くする話か"
        placeholder="決めない"
        value={form.axis ?? ''}
        onChange={(event) => change({ axis: (event.target.value || null) as Full['axis'] })}
        choices={Object.entries(axisNames).map(([value, label]) => ({ value, label }))}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={edit.isPending} disabled={stale !== undefined}>
          保存する
        </Button>
        <Button onClick={() => leave(onCancel)}>やめる</Button>
      </div>
    </form>
  )
}
