import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { formatJapaneseDate } from '../../../ui/format.ts'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { ageWords } from './age-words.ts'
import { Comments } from './comments.tsx'
import { PostCare } from './post-care.tsx'
import { PostForm } from './post-form.tsx'
import { authorWords } from './topic-item.tsx'
import { useCommunity } from './use-community.ts'
import { Wording } from './wording.tsx'

type Answer = Awaited<ReturnType<ReturnType<typeof useCommunity>['topic']['get']['call']>>['answers'][number]

interface AnswerCardProps {
  topicId: string
  answer: Answer
  mayAccept: boolean
  mayModerate: boolean
  closed: boolean
  onChanged: () => void
}

/** One answer: accepted or not, how many it helped, how old it is, and what the reader may do with it. */
export function AnswerCard({ topicId, answer, mayAccept, mayModerate, closed, onChanged }: AnswerCardProps) {
  const api = useCommunity()
  const [commenting, setCommenting] = useState(false)
  const accept = useMutation(api.answer.accept.mutationOptions({ onSuccess: onChanged }))
  const resolve = useMutation(api.resolution.create.mutationOptions({ onSuccess: onChanged }))
  const verify = useMutation(api.answer.verify.mutationOptions({ onSuccess: onChanged }))
  const failure = accept.error ?? resolve.error ?? verify.error
  const { id, accepted, solvedCount, verifiedAt, mine } = answer
  const aged = accepted ? ageWords(answer) : null
  return (
    <Card id={id} tabIndex={-1} className={accepted ? 'border-2 border-green-800' : ''}>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        {accepted && <StatusBadge tone="success">採用された回答</StatusBadge>}
        {aged && <StatusBadge tone="warning">{aged}</StatusBadge>}
        {answer.hidden && <StatusBadge tone="warning">非表示</StatusBadge>}
        <span className="text-dns-14N-130 text-solid-gray-700">
          {authorWords(answer)}・<Time at={answer.createdAt} />
          {answer.revision > 1 && `・${answer.revision - 1}回 書き直し`}
        </span>
      </div>
      <Wording
        topicId={topicId}
        kind="answer"
        post={answer}
        mayEdit={mine || (mayModerate && !answer.author && !answer.anonymous)} // an imported one has no writer
        onChanged={onChanged}
      >
        <PostCare
          topicId={topicId}
          kind="answer"
          id={id}
          post={answer}
          mayModerate={mayModerate}
          onChanged={onChanged}
        />
      </Wording>
      {verifiedAt && (
        <p className="mt-2 text-dns-14N-130 text-solid-gray-700">
          {formatJapaneseDate(verifiedAt)}に、今も正しいことを確かめました。
        </p>
      )}
      {failure && <NotificationBanner tone="error" title={errorSentence(failure)} live />}
      <div className="mt-4 flex flex-wrap gap-3">
        {!mine && (
          <Button
            size="small"
            pending={resolve.isPending}
            disabled={resolve.isSuccess}
            onClick={() => resolve.mutate({ topicId, answerId: id, place: 'topic' })}
          >
            {resolve.isSuccess ? '解決を記録しました' : 'これで解決した'}
            {solvedCount > 0 && `（${solvedCount}人）`}
          </Button>
        )}
        {mayAccept && (
          <Button size="small" pending={accept.isPending} onClick={() => accept.mutate({ id, accepted: !accepted })}>
            {accepted ? '採用を取り消す' : 'この回答を採用する'}
          </Button>
        )}
        {aged && mine && (
          <Button size="small" pending={verify.isPending} onClick={() => verify.mutate({ id })}>
            今も正しい
          </Button>
        )}
        {!closed && (
          <Button size="small" variant="text" aria-expanded={commenting} onClick={() => setCommenting(!commenting)}>
            コメントする
          </Button>
        )}
      </div>
      <Comments topicId={topicId} comments={answer.comments} mayModerate={mayModerate} onChanged={onChanged} />
      {commenting && (
        <PostForm
          topicId={topicId}
          answerId={id}
          as="comment"
          onDone={() => {
            setCommenting(false)
            onChanged()
          }}
        />
      )}
    </Card>
  )
}
