import { type ReactNode, useId, useState } from 'react'
import { classNames } from './class-names.ts'
import { ArrowDownIcon, ArrowUpIcon, SortIcon } from './icons.tsx'
import { Select } from './select.tsx'

export type Sort = { column: string; descending: boolean }
export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Sorts here in the browser; with `onSort` on the table only marks the column as sortable. */
  compare?: ((a: Row, b: Row) => number) | undefined
  numeric?: boolean
  rowHeader?: boolean
}
export type TableProps<Row> = {
  caption: string
  captionHidden?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  sort?: Sort | undefined
  /** The server sorts: rows are shown as they come. */
  onSort?: ((sort: Sort) => void) | undefined
  /** Under 768 px each row becomes a card; wide matrices scroll sideways instead. */
  narrow?: 'cards' | 'scroll'
  /** Shown in place of rows: a Skeleton, an ErrorState, an EmptyState. */
  instead?: ReactNode
  busy?: boolean
}

export const byText =
  <Row,>(of: (row: Row) => string) =>
  (a: Row, b: Row) =>
    of(a).localeCompare(of(b), 'ja')
export const byNumber =
  <Row,>(of: (row: Row) => number) =>
  (a: Row, b: Row) =>
    of(a) - of(b)

function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | undefined) {
  const compare = columns.find((column) => column.key === sort?.column)?.compare
  if (!sort || !compare) return rows
  return rows.toSorted((a, b) => (sort.descending ? compare(b, a) : compare(a, b)))
}

export function Table<Row>(props: TableProps<Row>) {
  const { caption, captionHidden, columns, rows, rowKey, onSort, narrow = 'cards', instead, busy } = props
  const [own, setOwn] = useState(props.sort)
  const id = useId()
  const sort = onSort ? props.sort : own
  const change = onSort ?? setOwn
  const shown = onSort ? rows : sorted(rows, columns, sort)
  const cards = narrow === 'cards'
  return (
    <div className="flex flex-col gap-3">
      {cards && !instead && <NarrowSort columns={columns} sort={sort} onSort={change} />}
      <section
        aria-labelledby={id}
        aria-busy={busy || undefined}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="overflow-x-auto"
      >
        <table className={classNames('w-full border-collapse text-dns-16N-130', cards && 'max-md:block')}>
          <caption
            id={id}
            className={classNames(
              'pb-3 text-left text-std-17B-170',
              captionHidden && 'sr-only',
              cards && 'max-md:block',
            )}
          >
            {caption}
          </caption>
          <thead className={cards ? 'max-md:sr-only' : undefined}>
            <tr className="border-b-2 border-solid-gray-600 bg-solid-gray-50">
              {columns.map((column) => (
                <HeaderCell key={column.key} column={column} sort={sort} onSort={change} />
              ))}
            </tr>
          </thead>
          {!instead && (
            <tbody className={cards ? 'max-md:flex max-md:flex-col max-md:gap-3' : undefined}>
              {shown.map((row) => (
                <BodyRow key={rowKey(row)} row={row} columns={columns} cards={cards} />
              ))}
            </tbody>
          )}
        </table>
        {instead && <div className="py-4">{instead}</div>}
      </section>
    </div>
  )
}

type HeaderCellProps<Row> = { column: Column<Row>; sort: Sort | undefined; onSort: (sort: Sort) => void }

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const current = sort?.column === column.key ? sort : undefined
  const Icon = current ? (current.descending ? ArrowDownIcon : ArrowUpIcon) : SortIcon
  const order = current && (current.descending ? 'descending' : 'ascending')
  return (
    <th
      scope="col"
      aria-sort={order}
      className={classNames('p-0 text-dns-16B-130', column.numeric ? 'text-right' : 'text-left')}
    >
      {column.compare ? (
        <button
          type="button"
          onClick={() => onSort({ column: column.key, descending: current ? !current.descending : false })}
          className="focus-inside inline-flex min-h-11 items-center gap-1 px-3 py-2 underline underline-offset-4 hover:bg-solid-gray-100"
        >
          {column.header}
          <Icon className="size-4" />
        </button>
      ) : (
        <span className="inline-block px-3 py-3">{column.header}</span>
      )}
    </th>
  )
}

function BodyRow<Row>({ row, columns, cards }: { row: Row; columns: readonly Column<Row>[]; cards: boolean }) {
  const card = 'max-md:block max-md:rounded-8 max-md:border max-md:border-solid-gray-420 max-md:py-2'
  return (
    <tr className={classNames('border-b border-solid-gray-420 hover:bg-solid-gray-50', cards && card)}>
      {columns.map((column) => {
        const Cell = column.rowHeader ? 'th' : 'td'
        return (
          <Cell
            key={column.key}
            scope={column.rowHeader ? 'row' : undefined}
            className={classNames(
              'px-3 py-3 align-top',
              column.rowHeader && 'text-dns-16B-130',
              column.numeric ? 'text-right tabular-nums' : 'text-left',
              cards && 'max-md:flex max-md:gap-3 max-md:py-1.5 max-md:text-left',
            )}
          >
            {cards && (
              <span aria-hidden="true" className="w-28 shrink-0 text-dns-14N-130 text-solid-gray-700 md:hidden">
                {column.header}
              </span>
            )}
            {cards ? <div className="min-w-0 flex-1">{column.cell(row)}</div> : column.cell(row)}
          </Cell>
        )
      })}
    </tr>
  )
}

/** Where rows are cards there is no header row to press. */
function NarrowSort<Row>(props: Omit<HeaderCellProps<Row>, 'column'> & { columns: readonly Column<Row>[] }) {
  const { columns, sort, onSort } = props
  const choices = columns
    .filter((column) => column.compare)
    .flatMap(({ key, header }) => [
      { value: `${key} up`, label: `${header}：小さい順・あいうえお順` },
      { value: `${key} down`, label: `${header}：大きい順・逆順` },
    ])
  if (choices.length === 0) return null
  return (
    <Select
      className="md:hidden"
      label="並べ替え"
      choices={choices}
      placeholder="もとの順"
      value={sort ? `${sort.column} ${sort.descending ? 'down' : 'up'}` : ''}
      onChange={(event) => {
        const [column, order] = event.target.value.split(' ')
        if (column) onSort({ column, descending: order === 'down' })
      }}
    />
  )
}
