import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { errorSentence, useApi } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Panel } from '../../../ui/panel.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { noticeKindName, noticePath } from '../contract/kinds.ts'
import type { noticesContract } from '../contract.ts'

/** The last notices, under the bell: opening what one is about is reading it. */
export default function BellPanel({ from, onClose }: { from: RefObject<HTMLElement | null>; onClose: () => void }) {
  const { notice } = useApi<typeof noticesContract>()
  const queries = useQueryClient()
  const toast = useToast()
  const list = useQuery(notice.list.queryOptions({ input: { limit: 6 } }))
  const read = useMutation(
    notice.read.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: notice.key() }),
      onError: (error) => toast({ title: errorSentence(error), tone: 'error' }),
    }),
  )
  const notices = list.data?.notices ?? []
  const newest = notices[0]
  const open = (id: string, wasRead: boolean) => {
    if (!wasRead) read.mutate({ id })
    onClose()
  }
  return (
    <Panel title="お知らせ" from={from} open onClose={onClose}>
      {list.isPending && <Skeleton lines={4} />}
      {list.isError && <ErrorState onRetry={() => list.refetch()}>{errorSentence(list.error)}</ErrorState>}
      {list.data && notices.length === 0 && <p className="text-std-16N-170">お知らせはまだありません。</p>}
      <ul className="flex flex-col divide-y divide-solid-gray-420">
        {notices.map(({ id, kind, title, actorName, topicId, at, read: wasRead }) => (
          <li key={id} className="py-3">
            <p className="flex flex-wrap items-center gap-2 text-dns-14N-130 text-solid-gray-700">
              {!wasRead && <StatusBadge tone="information">未読</StatusBadge>}
              <span>{noticeKindName(kind)}</span>
              {actorName && <span>{actorName} さん</span>}
              <Time at={at} />
            </p>
            <p className="mt-1 text-std-16N-170 [overflow-wrap:anywhere]">
              {noticePath(kind, topicId) ? (
                <TextLink href={noticePath(kind, topicId)!} onClick={() => open(id, wasRead)}>
                  {title}
                </TextLink>
              ) : (
                title
              )}
            </p>
          </li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
        <TextLink href="/notices" onClick={onClose}>
          すべてのお知らせ
        </TextLink>
        {notices.some(({ read: wasRead }) => !wasRead) && (
          // What arrives while one looks at this list stays unread.
          <Button size="small" pending={read.isPending} onClick={() => newest && read.mutate({ upTo: newest.id })}>
            すべて既読にする
          </Button>
        )}
      </div>
    </Panel>
  )
}
