import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useMemo, useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextEditor } from '../../../ui/text-editor/text-editor.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { axisNames } from '../contract/names.ts'
import { AttachmentField } from './attachment-field.tsx'
import { AudienceField } from './audience-field.tsx'
import { ConductDialog } from './conduct-dialog.tsx'
import { SimilarTopics } from './similar-topics.tsx'
import { TagField } from './tag-field.tsx'
import { type TopicDraft, useTopicDraft } from './topic-draft.ts'
import { useAttachments } from './use-attachments.ts'
import { useCommunity } from './use-community.ts'
import { useEditor } from './use-editor.ts'

const kinds: { value: TopicDraft['kind']; label: string; support: string }[] = [
  { value: 'question', label: '質問', support: '分からないこと、やり方を知りたいこと' },
  { value: 'problem', label: '困りごと', support: '手間や無駄など、直したい仕事' },
  { value: 'idea', label: 'アイデア', support: 'こうするとよいと思うこと' },
]

/** Writes a question, problem or idea; everything chosen and typed stays on this machine until it was sent. */
export default function NewTopic() {
  const api = useCommunity()
  const editor = useEditor()
  const navigate = useNavigate()
  const asked = String((useSearch({ strict: false }) as { title?: unknown }).title ?? '')
  const draft = useTopicDraft(asked.slice(0, 120))
  const files = useAttachments('new-topic')
  const { id, kind, title, body, axis, tags, audience, anonymous, change } = draft
  const [rules, setRules] = useState(false)
  const create = useMutation(
    api.topic.create.mutationOptions({
      onSuccess: ({ id: made }) => {
        draft.clear()
        files.clear()
        void navigate({ to: `/topics/${made}` })
      },
      onError: (error) => problemIn(error)?.reason === 'conduct' && setRules(true),
    }),
  )
  const send = () => {
    const attachments = create.isPending ? undefined : files.ready()
    if (attachments) create.mutate({ id, kind, title, body, axis, tags, audience, anonymous, attachments })
  }
  const reason = problemIn(create.error)?.reason
  const errors = useMemo(() => fieldErrors(create.error), [create.error])
  // One list for each refusal: the summary takes the focus once, not with every letter typed afterwards.
  const listed = useMemo(
    () => Object.entries(errors).map(([field, message]) => ({ fieldId: `topic-${field}`, message })),
    [errors],
  )
  const other = create.error && listed.length === 0 && reason !== 'conduct'

  return (
    <>
      <PageHeading title="質問・投稿する" lead="書いた内容は、詳しい職員に届きます。うまく書けなくても大丈夫です。" />
      <form
        noValidate
        className="relative flex max-w-form flex-col gap-8"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          send()
        }}
      >
        {draft.continued && (
          <NotificationBanner
            title="前に書きかけた内容の続きです"
            actions={
              <Button
                size="small"
                onClick={() => {
                  draft.restart()
                  files.clear()
                }}
              >
                破棄して新しく書く
              </Button>
            }
          />
        )}
        <ErrorSummary errors={listed} />
        {other && (
          <NotificationBanner tone="error" title={errorSentence(create.error)} live>
            書いた内容は、この端末に残っています。
          </NotificationBanner>
        )}
        <RadioGroup
          label="種類"
          required
          name="kind"
          choices={kinds}
          value={kind}
          onChange={(value) => change({ kind: value as TopicDraft['kind'] })}
        />
        <TextField
          id="topic-title"
          label="件名"
          required
          support="何について困っているかが分かる一文にします。120文字まで。"
          value={title}
          error={errors['title']}
          onChange={(event) => change({ title: event.target.value })}
        />
        <SimilarTopics title={title} />
        <TextEditor
          {...editor}
          id="topic-body"
          label="本文"
          required
          support="いま困っていること、試したこと、いつまでに必要かを書くと、早く答えが届きます。市民の個人情報は書かないでください。"
          value={body}
          onChange={(text) => change({ body: text })}
          draft={draft.state}
          error={errors['body']}
          limit={20_000}
          onSubmit={send}
          onFiles={files.add}
        >
          <AttachmentField files={files} />
        </TextEditor>
        <TagField id="topic-tags" tags={tags} error={errors['tags']} onChange={(chosen) => change({ tags: chosen })} />
        <Select
          label="何を良くする話か"
          placeholder="決めない"
          value={axis ?? ''}
          onChange={(event) => change({ axis: (event.target.value || null) as TopicDraft['axis'] })}
          choices={Object.entries(axisNames).map(([value, label]) => ({ value, label }))}
        />
        <AudienceField
          id="topic-audience"
          audience={audience}
          error={errors['audience']}
          onChange={(chosen) => change({ audience: chosen })}
        />
        <Checkbox
          checked={anonymous}
          onChange={(event) => change({ anonymous: event.target.checked })}
          support="同僚には名前が見えません。重大な問題があるときに限り、理由を記録したうえで見守り役（DX推進課）が確かめることがあります。"
        >
          名前を伏せて投稿する
        </Checkbox>
        <Button type="submit" variant="primary" size="large" pending={create.isPending}>
          投稿する
        </Button>
      </form>
      {rules && (
        <ConductDialog
          onClose={() => setRules(false)}
          onAgreed={() => {
            setRules(false)
            send()
          }}
        />
      )}
    </>
  )
}
