import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/dialog.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useCommunity } from './use-community.ts'

/** The person's own feed address: made, shown once, renewed, stopped. */
export default function Feed() {
  const { feed } = useCommunity()
  const queries = useQueryClient()
  const toast = useToast()
  const [asking, setAsking] = useState<'renew' | 'stop'>()
  const state = useQuery(feed.get.queryOptions({ input: {} }))
  const again = () => {
    setAsking(undefined)
    return queries.invalidateQueries({ queryKey: feed.key() })
  }
  const make = useMutation(feed.create.mutationOptions({ onSuccess: again }))
  const stop = useMutation(
    feed.remove.mutationOptions({
      onSuccess: () => {
        make.reset()
        toast({ title: '新着フィードを止めました', tone: 'success' })
        return again()
      },
    }),
  )
  const failure = make.error ?? stop.error
  const held = state.data?.feed
  return (
    <div className="max-w-form">
      <PageHeading
        title="新着フィード"
        lead="新しい話題をフィードリーダー（RSS・Atom）で、自分の研修の日程をOutlookなどのカレンダーで受け取るためのURLです。"
      />
      {failure && <NotificationBanner tone="error" title={errorSentence(failure)} live />}
      {state.isPending && <Skeleton lines={4} />}
      {state.isError && <ErrorState onRetry={() => state.refetch()}>{errorSentence(state.error)}</ErrorState>}
      {make.data && (
        <NotificationBanner tone="success" title="URLができました" live>
          <p className="mb-3">
            この画面を離れると、もう表示できません。今すぐフィードリーダーに登録してください。欄を選ぶと全体が選ばれるので、Ctrl+C（Macは⌘+C）でコピーできます。
          </p>
          <TextField
            label="自分のフィードのURL"
            readOnly
            value={make.data.url}
            onFocus={(event) => event.currentTarget.select()}
            onClick={(event) => event.currentTarget.select()}
          />
          <TextField
            label="自分の研修の日程のURL（カレンダーに登録）"
            readOnly
            value={make.data.calendarUrl}
            onFocus={(event) => event.currentTarget.select()}
            onClick={(event) => event.currentTarget.select()}
          />
        </NotificationBanner>
      )}
      {state.data && (
        <>
          {held ? (
            <dl className="my-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-std-16N-170">
              <dt>作成</dt>
              <dd>
                <Time at={held.createdAt} />
              </dd>
              <dt>期限</dt>
              <dd>
                <Time at={held.expiresAt} relative={false} />
              </dd>
              <dt>最後の利用</dt>
              <dd>{held.lastUsedAt ? <Time at={held.lastUsedAt} /> : 'まだありません'}</dd>
            </dl>
          ) : (
            <p className="my-4 text-std-16N-170">まだURLを作っていません。</p>
          )}
          <p className="mb-4 text-std-16N-170">
            URLを知っている人は、あなたが読める話題の題名と内容を読めます。人に渡さないでください。
          </p>
          <div className="flex flex-wrap gap-3">
            <Button
              variant={held ? 'secondary' : 'primary'}
              pending={make.isPending}
              onClick={() => (held ? setAsking('renew') : make.mutate({}))}
            >
              {held ? 'URLを作り直す' : 'URLを作る'}
            </Button>
            {held && <Button onClick={() => setAsking('stop')}>URLを止める</Button>}
          </div>
        </>
      )}
      <p className="mt-8">
        <TextLink href="/settings/notices">お知らせの設定に戻る</TextLink>
      </p>
      <ConfirmDialog
        title={asking === 'stop' ? 'URLを止めますか' : 'URLを作り直しますか'}
        open={asking !== undefined}
        confirm={asking === 'stop' ? '止める' : '作り直す'}
        danger={asking === 'stop'}
        pending={make.isPending || stop.isPending}
        onConfirm={() => (asking === 'stop' ? stop : make).mutate({})}
        onClose={() => setAsking(undefined)}
      >
        今のURLは使えなくなります。
        {asking === 'renew' && '新しいURLを、フィードリーダーに登録し直してください。'}
      </ConfirmDialog>
    </div>
  )
}
