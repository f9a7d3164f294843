import { useMutation } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { useDraft } from '../../../ui/text-editor/draft.ts'
import { TextEditor } from '../../../ui/text-editor/text-editor.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { axisNames } from '../contract/names.ts'
import { ConductDialog } from './conduct-dialog.tsx'
import { plain } from './marked.tsx'
import { useCommunity } from './use-community.ts'
import { useSuggestions } from './use-suggestions.ts'

type Kind = 'question' | 'problem' | 'idea'

const kinds: { value: Kind; label: string; support: string }[] = [
  { value: 'question', label: '質問', support: '分からないこと、やり方を知りたいこと' },
  { value: 'problem', label: '困りごと', support: '手間や無駄など、直したい仕事' },
  { value: 'idea', label: 'アイデア', support: 'こうするとよいと思うこと' },
]

/** Writes a question, problem or idea; the text stays on this machine until it was sent. */
export default function NewTopic() {
  const api = useCommunity()
  const navigate = useNavigate()
  const asked = String((useSearch({ strict: false }) as { title?: unknown }).title ?? '')
  const [id] = useState(() => newId()) // one a form: a second press of the button posts nothing new
  const title = useDraft('new-topic-title', asked.slice(0, 120))
  const body = useDraft('new-topic-body')
  const tags = useDraft('new-topic-tags')
  const [kind, setKind] = useState<Kind>('question')
  const [axis, setAxis] = useState('')
  const [anonymous, setAnonymous] = useState(false)
  const [rules, setRules] = useState(false)
  const similar = useSuggestions(title.text)
  const create = useMutation(
    api.topic.create.mutationOptions({
      onSuccess: ({ id: made }) => {
        for (const draft of [title, body, tags]) draft.clear()
        void navigate({ to: `/topics/${made}` })
      },
      onError: (error) => problemIn(error)?.reason === 'conduct' && setRules(true),
    }),
  )
  const send = () =>
    create.mutate({
      ...{ id, kind, title: title.text, body: body.text, anonymous },
      axis: axis === '' ? null : (axis as keyof typeof axisNames),
      tags: tags.text.split(/[、,\s]+/).filter(Boolean),
    })
  const errors = fieldErrors(create.error)
  const listed = Object.entries(errors).map(([field, message]) => ({ fieldId: `topic-${field}`, message }))
  const other = create.error && listed.length === 0 && problemIn(create.error)?.reason !== 'conduct'

  return (
    <>
      <PageHeading title="質問・投稿する" lead="書いた内容は、詳しい職員に届きます。うまく書けなくても大丈夫です。" />
      <form
        noValidate
        className="flex max-w-form flex-col gap-8"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          send()
        }}
      >
        <ErrorSummary errors={listed} />
        {other && <NotificationBanner tone="error" title={errorSentence(create.error)} live />}
        <RadioGroup
          label="種類"
          required
          name="kind"
          choices={kinds}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
        />
        <TextField
          id="topic-title"
          label="件名"
          required
          support="何について困っているかが分かる一文にします。120文字まで。"
          value={title.text}
          error={errors['title']}
          onChange={(event) => title.setText(event.target.value)}
        />
        {similar.status === 'ready' && similar.hits.length > 0 && (
          <Card>
            <p className="text-std-16B-170">
              {similar.confident ? 'もう答えがあるかもしれません' : '近い話題があります'}
            </p>
            <ul className="mt-2 list-disc pl-6">
              {similar.hits.slice(0, 3).map((hit) => (
                <li key={hit.id}>
                  <TextLink href={`/topics/${hit.id}`}>{plain(hit.title)}</TextLink>
                  {hit.solved && '（解決済み）'}
                </li>
              ))}
            </ul>
          </Card>
        )}
        <TextEditor
          id="topic-body"
          label="本文"
          required
          support="いま困っていること、試したこと、いつまでに必要かを書くと、早く答えが届きます。市民の個人情報は書かないでください。"
          value={body.text}
          onChange={body.setText}
          draft={body.state}
          error={errors['body']}
          limit={20_000}
          onSubmit={send}
          preview={async (text) => (await api.topic.preview.call({ body: text })).html}
        />
        <Select
          label="何を良くする話か"
          placeholder="決めない"
          value={axis}
          onChange={(event) => setAxis(event.target.value)}
          choices={Object.entries(axisNames).map(([value, label]) => ({ value, label }))}
        />
        <TextField
          id="topic-tags"
          label="タグ"
          support="読点やスペースで区切り、5つまで。例：電子申請、Excel"
          value={tags.text}
          error={errors['tags']}
          onChange={(event) => tags.setText(event.target.value)}
        />
        <Checkbox
          checked={anonymous}
          onChange={(event) => setAnonymous(event.target.checked)}
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
