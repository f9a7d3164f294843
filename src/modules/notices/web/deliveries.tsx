import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { errorSentence, problemIn, useApi } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Table } from '../../../ui/table.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { type WebhookEvent, webhookEventNames } from '../contract/kinds.ts'
import type { noticesContract } from '../contract.ts'

/** In plain words why a try failed; what is not known stands as it is. */
function reason(error: string): string {
  const status = /^HTTP (\d+)$/.exec(error)?.[1]
  if (status) return `送り先が受け取りませんでした（応答 ${status}）`
  if (error === 'timeout') return '送り先から10秒以内に返事がありませんでした'
  if (error === 'address') return 'この送り先には送れません（サーバー自身のアドレスです）'
  if (error === 'inactive') return '休止中のため送りませんでした'
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ECONNRESET/.test(error)) return '送り先につながりませんでした'
  if (/ENOTFOUND|EAI_AGAIN/.test(error)) return '送り先の名前が見つかりませんでした'
  return error
}

const badges = {
  waiting: { tone: 'warning', label: '送信待ち' },
  delivered: { tone: 'success', label: '届きました' },
  failed: { tone: 'error', label: '送れませんでした' },
} as const

/** What was sent to one webhook, newest first. */
export function Deliveries({ id }: { id: string }) {
  const { webhook } = useApi<typeof noticesContract>()
  const queries = useQueryClient()
  const toast = useToast()
  const list = useInfiniteQuery({
    ...webhook.deliveries.infiniteOptions({
      input: (cursor: string | undefined) => ({ id, ...(cursor ? { cursor } : {}) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next,
    }),
    // A delivery under way soon has its outcome.
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.deliveries.some((one) => one.state === 'waiting' && one.attempts === 0) ? 2000 : false,
  })
  const retry = useMutation(
    webhook.retry.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: webhook.key() }),
      onError: (error) => toast({ title: errorSentence(error), tone: 'error' }),
    }),
  )
  const deliveries = list.data?.pages.flatMap((page) => page.deliveries) ?? []
  return (
    <section className="mt-10">
      <SectionHeading
        actions={
          <Button size="small" onClick={() => list.refetch()}>
            最新の状態にする
          </Button>
        }
      >
        送信の記録
      </SectionHeading>
      {list.isPending ? (
        <Skeleton lines={6} />
      ) : list.isError ? (
        <ErrorState onRetry={() => list.refetch()} requestId={problemIn(list.error)?.request_id}>
          {errorSentence(list.error)}
        </ErrorState>
      ) : (
        <Table
          caption="送信の記録"
          captionHidden
          rows={deliveries}
          rowKey={(delivery) => delivery.id}
          instead={deliveries.length === 0 && <EmptyState title="まだ何も送っていません" />}
          columns={[
            {
              key: 'at',
              header: '日時',
              rowHeader: true,
              cell: ({ createdAt }) => <Time at={createdAt} relative={false} />,
            },
            { key: 'event', header: '出来事', cell: ({ event }) => webhookEventNames[event as WebhookEvent] ?? event },
            {
              key: 'state',
              header: '結果',
              cell: ({ state }) => <StatusBadge tone={badges[state].tone}>{badges[state].label}</StatusBadge>,
            },
            { key: 'attempts', header: '送った回数', numeric: true, cell: ({ attempts }) => attempts },
            {
              key: 'why',
              header: 'くわしく',
              cell: ({ lastError, nextAt, state }) => (
                <>
                  {lastError && <span className="block">{reason(lastError)}</span>}
                  {state === 'waiting' && lastError && nextAt && (
                    <span className="block">
                      次に送る日時：
                      <Time at={nextAt} relative={false} />
                    </span>
                  )}
                </>
              ),
            },
            {
              key: 'retry',
              header: '操作',
              cell: (delivery) =>
                delivery.state !== 'delivered' && (
                  <Button size="small" onClick={() => retry.mutate({ deliveryId: delivery.id })}>
                    もう一度送る
                  </Button>
                ),
            },
          ]}
        />
      )}
      {list.hasNextPage && (
        <div className="mt-6 text-center">
          <Button pending={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            さらに表示する
          </Button>
        </div>
      )}
    </section>
  )
}
