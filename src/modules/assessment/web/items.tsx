import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { errorSentence, problemIn } from '../../../ui/api.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading } from '../../../ui/page-heading.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Select } from '../../../ui/select.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { type ItemKind, type ItemState, itemKindNames, itemStateNames } from '../contract/names.ts'
import { ItemStateBadge } from './item-state-badge.tsx'
import { type Items, useAssessment } from './use-assessment.ts'

type Filter = { skill?: string; state?: ItemState; kind?: ItemKind; page?: number }

/** 診断の問題: every item of the bank, found by skill, state and kind. */
export default function ItemsPage() {
  const api = useAssessment()
  const navigate = useNavigate()
  const filter = useSearch({ strict: false }) as Filter
  const { skill, state, kind, page = 1 } = filter
  const input = { page, ...(skill ? { skill } : {}), ...(state ? { state } : {}), ...(kind ? { kind } : {}) }
  const items = useQuery({ ...api.item.list.queryOptions({ input }), placeholderData: keepPreviousData })
  // Undefined takes a filter out of the address.
  const show = (next: Filter) =>
    void navigate({ to: '/items', search: { ...filter, page: undefined, ...next } } as never)
  const choices = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  return (
    <>
      <PageHeading
        title="診断の問題"
        lead="スキル診断で出る問題です。正解を含むため、DX推進課だけが見られます。"
        actions={
          <span className="flex flex-wrap gap-4">
            <TextLink href="/items/new">問題をつくる</TextLink>
            <TextLink href="/calibration">問題の働きを見る</TextLink>
          </span>
        }
      />
      {items.error && (
        <ErrorState onRetry={() => items.refetch()} requestId={problemIn(items.error)?.request_id}>
          {errorSentence(items.error)}
        </ErrorState>
      )}
      <div className="mb-6 grid gap-4 md:grid-cols-3">
        <Select
          label="スキル"
          placeholder="すべて"
          value={skill ?? ''}
          choices={(items.data?.skills ?? []).map(({ code, name, inUse, waiting }) => ({
            value: code,
            label: `${name}（出題中 ${inUse}${waiting > 0 ? `、準備中 ${waiting}` : ''}）`,
          }))}
          onChange={(event) => show({ skill: event.target.value || undefined } as Filter)}
        />
        <Select
          label="状態"
          placeholder="すべて"
          value={state ?? ''}
          choices={choices(itemStateNames)}
          onChange={(event) => show({ state: event.target.value || undefined } as Filter)}
        />
        <Select
          label="種類"
          placeholder="すべて"
          value={kind ?? ''}
          choices={choices(itemKindNames)}
          onChange={(event) => show({ kind: event.target.value || undefined } as Filter)}
        />
      </div>
      {items.isPending && <Skeleton lines={12} />}
      {items.data && (
        <>
          <p role="status" className="mb-3">
            {formatNumber(items.data.total)}問
          </p>
          {items.data.total === 0 ? (
            <EmptyState title="当てはまる問題がありません">条件を変えてください。</EmptyState>
          ) : (
            <Table
              caption="診断の問題"
              captionHidden
              columns={columns}
              rows={items.data.items}
              rowKey={({ code }) => code}
              narrow="cards"
            />
          )}
          <div className="mt-6">
            <Pagination
              page={page}
              pages={Math.ceil(items.data.total / items.data.pageSize)}
              onPage={(next) => show({ page: next })}
            />
          </div>
        </>
      )}
    </>
  )
}

const columns: Column<Items['items'][number]>[] = [
  {
    key: 'stem',
    header: '問題',
    rowHeader: true,
    cell: ({ code, stem, skillName }) => (
      <span className="flex min-w-64 flex-col gap-1">
        <TextLink href={`/items/${code}`}>{stem.length > 60 ? `${stem.slice(0, 60)}…` : stem}</TextLink>
        <span className="text-dns-14N-130 text-solid-gray-700">
          {skillName}　{code}
        </span>
      </span>
    ),
  },
  { key: 'level', header: '水準', numeric: true, cell: ({ level }) => level },
  { key: 'kind', header: '種類', cell: ({ kind }) => itemKindNames[kind] },
  { key: 'state', header: '状態', cell: ({ state }) => <ItemStateBadge state={state} /> },
  { key: 'answers', header: '答え', numeric: true, cell: ({ answers }) => `${formatNumber(answers)}件` },
  {
    key: 'right',
    header: '正答率',
    numeric: true,
    cell: ({ right }) => (right === null ? '－' : `${Math.round(right * 100)}%`),
  },
]
