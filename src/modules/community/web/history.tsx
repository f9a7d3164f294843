import { useQuery } from '@tanstack/react-query'
import { diffChars } from 'diff'
import { errorSentence } from '../../../ui/api.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Time } from '../../../ui/time.tsx'
import { useCommunity } from './use-community.ts'

interface HistoryProps {
  topicId: string
  subjectKind: 'topic' | 'answer' | 'comment'
  subjectId: string
}

/** What each rewriting changed: taken out struck through, put in underlined; both are said to a screen reader. */
export function History(subject: HistoryProps) {
  const api = useCommunity()
  const history = useQuery(api.topic.history.queryOptions({ input: subject }))
  if (history.isPending) return <Skeleton lines={4} />
  if (history.error) return <ErrorState>{errorSentence(history.error)}</ErrorState>
  const { revisions, current } = history.data
  return (
    <ol className="mt-3 flex flex-col gap-4" aria-label="書き直しの履歴">
      {revisions.map((revision, at) => (
        <li key={revision.number} className="border-l-4 border-solid-gray-300 pl-4">
          <p className="text-dns-14N-130 text-solid-gray-700">
            第{revision.number}版（
            <Time at={revision.at} relative={false} />
            ）からの変更
          </p>
          <p className="whitespace-pre-wrap text-std-16N-170">
            {diffChars(revision.body, revisions[at - 1]?.body ?? current.body).map(({ value, added, removed }, part) =>
              added ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in their order
                <ins key={part} className="bg-green-50">
                  {value}
                </ins>
              ) : removed ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text in their order
                <del key={part} className="bg-red-50">
                  {value}
                </del>
              ) : (
                value
              ),
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}
