import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Item, ItemList } from '../../../ui/card.tsx'
import { ToggleChip } from '../../../ui/chip.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Time } from '../../../ui/time.tsx'
import { reportReasonNames, reportStateNames } from '../contract/moderation-names.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { authorWords } from './topic-item.tsx'
import { useCommunity } from './use-community.ts'

type Report = Awaited<ReturnType<ReturnType<typeof useCommunity>['report']['list']['call']>>['reports'][number]
type Outcome = 'upheld' | 'dismissed'

/** 通報と見守り: what was reported, and what is to be done with it. */
export default function Moderation() {
  const api = useCommunity()
  const queries = useQueryClient()
  const [state, setState] = useState<'open' | 'closed'>('open')
  const [page, setPage] = useState(1)
  const [deciding, setDeciding] = useState<{ report: Report; outcome: Outcome }>()
  const list = useQuery(api.report.list.queryOptions({ input: { state, page } }))
  const show = (next: 'open' | 'closed') => {
    setState(next)
    setPage(1)
  }
  return (
    <>
      <PageHeading
        title="通報と見守り"
        lead="通報された投稿を確かめ、非表示にするか、そのままにするかを決めます。決めた理由は、通報した人に伝わります。"
      />
      <div className="mb-6 flex flex-wrap gap-3">
        <ToggleChip selected={state === 'open'} onChange={() => show('open')}>
          対応待ち
        </ToggleChip>
        <ToggleChip selected={state === 'closed'} onChange={() => show('closed')}>
          対応したもの
        </ToggleChip>
      </div>
      {list.isPending && <Skeleton lines={6} />}
      {list.error && <ErrorState onRetry={() => list.refetch()}>{errorSentence(list.error)}</ErrorState>}
      {list.data?.reports.length === 0 && (
        <EmptyState title={state === 'open' ? '対応を待つ通報はありません' : 'まだありません'} />
      )}
      {list.data && list.data.total > 0 && (
        <p role="status" className="mb-3 text-std-16N-170">
          {formatNumber(list.data.total)}件
        </p>
      )}
      {list.data && list.data.reports.length > 0 && (
        <ItemList label="通報された投稿">
          {list.data.reports.map((report) => (
            <Item
              key={report.id}
              level={2}
              href={`/topics/${report.topicId}${report.subjectKind === 'topic' ? '' : `#${report.subjectId}`}`}
              title={report.title}
              badges={
                <>
                  <StatusBadge tone={report.state === 'open' ? 'warning' : 'neutral'}>
                    {reportStateNames[report.state]}
                  </StatusBadge>
                  {report.hidden && report.state === 'open' && <StatusBadge>非表示</StatusBadge>}
                  {report.together > 1 && <StatusBadge tone="error">通報 {report.together}件</StatusBadge>}
                </>
              }
              facts={
                <>
                  <span>投稿：{authorWords(report)}</span>
                  <span>通報：{report.reporter}</span>
                  <Time at={report.at} />
                </>
              }
            >
              <p className="text-std-16B-170">{reportReasonNames[report.reason]}</p>
              {report.note && <p className="text-std-16N-170">{report.note}</p>}
              <blockquote className="my-2 line-clamp-4 border-l-4 border-solid-gray-300 pl-4 text-std-16N-170 break-words">
                {report.excerpt}
              </blockquote>
              {report.state === 'open' ? (
                <div className="relative mt-3 flex flex-wrap gap-3">
                  <Button size="small" variant="danger" onClick={() => setDeciding({ report, outcome: 'upheld' })}>
                    非表示にする
                  </Button>
                  <Button size="small" onClick={() => setDeciding({ report, outcome: 'dismissed' })}>
                    そのままにする
                  </Button>
                </div>
              ) : (
                <p className="text-std-16N-170">伝えた理由：{report.answer}</p>
              )}
            </Item>
          ))}
        </ItemList>
      )}
      {list.data && (
        <div className="mt-6">
          <Pagination page={page} pages={Math.ceil(list.data.total / list.data.pageSize)} onPage={setPage} />
        </div>
      )}
      {deciding && (
        <DecideDialog
          {...deciding}
          onClose={() => setDeciding(undefined)}
          onDone={() => {
            setDeciding(undefined)
            void queries.invalidateQueries()
          }}
        />
      )}
    </>
  )
}
