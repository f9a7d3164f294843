import { useQuery } from '@tanstack/react-query'
import { errorSentence } from '../../../ui/api.tsx'
import { Card } from '../../../ui/card.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { ErrorState } from '../../../ui/page-state.tsx'
import { Skeleton } from '../../../ui/spinner.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { axisNames } from '../contract/names.ts'
import { useCommunity } from './use-community.ts'

type Totals = Awaited<ReturnType<ReturnType<typeof useCommunity>['practice']['totals']['call']>>
type Axis = Totals['axes'][number]

const hoursWords = (hours: number | null) => (hours === null ? 'まだ測っていません' : `${formatNumber(hours)}時間`)

const columns: Column<Axis>[] = [
  { key: 'axis', header: '何を良くしたか', rowHeader: true, cell: ({ axis }) => (axis ? axisNames[axis] : '未設定') },
  { key: 'practices', header: '事例', numeric: true, cell: ({ practices }) => formatNumber(practices) },
  { key: 'adoptions', header: '採用（のべ）', numeric: true, cell: ({ adoptions }) => formatNumber(adoptions) },
  { key: 'hours', header: '削減時間（年間）', numeric: true, cell: ({ hoursSaved }) => hoursWords(hoursSaved) },
  { key: 'measured', header: '計測', numeric: true, cell: ({ measured }) => `${formatNumber(measured)}件` },
  { key: 'unmeasured', header: '未計測', numeric: true, cell: ({ unmeasured }) => `${formatNumber(unmeasured)}件` },
]

/** Headline totals with the table beside them: what was measured is summed, what was not is counted apart. */
export function PracticeTotals() {
  const api = useCommunity()
  const totals = useQuery(api.practice.totals.queryOptions())
  if (totals.isPending) return <Skeleton lines={4} />
  if (totals.error) return <ErrorState onRetry={() => totals.refetch()}>{errorSentence(totals.error)}</ErrorState>
  const { practices, adoptions, sections, hoursSaved, measured, unmeasured, axes } = totals.data
  if (practices === 0) return null
  const figures = [
    { name: '事例', value: `${formatNumber(practices)}件`, note: '見ることができる事例の数' },
    { name: '採用した所属', value: `${formatNumber(sections)}所属`, note: `のべ${formatNumber(adoptions)}件の採用` },
    {
      name: '削減時間（年間）',
      value: hoursWords(hoursSaved),
      note: `測った${formatNumber(measured)}件の合計。ほかに未計測が${formatNumber(unmeasured)}件`,
    },
  ]
  return (
    <section aria-label="広がりと効果" className="mb-8">
      <dl className="grid gap-4 sm:grid-cols-3">
        {figures.map(({ name, value, note }) => (
          <Card key={name}>
            <dt className="text-std-16B-170">{name}</dt>
            <dd className="my-1 text-std-24B-150">{value}</dd>
            <dd className="text-dns-14N-130 text-solid-gray-700">{note}</dd>
          </Card>
        ))}
      </dl>
      <div className="mt-4">
        <Disclosure summary="内訳を表で見る">
          <Table
            caption="何を良くしたかごとの広がりと効果"
            columns={columns}
            rows={axes}
            rowKey={({ axis }) => axis ?? 'none'}
          />
          <p className="mt-2 text-dns-14N-130 text-solid-gray-700">
            計測と未計測の数には、事例を始めた所属と採用した所属の両方を数えます。
          </p>
        </Disclosure>
      </div>
    </section>
  )
}
