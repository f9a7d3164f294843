import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button, buttonLook } from '../../../ui/button.tsx'
import { Item, ItemList } from '../../../ui/card.tsx'
import { ToggleChip } from '../../../ui/chip.tsx'
import { isComposing } from '../../../ui/ime.ts'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { askStateNames } from '../contract/names.ts'
import { useCommunity } from './use-community.ts'

/** Questions put to the reader: answer, or pass on with one key (x) while the question has the focus. */
export default function Asks() {
  const api = useCommunity()
  const queries = useQueryClient()
  const toast = useToast()
  const [open, setOpen] = useState(true)
  const asks = useQuery(api.ask.list.queryOptions({ input: { open, limit: 50 } }))
  const decline = useMutation(
    api.ask.decline.mutationOptions({
      onSuccess: () => {
        toast({ title: '見送りました。次の人に届きます。', tone: 'success' })
        void queries.invalidateQueries()
      },
    }),
  )
  return (
    <>
      <PageHeading
        title="あなたに届いた質問"
        actions={<TextLink href="/helper">受け取る件数や分野を決める</TextLink>}
        lead="答えられるときだけで大丈夫です。見送ると、次に詳しい人へすぐに届きます。"
      />
      <div className="mb-6 flex gap-3">
        <ToggleChip selected={open} onChange={() => setOpen(true)}>
          回答待ち
        </ToggleChip>
        <ToggleChip selected={!open} onChange={() => setOpen(false)}>
          終わったもの
        </ToggleChip>
      </div>
      {decline.error && <NotificationBanner tone="error" title={errorSentence(decline.error)} live />}
      {asks.isPending && <Skeleton lines={6} />}
      {asks.error && <ErrorState onRetry={() => asks.refetch()}>{errorSentence(asks.error)}</ErrorState>}
      {asks.data?.asks.length === 0 && <EmptyState title={open ? '今は届いていません' : 'まだありません'} />}
      {asks.data && asks.data.asks.length > 0 && (
        <ItemList label="届いた質問">
          {asks.data.asks.map(({ id, topic, state, reasons, dueAt }) => (
            <Item
              level={2}
              key={id}
              title={topic.title}
              badges={
                <StatusBadge tone={state === 'asked' ? 'information' : 'neutral'}>{askStateNames[state]}</StatusBadge>
              }
              facts={
                <>
                  <span>
                    めやす：
                    <Time at={dueAt} />
                  </span>
                  {reasons[0]?.details[0] && (
                    <span>あなたに届いた理由：{reasons[0].details.slice(0, 2).join('、')}</span>
                  )}
                </>
              }
            >
              {state === 'asked' && (
                // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside have the focus; x is their shortcut
                <div
                  className="mt-2 flex flex-wrap gap-3"
                  onKeyDown={(event) =>
                    !isComposing(event) && event.key === 'x' && !decline.isPending && decline.mutate({ id })
                  }
                >
                  <a href={`/topics/${topic.id}`} className={buttonLook({ variant: 'primary', size: 'small' })}>
                    読んで答える
                  </a>
                  <Button size="small" aria-keyshortcuts="x" onClick={() => decline.mutate({ id })}>
                    見送る（x）
                  </Button>
                </div>
              )}
            </Item>
          ))}
        </ItemList>
      )}
    </>
  )
}
