import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { veiledName } from '../contract/names.ts'
import { DayField, PersonField } from './fields.tsx'
import { useAddress, useStaff } from './shared.ts'

/** 監査記録: who did what to whom; looking leaves a row too, so nothing is fetched again on its own. */
export default function Audit() {
  const api = useStaff()
  const [chosen, choose] = useAddress<'operation' | 'person' | 'from' | 'to'>()
  const [typed, setTyped] = useState(chosen.operation ?? '')
  const filter = {
    ...(chosen.operation ? { operation: chosen.operation } : {}),
    ...(chosen.person ? { personId: chosen.person } : {}),
    ...(chosen.from ? { from: chosen.from } : {}),
    ...(chosen.to ? { to: chosen.to } : {}),
  }
  const list = useInfiniteQuery(
    api.audit.list.infiniteOptions({
      input: (before: number | undefined) => ({ ...filter, ...(before ? { before } : {}) }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: (page) => page.next,
      placeholderData: (before) => before,
      staleTime: Number.POSITIVE_INFINITY,
    }),
  )
  const entries = list.data?.pages.flatMap((page) => page.entries) ?? []
  type Entry = (typeof entries)[number]

  const columns: Column<Entry>[] = [
    {
      key: 'at',
      header: '日時',
      rowHeader: true,
      cell: ({ at, seq }) => (
        <>
          {formatDateTime(at)}
          <span className="block text-dns-14N-130 font-normal text-solid-gray-700">{seq} 番</span>
        </>
      ),
    },
    {
      key: 'actor',
      header: '行った人',
      cell: ({ actor, veiled }) => (actor ? actor.name || '（登録なし）' : veiled ? veiledName : 'システム'),
    },
    {
      key: 'operation',
      header: '操作',
      cell: ({ label, operation }) => (
        <>
          {label}
          <span className="block text-dns-14N-130 break-all text-solid-gray-700">{operation}</span>
        </>
      ),
    },
    {
      key: 'subjects',
      header: '対象と内容',
      cell: ({ subjects, detail, request }) => (
        <>
          <Subjects subjects={subjects} />
          {Object.entries(detail).map(([name, value]) => (
            <span key={name} className="block break-all">
              {name}：{typeof value === 'string' ? value : JSON.stringify(value)}
            </span>
          ))}
          {request && <span className="block text-dns-14N-130 break-all text-solid-gray-700">受付番号 {request}</span>}
        </>
      ),
    },
  ]

  return (
    <>
      <PageHeading
        title="監査記録"
        lead="データの変更・書き出しと、個人の情報を見たことの記録です。この画面を見たことも、記録に残ります。"
        actions={
          <ExportButton
            title="監査記録を書き出す"
            askReason
            run={(format, reason) => api.audit.export.call({ ...filter, format, reason })}
          />
        }
      />
      <div className="mb-6 flex flex-col gap-4">
        <SearchBox
          label="操作の名前の一部"
          value={typed}
          onChange={setTyped}
          onSearch={(operation) => choose({ operation })}
        />
        <div className="grid gap-4 md:grid-cols-3">
          <PersonField
            label="行った人・対象の人"
            value={chosen.person ?? null}
            onChange={(id) => choose({ person: id ?? '' })}
          />
          <DayField label="この日から" value={chosen.from ?? ''} onChange={(from) => choose({ from })} />
          <DayField label="この日まで" value={chosen.to ?? ''} onChange={(to) => choose({ to })} />
        </div>
      </div>
      <Table
        caption="監査記録（新しい順）"
        columns={columns}
        rows={entries}
        rowKey={({ seq }) => String(seq)}
        busy={list.isFetching}
        instead={
          list.isPending ? (
            <Skeleton lines={6} />
          ) : list.isError && entries.length === 0 ? (
            <ErrorState onRetry={() => void list.refetch()}>{errorSentence(list.error)}</ErrorState>
          ) : entries.length === 0 ? (
            <EmptyState title="当てはまる記録がありません">日付や人の絞り込みを外してみてください。</EmptyState>
          ) : undefined
        }
      />
      {list.hasNextPage && (
        <div className="mt-6 flex justify-center">
          <Button pending={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            さらに表示する
          </Button>
        </div>
      )}
    </>
  )
}

function Subjects({ subjects }: { subjects: readonly { id: string; name: string | null }[] }) {
  const shown = subjects.slice(0, 5)
  return (
    <>
      {shown.map(({ id, name }) => (
        <span key={id} className="block break-all">
          {name ?? id}
        </span>
      ))}
      {subjects.length > shown.length && <span className="block">ほか {subjects.length - shown.length} 件</span>}
    </>
  )
}
