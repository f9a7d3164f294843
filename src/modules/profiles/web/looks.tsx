import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { Table } from '../../../ui/table.tsx'
import { Time } from '../../../ui/time.tsx'
import { purposeNames, reachNames, type View, viewerNames, viewers, viewNames, views } from '../contract/names.ts'
import { access } from '../rules/access.ts'
import { useProfiles } from './use-profiles.ts'

/** Who looked at my skills and why, and who may at all. */
export default function Looks() {
  const api = useProfiles()
  const [page, setPage] = useState(1)
  const list = useQuery(api.profile.looks.queryOptions({ input: { page } }))
  return (
    <>
      <PageHeading title="誰が見たか" lead="あなたのスキルを見た人と、その目的です。" />
      {list.isPending && <Skeleton lines={6} />}
      {list.error && <ErrorState onRetry={() => list.refetch()}>{errorSentence(list.error)}</ErrorState>}
      {list.data?.total === 0 && <EmptyState title="まだ誰も見ていません" />}
      {list.data && list.data.total > 0 && (
        <>
          <p role="status" className="mb-3">
            {formatNumber(list.data.total)}回
          </p>
          <Table
            caption="見た人の記録（新しい順）"
            columns={[
              { key: 'at', header: '日時', cell: (row) => <Time at={row.at} relative={false} /> },
              { key: 'by', header: '見た人', cell: (row) => row.by },
              { key: 'as', header: '役割', cell: (row) => viewerNames[row.as] },
              { key: 'view', header: '見たもの', cell: (row) => viewNames[row.view as View] ?? row.view },
              { key: 'purpose', header: '目的', cell: (row) => (row.purpose ? purposeNames[row.purpose] : '—') },
            ]}
            rows={list.data.looks}
            rowKey={(row) => row.id}
          />
          <div className="mt-6">
            <Pagination page={page} pages={Math.ceil(list.data.total / list.data.pageSize)} onPage={setPage} />
          </div>
        </>
      )}
      <section className="mt-10" aria-labelledby="matrix">
        <SectionHeading id="matrix">誰に、どこまで見えるか</SectionHeading>
        <Table
          caption="役割ごとの見える範囲"
          columns={[
            { key: 'viewer', header: '役割', cell: (viewer) => viewerNames[viewer] },
            ...views.map((view) => ({
              key: view,
              header: viewNames[view],
              cell: (viewer: (typeof viewers)[number]) => reachNames[access[view][viewer]],
            })),
          ]}
          rows={viewers}
          rowKey={(viewer) => viewer}
        />
      </section>
    </>
  )
}
