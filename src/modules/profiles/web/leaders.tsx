import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { formatDate, formatNumber } from '../../../ui/format.ts'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { EndTermDialog } from './end-term-dialog.tsx'
import { LeaderRulesShown } from './leader-rules.tsx'
import { Nominations } from './nominations.tsx'
import { type Coverage, useProfiles } from './use-profiles.ts'

type Section = Coverage['sections'][number]

/** DX推進リーダー: where there is one, who waits for an answer, and how to become one. */
export default function Leaders() {
  const api = useProfiles()
  const [on, setOn] = useState('')
  const [bare, setBare] = useState(false)
  const [words, setWords] = useState('')
  const [ending, setEnding] = useState<{ id: string; name: string }>()
  const coverage = useQuery(api.leader.coverage.queryOptions({ input: on ? { on } : {} }))
  const open = useQuery(api.leader.open.queryOptions({ input: {} }))
  const appoints = open.data?.appoints ?? false
  const sections = (coverage.data?.sections ?? []).filter(
    ({ name, above, leaders, covered }) =>
      (!bare || !covered) && [name, above, ...leaders.map((one) => one.name)].some((text) => text.includes(words)),
  )
  const columns: Column<Section>[] = [
    {
      key: 'name',
      header: '所属',
      rowHeader: true,
      cell: ({ name, above }) => (
        <>
          {name}
          {above && <span className="ml-2 text-solid-gray-700">{above}</span>}
        </>
      ),
    },
    {
      key: 'people',
      header: '職員',
      numeric: true,
      cell: ({ people }) => <span className="whitespace-nowrap">{formatNumber(people)}人</span>,
    },
    {
      key: 'leaders',
      header: 'DX推進リーダー',
      cell: ({ leaders, covered }) =>
        leaders.length === 0 ? (
          <StatusBadge tone="warning">いません</StatusBadge>
        ) : (
          <ul className="flex flex-col gap-1">
            {!covered && (
              <li>
                <StatusBadge tone="warning">足りません</StatusBadge>
              </li>
            )}
            {leaders.map(({ id, name, to, endsSoon, movedFrom }) => (
              <li key={id} className="flex flex-wrap items-center gap-2">
                {name}（{formatDate(to)}まで）
                {movedFrom && <span className="text-solid-gray-700">{movedFrom}から異動</span>}
                {endsSoon && <StatusBadge tone="warning">まもなく終わり</StatusBadge>}
                {appoints && (
                  <Button size="small" onClick={() => setEnding({ id, name })}>
                    {name}さんの任を解く
                  </Button>
                )}
              </li>
            ))}
          </ul>
        ),
    },
  ]
  return (
    <>
      <PageHeading title="DX推進リーダー" lead="所属で業務改革を進め、職員と専門の人をつなぐ職員です。" />
      {coverage.data && <LeaderRulesShown rules={coverage.data.rules} mayChange={appoints} />}
      {open.data && <Nominations open={open.data} />}
      {open.error && <ErrorState onRetry={() => open.refetch()}>{errorSentence(open.error)}</ErrorState>}
      <section className="mt-10" aria-labelledby="coverage">
        <SectionHeading id="coverage">所属ごとの配置</SectionHeading>
        <div className="mb-4 flex flex-wrap items-end gap-6">
          <TextField
            label="所属か名前で絞り込む"
            value={words}
            onChange={(event) => setWords(event.target.value.trim())}
          />
          <TextField
            label="この日の配置"
            type="date"
            support="空なら今日"
            value={on}
            onChange={(event) => setOn(event.target.value)}
          />
          <Checkbox checked={bare} onChange={(event) => setBare(event.target.checked)}>
            リーダーが足りない所属だけ
          </Checkbox>
        </div>
        {coverage.isPending && <Skeleton lines={10} />}
        {coverage.error && (
          <ErrorState onRetry={() => coverage.refetch()} requestId={problemIn(coverage.error)?.request_id}>
            {errorSentence(coverage.error)}
          </ErrorState>
        )}
        {coverage.data && (
          <>
            <p role="status" className="mb-3">
              {coverage.data.among === 'own' && '自分の所属と、所属長として受け持つ所属を表示しています。'}
              所属{formatNumber(coverage.data.sections.length)}のうち、リーダーが足りているのは
              {formatNumber(coverage.data.covered)}です。
            </p>
            {sections.length === 0 ? (
              <EmptyState title="当てはまる所属がありません">条件を変えてみてください。</EmptyState>
            ) : (
              <Table
                caption="所属ごとのDX推進リーダー"
                captionHidden
                columns={columns}
                rows={sections}
                rowKey={({ id }) => id}
                narrow="cards"
              />
            )}
          </>
        )}
      </section>
      {ending && <EndTermDialog term={ending} onClose={() => setEnding(undefined)} />}
    </>
  )
}
