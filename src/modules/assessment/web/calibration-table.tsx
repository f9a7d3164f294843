import { Button } from '../../../ui/button.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { TextLink } from '../../../ui/link.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { itemStateNames } from '../contract/names.ts'
import type { Report } from './use-assessment.ts'

type Row = Report['items'][number]

const hundredth = (value: number) => value.toFixed(2)
const percent = (value: number | null) => (value === null ? '－' : `${Math.round(value * 100)}%`)
/** Of an item with several thresholds, the middle. */
const difficulty = (b: readonly number[]) => b.reduce((sum, one) => sum + one, 0) / b.length

/** A misfit so unlikely among items that fit. */
const misfit = 0.01

interface CalibrationTableProps {
  items: readonly Row[]
  onChoose: (code: string) => void
}

/** Every item of an area with how it works; one at a time is drawn over it. */
export function CalibrationTable({ items, onChoose }: CalibrationTableProps) {
  const columns: Column<Row>[] = [
    {
      key: 'code',
      header: '問題',
      rowHeader: true,
      compare: (a, b) => a.code.localeCompare(b.code),
      cell: ({ code, stem, state, level }) => (
        <span className="flex min-w-64 flex-col gap-1">
          <TextLink href={`/items/${code}`}>{stem.length > 44 ? `${stem.slice(0, 44)}…` : stem}</TextLink>
          <span className="text-dns-14N-130 text-solid-gray-700">
            {code}　水準{level}　{itemStateNames[state]}
          </span>
        </span>
      ),
    },
    {
      key: 'answers',
      header: '答え',
      numeric: true,
      compare: (a, b) => a.answers - b.answers,
      cell: ({ answers, seconds }) => (
        <>
          {formatNumber(answers)}件
          {seconds !== null && (
            <span className="block text-dns-14N-130 text-solid-gray-700">約{Math.round(seconds)}秒</span>
          )}
        </>
      ),
    },
    {
      key: 'right',
      header: '正答率',
      numeric: true,
      compare: (a, b) => (a.right ?? -1) - (b.right ?? -1),
      cell: ({ right }) => percent(right),
    },
    {
      key: 'exposure',
      header: '出題率',
      numeric: true,
      compare: (a, b) => a.exposure - b.exposure,
      cell: ({ exposure }) => percent(exposure),
    },
    {
      key: 'difficulty',
      header: '難しさ',
      numeric: true,
      compare: (a, b) => difficulty(a.parameters.b) - difficulty(b.parameters.b),
      cell: ({ parameters }) => (
        <>
          {hundredth(difficulty(parameters.b))}
          <span className="block text-dns-14N-130 text-solid-gray-700">{parameters.calibrated ? '計算' : '想定'}</span>
        </>
      ),
    },
    {
      key: 'found',
      header: '計算結果',
      numeric: true,
      cell: ({ found }) =>
        found === null ? (
          '－'
        ) : (
          <>
            {hundredth(difficulty(found.b))}
            {found.errors && (
              <span className="block text-dns-14N-130 text-solid-gray-700">
                ±{hundredth(difficulty(found.errors.b))}
              </span>
            )}
          </>
        ),
    },
    {
      key: 'fit',
      header: '働き',
      cell: ({ found }) =>
        found?.fit === undefined || found.fit === null ? (
          '－'
        ) : found.fit < misfit ? (
          <StatusBadge tone="warning">見直す</StatusBadge>
        ) : (
          <StatusBadge tone="success">よい</StatusBadge>
        ),
    },
    {
      key: 'plot',
      header: '図',
      cell: ({ code }) => (
        <Button size="small" variant="text" aria-label={`${code}を図で見る`} onClick={() => onChoose(code)}>
          見る
        </Button>
      ),
    },
  ]
  return (
    <Table
      caption="問題ごとの働き"
      captionHidden
      columns={columns}
      rows={items}
      rowKey={({ code }) => code}
      narrow="cards"
    />
  )
}
