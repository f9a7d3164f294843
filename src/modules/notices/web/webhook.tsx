import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { errorSentence, problemIn, useApi } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { DescriptionList } from '../../../ui/card.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { webhookEventNames } from '../contract/kinds.ts'
import type { noticesContract } from '../contract.ts'
import { Deliveries } from './deliveries.tsx'
import { SecretDialog, WebhookForm } from './webhook-form.tsx'

/** One webhook: its settings, a test, and what was sent. */
export default function Webhook() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { webhook } = useApi<typeof noticesContract>()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const [open, setOpen] = useState<'edit' | 'remove' | 'renew'>()
  const [secret, setSecret] = useState<string>()
  const list = useQuery(webhook.list.queryOptions({ input: {} }))
  const refresh = () => queries.invalidateQueries({ queryKey: webhook.key() })
  const onError = (error: unknown) => toast({ title: errorSentence(error), tone: 'error' })
  const update = useMutation(
    webhook.update.mutationOptions({
      onSuccess: (changed) => {
        setOpen(undefined)
        setSecret(changed.secret)
        return refresh()
      },
    }),
  )
  const remove = useMutation(
    webhook.remove.mutationOptions({ onSuccess: () => refresh().then(() => navigate({ href: '/webhooks' })), onError }),
  )
  const test = useMutation(
    webhook.test.mutationOptions({
      onSuccess: () => {
        toast({ title: '試験の送信を始めました。結果は送信の記録に出ます。' })
        return refresh()
      },
      onError,
    }),
  )
  if (list.isPending) return <Skeleton lines={8} />
  const hook = list.data?.webhooks.find((one) => one.id === id)
  if (!hook) {
    return (
      <ErrorState onRetry={() => list.refetch()} requestId={problemIn(list.error)?.request_id}>
        {list.error ? errorSentence(list.error) : 'この外部連携は見つかりませんでした。削除された可能性があります。'}
      </ErrorState>
    )
  }
  return (
    <>
      <PageHeading
        title={hook.name}
        actions={
          <>
            <Button pending={test.isPending} disabled={!hook.active} onClick={() => test.mutate({ id })}>
              試しに送る
            </Button>
            <Button
              variant="primary"
              onClick={() => {
                update.reset()
                setOpen('edit')
              }}
            >
              設定を変える
            </Button>
          </>
        }
      />
      <DescriptionList
        items={[
          { term: '送り先', description: <span className="break-all">{hook.url}</span> },
          {
            term: '送る形',
            description: hook.format === 'text' ? 'チャット向け（1つの文）' : 'システム向け（項目別）',
          },
          { term: '知らせる出来事', description: hook.events.map((event) => webhookEventNames[event]).join('、') },
          { term: '状態', description: hook.active ? '使用中' : '休止中' },
        ]}
      />
      <div className="mt-4 flex flex-wrap gap-3">
        <Button variant="text" onClick={() => setOpen('renew')}>
          署名の鍵を作り直す
        </Button>
        <Button variant="text" onClick={() => setOpen('remove')}>
          この連携を削除する
        </Button>
      </div>
      <Deliveries id={id} />
      {open === 'edit' && (
        <WebhookForm
          title="外部連携の設定を変える"
          initial={hook}
          pending={update.isPending}
          error={update.error}
          onSave={({ name, url, format, events, active }) => update.mutate({ id, name, url, format, events, active })}
          onClose={() => setOpen(undefined)}
        />
      )}
      <ConfirmDialog
        title="署名の鍵を作り直しますか"
        open={open === 'renew'}
        confirm="作り直す"
        pending={update.isPending}
        onConfirm={() => update.mutate({ id, newSecret: true }, { onError })}
        onClose={() => setOpen(undefined)}
      >
        今の鍵は使えなくなります。受け取る側のシステムにも、新しい鍵を設定してください。
      </ConfirmDialog>
      <ConfirmDialog
        title="この外部連携を削除しますか"
        open={open === 'remove'}
        confirm="削除する"
        danger
        pending={remove.isPending}
        onConfirm={() => remove.mutate({ id })}
        onClose={() => setOpen(undefined)}
      >
        送信の記録も消えます。しばらく止めるだけなら、「設定を変える」で休止できます。
      </ConfirmDialog>
      {secret && <SecretDialog secret={secret} onClose={() => setSecret(undefined)} />}
    </>
  )
}
