import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Prose } from '../../../ui/prose.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { PracticeBody } from './practice-body.tsx'
import { authorWords } from './topic-item.tsx'
import { useCommunity } from './use-community.ts'

interface AnsweredProps {
  id: string
  query: string
  place: 'suggest' | 'search'
  onNotSolved: () => void
}

/** The best answer of a topic, opened where one types: solved here is solved at once. */
export function Answered({ id, query, place, onNotSolved }: AnsweredProps) {
  const api = useCommunity()
  const queries = useQueryClient()
  const topic = useQuery(api.topic.get.queryOptions({ input: { id } }))
  const [solved, setSolved] = useState(false)
  const resolve = useMutation(
    api.resolution.create.mutationOptions({
      onSuccess: () => {
        setSolved(true)
        void queries.invalidateQueries()
      },
    }),
  )
  if (topic.isPending) return <Skeleton lines={6} />
  if (topic.error) return <ErrorState onRetry={() => topic.refetch()}>{errorSentence(topic.error)}</ErrorState>
  const { title, answers, practice } = topic.data
  const best = answers[0]
  return (
    <Card className="mt-4" aria-live="polite">
      <h2 className="text-std-20B-150">
        <TextLink href={`/topics/${id}`}>{title}</TextLink>
      </h2>
      {practice && <PracticeBody practice={practice} />}
      {best && (
        <>
          <p className="mt-3 text-dns-14N-130 text-solid-gray-700">
            {best.accepted ? '採用された回答' : '回答'}・{authorWords(best)}
          </p>
          <Prose html={best.html} className="mt-2" />
          {answers.length > 1 && <TextLink href={`/topics/${id}`}>ほかの回答（{answers.length - 1}件）も見る</TextLink>}
        </>
      )}
      {!best && !practice && <p className="mt-3 text-std-16N-170">まだ回答がありません。</p>}
      {resolve.error && <NotificationBanner tone="error" title={errorSentence(resolve.error)} live />}
      <div className="mt-4 flex flex-wrap gap-3">
        {solved ? (
          <NotificationBanner
            tone="success"
            title="解決してよかったです。次に同じことで困った人が、見つけやすくなりました。"
            live
          />
        ) : (
          <>
            {(best || practice) && (
              <Button
                variant="primary"
                pending={resolve.isPending}
                onClick={() => resolve.mutate({ topicId: id, answerId: best?.id ?? null, query, place })}
              >
                これで解決した
              </Button>
            )}
            <Button onClick={onNotSolved}>まだ解決しない（質問する）</Button>
          </>
        )}
      </div>
    </Card>
  )
}
