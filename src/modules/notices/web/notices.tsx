import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { type MouseEvent, useState } from 'react'
import { errorSentence, problemIn, useApi } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Item, ItemList } from '../../../ui/card.tsx'
import { ButtonLink } from '../../../ui/link.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { noticeKindName, noticeKindNames, noticePath } from '../contract/kinds.ts'
import type { noticesContract } from '../contract.ts'

const kindChoices = Object.entries(noticeKindNames).map(([value, label]) => ({ value, label }))

/** Everything the person was told, newest first. */
export default function Notices() {
  const { notice } = useApi<typeof noticesContract>()
  const queries = useQueryClient()
  const toast = useToast()
  const [unread, setUnread] = useState(false)
  const [kind, setKind] = useState('')
  const list = useInfiniteQuery(
    notice.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ unread, ...(kind ? { kind } : {}), ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next,
    }),
  )
  const read = useMutation(
    notice.read.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: notice.key() }),
      onError: (error) => toast({ title: errorSentence(error), tone: 'error' }),
    }),
  )
  const notices = list.data?.pages.flatMap((page) => page.notices) ?? []
  const newest = notices[0]
  /** Opening what a notice is about is reading it. */
  const markOpened = (event: MouseEvent) => {
    const path = (event.target as Element).closest('a')?.pathname
    for (const { id, kind: about, topicId, read: wasRead } of notices)
      if (path && !wasRead && path === noticePath(about, topicId)) read.mutate({ id })
  }
  return (
    <>
      <PageHeading
        title="お知らせ"
        actions={
          <>
            {/* What arrives while one reads this page stays unread. */}
            <Button
              pending={read.isPending}
              disabled={!newest}
              onClick={() => newest && read.mutate(kind || unread ? {} : { upTo: newest.id })}
            >
              すべて既読にする
            </Button>
            <ButtonLink href="/settings/notices">お知らせの設定</ButtonLink>
          </>
        }
      />
      <div className="mb-6 flex flex-wrap items-end gap-4">
        <Select
          label="種類"
          placeholder="すべて"
          choices={kindChoices}
          value={kind}
          onChange={(event) => setKind(event.target.value)}
        />
        <Select
          label="状態"
          choices={[
            { value: 'all', label: 'すべて' },
            { value: 'unread', label: '未読だけ' },
          ]}
          value={unread ? 'unread' : 'all'}
          onChange={(event) => setUnread(event.target.value === 'unread')}
        />
      </div>
      {list.isPending ? (
        <Skeleton lines={8} />
      ) : list.isError ? (
        <ErrorState onRetry={() => list.refetch()} requestId={problemIn(list.error)?.request_id}>
          {errorSentence(list.error)}
        </ErrorState>
      ) : notices.length === 0 ? (
        <EmptyState title={unread || kind ? '当てはまるお知らせはありません' : 'お知らせはまだありません'}>
          質問に回答がついたときや、名前を挙げて呼ばれたときに、ここに届きます。
        </EmptyState>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: hears the links inside it, pressed by mouse or key
        <div onClick={markOpened}>
          <ItemList label="お知らせの一覧">
            {notices.map(({ id, kind, title, actorName, topicId, at, read: wasRead }) => (
              <Item
                key={id}
                level={2}
                title={title}
                href={noticePath(kind, topicId)}
                badges={!wasRead && <StatusBadge tone="information">未読</StatusBadge>}
                facts={
                  <>
                    <span>{noticeKindName(kind)}</span>
                    {actorName && <span>{actorName} さん</span>}
                    <Time at={at} />
                  </>
                }
                aside={
                  !wasRead && (
                    <Button size="small" variant="text" onClick={() => read.mutate({ id })}>
                      既読にする
                    </Button>
                  )
                }
              />
            ))}
          </ItemList>
        </div>
      )}
      {list.hasNextPage && (
        <div className="mt-6 text-center">
          <Button pending={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            さらに表示する
          </Button>
        </div>
      )}
    </>
  )
}
