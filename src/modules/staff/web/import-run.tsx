import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { ImportDifference } from './import-difference.tsx'
import { MapColumns } from './import-mapping.tsx'
import { ImportSteps } from './import-steps.tsx'
import type { Checked, Resumed } from './import-types.ts'
import { useStaff } from './shared.ts'

/** One import from its columns to its end, wherever the server says it is. */
export function ImportRun({ id, onAgain }: { id: string; onAgain: () => void }) {
  const api = useStaff()
  const queries = useQueryClient()
  const options = api.staffImport.resume.queryOptions({ input: { id }, staleTime: Number.POSITIVE_INFINITY })
  const resumed = useQuery(options)
  const [remapping, setRemapping] = useState(false)
  const [stopped, setStopped] = useState(false)
  // Also after an error: the answer may be lost on its way while the server goes on.
  const applying = useMutation(api.staffImport.apply.mutationOptions({ onSettled: () => queries.invalidateQueries() }))
  if (resumed.isPending) return <Skeleton lines={6} />
  if (resumed.isError) {
    const gone = ['missing', 'invalid'].includes(problemIn(resumed.error)?.code ?? '')
    if (!gone) return <ErrorState onRetry={() => void resumed.refetch()}>{errorSentence(resumed.error)}</ErrorState>
    return (
      <EmptyState title="この取り込みはもうありません" actions={<Button onClick={onAgain}>ファイルを選ぶ</Button>}>
        反映しないまま1日が過ぎると片付けます。もう一度ファイルを選んでください。
      </EmptyState>
    )
  }
  const { kind, fileName, status, stalled, read, checked, total } = resumed.data
  const running = applying.isPending || (status === 'applying' && !stalled)
  const step = status === 'applied' ? 4 : running ? 3 : checked && !remapping ? 2 : 1
  const apply = () => {
    setStopped(false)
    applying.mutate({ id })
  }
  const keep = (mapping: Record<string, number>, result: Checked) => {
    queries.setQueryData(options.queryKey, (now: Resumed | undefined) =>
      now?.read
        ? { ...now, status: 'checked' as const, stalled: false, read: { ...now.read, mapping }, checked: result }
        : now,
    )
    setRemapping(false)
    setStopped(false)
    applying.reset()
  }
  return (
    <>
      <ImportSteps current={step} />
      {step === 1 && read && (
        <MapColumns read={{ ...read, kind, fileName }} checked={checked} onBack={onAgain} onChecked={keep} />
      )}
      {step === 2 && read && checked && (
        <>
          {(applying.isError || stopped || stalled) && (
            <div className="mb-6">
              <NotificationBanner
                tone="error"
                live
                title={applying.isError ? errorSentence(applying.error) : '反映は、途中で止まりました。'}
              >
                何も反映されていません。{!applying.isError && '内容を確かめて、もう一度反映してください。'}
              </NotificationBanner>
            </div>
          )}
          <ImportDifference
            read={{ ...read, kind, fileName }}
            checked={checked}
            onBack={() => setRemapping(true)}
            onApply={apply}
          />
        </>
      )}
      {step === 3 && (
        <Applying
          id={id}
          onOver={(how) => {
            if (applying.isPending) return
            setStopped(how !== 'applied')
            void queries.invalidateQueries()
          }}
        />
      )}
      {step === 4 && (
        <NotificationBanner
          tone="success"
          live
          title={`${total.toLocaleString()} 件の変更を反映しました`}
          actions={<Button onClick={onAgain}>続けて別のファイルを取り込む</Button>}
        >
          <TextLink href={kind === 'people' ? '/people' : '/sections'}>
            {kind === 'people' ? '職員名簿を見る' : '組織を見る'}
          </TextLink>
        </NotificationBanner>
      )}
    </>
  )
}

/** How far it is, asked of the server: whoever began it may have closed their page. */
function Applying({ id, onOver }: { id: string; onOver: (status: string) => void }) {
  const { data } = useQuery(
    useStaff().staffImport.get.queryOptions({ input: { id }, staleTime: 0, gcTime: 0, refetchInterval: 700 }),
  )
  const over = data && (data.status !== 'applying' || data.stalled) ? data.status : undefined
  const tell = useEffectEvent(onOver)
  useEffect(() => {
    if (over) tell(over)
  }, [over])
  return (
    <Progress
      label="反映しています"
      value={data?.status === 'applying' ? data.done : undefined}
      max={Math.max(1, data?.total ?? 1)}
      detail={
        data
          ? `${data.done.toLocaleString()} / ${data.total.toLocaleString()} 件。この画面を閉じても続きます。途中で失敗したときは、すべて元のままです。`
          : undefined
      }
    />
  )
}
