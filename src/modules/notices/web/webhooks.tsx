import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, problemIn, useApi } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Table } from '../../../ui/table.tsx'
import { Time } from '../../../ui/time.tsx'
import { webhookEventNames } from '../contract/kinds.ts'
import type { noticesContract } from '../contract.ts'
import { emptyWebhook, SecretDialog, WebhookForm } from './webhook-form.tsx'

/** Other systems that are told of what happens here. */
export default function Webhooks() {
  const { webhook } = useApi<typeof noticesContract>()
  const queries = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<string>()
  const list = useQuery(webhook.list.queryOptions({ input: {} }))
  const create = useMutation(
    webhook.create.mutationOptions({
      onSuccess: (made) => {
        setAdding(false)
        setSecret(made.secret)
        return queries.invalidateQueries({ queryKey: webhook.key() })
      },
    }),
  )
  const add = (
    <Button
      variant="primary"
      onClick={() => {
        create.reset()
        setAdding(true)
      }}
    >
      外部連携を追加する
    </Button>
  )
  return (
    <>
      <PageHeading
        title="外部連携"
        lead="新しい質問や回答があったことを、庁内チャットなどのほかのシステムへ知らせます。"
        actions={add}
      />
      {list.isPending ? (
        <Skeleton lines={6} />
      ) : list.isError ? (
        <ErrorState onRetry={() => list.refetch()} requestId={problemIn(list.error)?.request_id}>
          {errorSentence(list.error)}
        </ErrorState>
      ) : (
        <Table
          caption="外部連携の一覧"
          captionHidden
          rows={list.data.webhooks}
          rowKey={({ id }) => id}
          instead={
            list.data.webhooks.length === 0 && (
              <EmptyState title="外部連携はまだありません">
                追加すると、選んだ出来事が起きるたびに送り先へ知らせます。
              </EmptyState>
            )
          }
          columns={[
            {
              key: 'name',
              header: '名前',
              rowHeader: true,
              cell: ({ id, name }) => <TextLink href={`/webhooks/${id}`}>{name}</TextLink>,
            },
            { key: 'host', header: '送り先', cell: ({ url }) => URL.parse(url)?.host ?? url },
            {
              key: 'events',
              header: '知らせる出来事',
              cell: ({ events }) => events.map((event) => webhookEventNames[event]).join('、'),
            },
            {
              key: 'state',
              header: '状態',
              cell: ({ active, failed, waiting }) =>
                !active ? (
                  <StatusBadge>休止中</StatusBadge>
                ) : failed > 0 ? (
                  <StatusBadge tone="error">送れなかったもの {failed}件</StatusBadge>
                ) : waiting > 0 ? (
                  <StatusBadge tone="warning">送信待ち {waiting}件</StatusBadge>
                ) : (
                  <StatusBadge tone="success">使用中</StatusBadge>
                ),
            },
            {
              key: 'last',
              header: '最後に届いた日時',
              cell: ({ lastDeliveredAt }) => (lastDeliveredAt ? <Time at={lastDeliveredAt} /> : 'まだありません'),
            },
          ]}
        />
      )}
      {adding && (
        <WebhookForm
          title="外部連携を追加する"
          initial={emptyWebhook}
          pending={create.isPending}
          error={create.error}
          onSave={(fields) => create.mutate(fields)}
          onClose={() => setAdding(false)}
        />
      )}
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  )
}
