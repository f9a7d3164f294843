import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { newId } from '../../../kernel/id.ts'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ConfirmDialog, Dialog } from '../../../ui/dialog.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { BarChart } from '../../../ui/figure/bar-chart.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Time } from '../../../ui/time.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { leastAnswers } from '../contract/calibration.ts'
import { CalibrationTable } from './calibration-table.tsx'
import { ItemCurve } from './item-curve.tsx'
import { type Report, useAssessment } from './use-assessment.ts'

/** 問題の働き: how items are answered, how often they are given, and what the calibrator makes of it. */
export default function CalibrationPage() {
  const api = useAssessment()
  const navigate = useNavigate()
  const { area } = useSearch({ strict: false }) as { area?: unknown }
  const input = typeof area === 'string' ? { area } : {}
  const report = useQuery(
    api.calibration.report.queryOptions({
      input,
      refetchInterval: ({ state }) => (state.data?.run?.state === 'waiting' ? 2000 : false),
    }),
  )
  return (
    <>
      <PageHeading
        title="問題の働き"
        lead="どの問題が、どれくらい出て、どう答えられているかを示します。答えがたまったら、難しさを計算して使い始められます。"
      />
      {report.isPending && <Skeleton lines={12} />}
      {report.error && (
        <ErrorState onRetry={() => report.refetch()} requestId={problemIn(report.error)?.request_id}>
          {errorSentence(report.error)}
        </ErrorState>
      )}
      {report.data && (
        <div className="flex flex-col gap-10">
          <Select
            label="領域"
            value={report.data.area}
            choices={report.data.areas.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(event) => void navigate({ to: '/calibration', search: { area: event.target.value } } as never)}
          />
          <Run key={report.data.run?.id ?? report.data.area} report={report.data} />
          <Shown report={report.data} />
        </div>
      )}
    </>
  )
}

/** The last run, and the two things to do: work out, and take into use. */
function Run({ report: { area, run, items } }: { report: Report }) {
  const api = useAssessment()
  const queries = useQueryClient()
  const toast = useToast()
  const [anchored, setAnchored] = useState(true)
  const [adopting, setAdopting] = useState(false)
  const id = useRef(newId())
  const again = () => queries.invalidateQueries({ queryKey: api.calibration.key() })
  const start = useMutation(api.calibration.run.mutationOptions({ onSuccess: again }))
  const adopt = useMutation(
    api.calibration.adopt.mutationOptions({
      onSuccess: async ({ adopted }) => {
        setAdopting(false)
        await again()
        toast({ title: `${adopted}問の難しさを使い始めました。`, tone: 'success' })
      },
    }),
  )
  const waiting = run?.state === 'waiting'
  const enough = items.filter(({ found }) => (found?.answers ?? 0) >= leastAnswers).length
  const answered = items.some(({ answers }) => answers > 0)
  return (
    <section aria-labelledby="run" className="flex flex-col gap-4">
      <SectionHeading id="run">難しさの計算</SectionHeading>
      <p role="status">
        {!run && 'まだ計算していません。今の難しさは、問題を書いた人の想定です。'}
        {waiting && '計算しています。終わると、この画面に表示します。'}
        {run?.state === 'failed' && '計算できませんでした。もう一度お試しください。'}
        {run?.state === 'done' && run.doneAt && (
          <>
            <Time at={run.doneAt} />
            に、{formatNumber(run.people ?? 0)}回分の答えから計算しました。
            {run.adoptedAt
              ? '結果を使っています。'
              : `${leastAnswers}人以上が答えた問題は${enough}問です。使い始めるまで、出題は変わりません。`}
          </>
        )}
      </p>
      {start.error && <NotificationBanner tone="error" title={errorSentence(start.error)} live />}
      <Checkbox
        checked={anchored}
        onChange={(event) => setAnchored(event.target.checked)}
        support="外すと、すべての問題を計算し直します。以前の結果と目盛りがずれることがあります。"
      >
        前に計算した問題を基準にして、新しい問題だけを計算する
      </Checkbox>
      <div className="flex flex-wrap gap-3">
        <Button
          pending={start.isPending || waiting}
          disabled={!answered}
          onClick={() => start.mutate({ id: id.current, area, anchored })}
        >
          難しさを計算する
        </Button>
        {run?.state === 'done' && !run.adoptedAt && (
          <Button variant="primary" disabled={enough === 0} onClick={() => setAdopting(true)}>
            計算した難しさを使い始める
          </Button>
        )}
      </div>
      <ConfirmDialog
        title="計算した難しさを使い始めますか"
        open={adopting}
        confirm="使い始める"
        pending={adopt.isPending}
        onClose={() => setAdopting(false)}
        onConfirm={() => run && adopt.mutate({ id: run.id })}
      >
        <p>{enough}問の難しさが変わります。これから受ける診断に使われ、すでに終わった診断の結果は変わりません。</p>
        {adopt.error && <NotificationBanner tone="error" title={errorSentence(adopt.error)} live />}
      </ConfirmDialog>
    </section>
  )
}

/** The share of tests above which an item is called worn: whoever comes later has heard of it. */
const wornShare = 0.6

function Shown({ report }: { report: Report }) {
  const { items, tests, people } = report
  const given = items.filter(({ answers }) => answers > 0)
  const [chosen, setChosen] = useState<string>()
  const shown = items.find(({ code }) => code === chosen)
  if (items.length === 0) return <EmptyState title="この領域の問題が、まだありません" />
  const worn = items.filter(({ exposure }) => exposure > wornShare)
  const unused = items.filter(({ exposure, state }) => exposure === 0 && state === 'active')
  return (
    <>
      <section aria-labelledby="exposure" className="flex flex-col gap-4">
        <SectionHeading id="exposure">出題の偏り</SectionHeading>
        <p>
          この1年で{formatNumber(people)}人が{formatNumber(tests)}回受けました。
          {tests > 0 &&
            `${Math.round(wornShare * 100)}%を超える回に出た問題が${worn.length}問、一度も出ていない問題が${unused.length}問あります。`}
        </p>
        {given.length > 0 && (
          <Disclosure summary="問題ごとの出題率を図で見る">
            <BarChart
              title="出題率"
              description="この1年の診断のうち、その問題が出た回の割合です。高いほど、内容が知られやすくなります。"
              name="問題"
              unit="%"
              bars={given
                .toSorted((a, b) => b.exposure - a.exposure)
                .map(({ code, exposure }) => ({ label: code, value: Math.round(exposure * 100) }))}
            />
          </Disclosure>
        )}
      </section>
      <div className="flex flex-col gap-4">
        <SectionHeading>問題ごとの働き</SectionHeading>
        <CalibrationTable items={items} onChoose={setChosen} />
      </div>
      {shown && (
        <Dialog title="想定と実際" wide open onClose={() => setChosen(undefined)}>
          <ItemCurve {...shown} />
        </Dialog>
      )}
    </>
  )
}
