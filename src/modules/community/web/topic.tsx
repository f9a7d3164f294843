import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { axisNames, kindNames, statusNames } from '../contract/names.ts'
import { Adoptions } from './adoptions.tsx'
import { AnswerCard } from './answer-card.tsx'
import { Asked } from './asked.tsx'
import { Comments } from './comments.tsx'
import { ModerationNotes } from './moderation-notes.tsx'
import { NewsBar } from './news-bar.tsx'
import { PostBody } from './post-body.tsx'
import { PostCare } from './post-care.tsx'
import { PostForm } from './post-form.tsx'
import { MadePractices, PracticeSection } from './practice-section.tsx'
import { useCommunity } from './use-community.ts'

/** One topic: what was asked, what was answered, and what the reader may do. */
export default function Topic() {
  const { id } = useParams({ strict: false }) as { id: string }
  const api = useCommunity()
  const queries = useQueryClient()
  const topic = useQuery(
    // What is new is announced by the bar below; the page never moves under the reader by itself.
    api.topic.get.queryOptions({ input: { id }, retry: false, refetchOnWindowFocus: false }),
  )
  const refresh = () => void queries.invalidateQueries()
  const follow = useMutation(api.follow.set.mutationOptions({ onSuccess: refresh }))
  const close = useMutation(api.topic.close.mutationOptions({ onSuccess: refresh }))
  const [commenting, setCommenting] = useState(false)
  if (topic.isPending) return <Skeleton lines={10} />
  if (topic.error) {
    const problem = problemIn(topic.error)
    return (
      <ErrorState
        title={problem?.code === 'missing' ? '話題が見つかりません' : '読み込めませんでした'}
        onRetry={problem?.code === 'missing' ? undefined : () => topic.refetch()}
        requestId={problem?.request_id}
      >
        {errorSentence(topic.error)}
      </ErrorState>
    )
  }
  const { kind, status, title, tags, axis, answers, comments, practice, may, following, audience } = topic.data
  const failure = follow.error ?? close.error
  return (
    <article className="max-w-prose">
      <div className="mb-2 flex flex-wrap gap-2">
        <StatusBadge>{kindNames[kind]}</StatusBadge>
        {kind !== 'practice' && (
          <StatusBadge tone={status === 'solved' ? 'success' : status === 'open' ? 'information' : 'neutral'}>
            {statusNames[status]}
          </StatusBadge>
        )}
        {axis && <StatusBadge>{axisNames[axis]}</StatusBadge>}
        {topic.data.hidden && <StatusBadge tone="warning">非表示</StatusBadge>}
        {audience && <StatusBadge tone="warning">{audience.name}だけに公開</StatusBadge>}
      </div>
      <PageHeading
        title={title}
        actions={
          <Button
            size="small"
            aria-pressed={following}
            pending={follow.isPending}
            onClick={() => follow.mutate({ subjectKind: 'topic', subjectId: id, following: !following })}
          >
            {following ? 'フォロー中' : 'フォローする'}
          </Button>
        }
      />
      {failure && <NotificationBanner tone="error" title={errorSentence(failure)} live />}
      {(may.moderate || hasOwn(topic.data)) && <ModerationNotes topicId={id} />}
      {practice ? (
        <PracticeSection topic={topic.data} practice={practice} />
      ) : (
        <PostBody kind="topic" topicId={id} post={topic.data} onChanged={refresh} />
      )}
      {tags.length > 0 && (
        <div className="mt-4 flex flex-wrap gap-2">
          {tags.map((tag) => (
            <Chip key={tag.id} href={`/tags/${tag.id}`}>
              {tag.name}
            </Chip>
          ))}
        </div>
      )}
      {practice ? <Adoptions topicId={id} /> : <MadePractices topicId={id} solved={topic.data.acceptedCount > 0} />}
      {(kind === 'question' || kind === 'problem') && (topic.data.mine || may.moderate) && <Asked topicId={id} />}
      <Comments topicId={id} comments={comments} mayModerate={may.moderate} onChanged={refresh} />
      <div className="mt-2 flex flex-wrap gap-3">
        {status !== 'closed' && (
          <Button size="small" variant="text" aria-expanded={commenting} onClick={() => setCommenting(!commenting)}>
            コメントする
          </Button>
        )}
        {(topic.data.mine || may.moderate) && (
          <Button
            size="small"
            variant="text"
            pending={close.isPending}
            onClick={() => close.mutate({ id, closed: status !== 'closed' })}
          >
            {status === 'closed' ? '話題を開き直す' : '話題を終える'}
          </Button>
        )}
        <PostCare
          topicId={id}
          kind="topic"
          {...{ id, post: topic.data }}
          mayModerate={may.moderate}
          onChanged={refresh}
        />
      </div>
      {commenting && (
        <PostForm
          topicId={id}
          answerId={null}
          as="comment"
          onDone={() => {
            setCommenting(false)
            refresh()
          }}
        />
      )}
      {kind !== 'practice' && (
        <section className="mt-10" aria-labelledby="answers">
          <SectionHeading id="answers">回答（{answers.length}件）</SectionHeading>
          {answers.length === 0 && (
            <p className="text-std-16N-170">
              {status === 'closed'
                ? '回答はありませんでした。'
                : kind === 'idea'
                  ? 'まだ回答がありません。思ったことを気軽に書いてください。'
                  : 'まだ回答がありません。詳しい職員に順に届けています。'}
            </p>
          )}
          <div className="flex flex-col gap-6">
            {answers.map((answer) => (
              <AnswerCard
                key={answer.id}
                topicId={id}
                answer={answer}
                mayAccept={may.accept}
                mayModerate={may.moderate}
                closed={status === 'closed'}
                onChanged={refresh}
              />
            ))}
          </div>
        </section>
      )}
      {status === 'closed' && (
        <p className="mt-6 text-std-16N-170">この話題は終わっています。続きがあるときは、新しく質問してください。</p>
      )}
      {kind !== 'practice' && may.answer && (
        <section className="mt-10" aria-labelledby="answer-form">
          <SectionHeading id="answer-form">回答を書く</SectionHeading>
          <PostForm topicId={id} answerId={null} as="answer" onDone={refresh} />
        </section>
      )}
      <NewsBar key={id} shown={topic.data} at={topic.dataUpdatedAt} />
    </article>
  )
}

interface Owned {
  mine: boolean
  comments: readonly { mine: boolean }[]
}

/** Is anything of the topic the reader's own? Only then may there be something to tell them. */
function hasOwn(topic: Owned & { answers: readonly Owned[] }): boolean {
  return [topic, ...topic.answers].some(({ mine, comments }) => mine || comments.some((comment) => comment.mine))
}
