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
    ({ name, above, leaders }) =>
      (!bare || leaders.length === 0) &&
      [name, above, ...leaders.map((one) => one.name)].some((text) => text.includes(words)),
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
    { key: 'people', header: '職員', numeric: true, cell: ({ people }) => `${formatNumber(people)}人` },
    {
      key: 'leaders',
      header: 'DX推進リーダー',
      cell: ({ leaders }) =>
        leaders.length === 0 ? (
          <StatusBadge tone="warning">いません</StatusBadge>
        ) : (
          <ul className="flex flex-col gap-1">
            {leaders.map(({ id, name, to, endsSoon }) => (
              <li key={id} className="flex flex-wrap items-center gap-2">
                {name}（{formatDate(to)}まで）
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
      <PageHeading
        title="DX推進リーダー"
        lead="任期は3年度です。異動しても任期は続き、異動先の所属のリーダーになります。立候補には所属長の許可が、推薦には本人の同意が要ります。"
      />
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
            リーダーのいない所属だけ
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
              {formatNumber(coverage.data.sections.length)}の所属のうち、{formatNumber(coverage.data.covered)}
              にリーダーがいます。
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
