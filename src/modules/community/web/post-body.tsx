import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { useDraft } from '../../../ui/text-editor/draft.ts'
import { TextEditor } from '../../../ui/text-editor/text-editor.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { Time } from '../../../ui/time.tsx'
import { History } from './history.tsx'
import { authorWords } from './topic-item.tsx'
import { useCommunity } from './use-community.ts'

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
      {history && <History topicId={topicId} subjectKind="topic" subjectId={topicId} current={post.body} />}
    </div>
  )
}

/** Rewrites a topic. When someone was faster, both wordings are shown and the writer's is kept. */
function EditTopic({ topic, onDone, onCancel }: { topic: Full; onDone: () => void; onCancel: () => void }) {
  const api = useCommunity()
  const [title, setTitle] = useState(topic.title)
  const body = useDraft(`edit-topic-${topic.id}`, topic.body)
  const [revision, setRevision] = useState(topic.revision)
  const edit = useMutation(
    api.topic.edit.mutationOptions({
      onSuccess: () => {
        body.clear()
        onDone()
      },
    }),
  )
  const errors = fieldErrors(edit.error)
  const stale =
    problemIn(edit.error)?.reason === 'stale'
      ? (problemIn(edit.error)?.facts as { revision: number; body: string })
      : undefined
  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        const tags = topic.tags.map(({ name }) => name)
        edit.mutate({ id: topic.id, title, body: body.text, axis: topic.axis, tags, revision })
      }}
    >
      {edit.error && <NotificationBanner tone="error" title={errorSentence(edit.error)} live />}
      {stale && (
        <NotificationBanner
          tone="warning"
          title="ほかの人が先に書き直しています"
          actions={
            <Button
              size="small"
              onClick={() => {
                setRevision(stale.revision)
                edit.reset()
              }}
            >
              自分の文章で続ける
            </Button>
          }
        >
          <p>今の内容は次のとおりです。あなたの文章は下の欄に残っています。</p>
          <pre className="mt-2 max-h-60 overflow-auto whitespace-pre-wrap text-std-16N-170">{stale.body}</pre>
        </NotificationBanner>
      )}
      <TextField
        label="件名"
        required
        value={title}
        error={errors['title']}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextEditor
        label="本文"
        required
        value={body.text}
        onChange={body.setText}
        draft={body.state}
        error={errors['body']}
        limit={20_000}
        preview={async (text) => (await api.topic.preview.call({ body: text })).html}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="primary" pending={edit.isPending}>
          保存する
        </Button>
        <Button onClick={onCancel}>やめる</Button>
      </div>
    </form>
  )
}
