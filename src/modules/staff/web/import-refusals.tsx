import { useState } from 'react'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Checked, Kind, Refused } from './import-types.ts'
import { shownDay } from './shared.ts'

const perPage = 50

/** A day we say ourselves, in words; what is quoted from the file stays as it stands there. */
const inWords = (message: string) =>
  message.replace(/(?<!「)\b(\d{4}-\d{2}-\d{2})\b ?/g, (_, day: string) => shownDay(day))

type Props = { summary: Checked['summary']; refusals: readonly Refused[]; of: Kind }

/** Every line that holds the file back: where, whom it is about and why, narrowed by column and by name. */
export function ImportRefusals({ summary, refusals, of }: Props) {
  const [column, setColumn] = useState('')
  const [typed, setTyped] = useState('')
  const [query, setQuery] = useState('')
  const [page, setPage] = useState(1)
  const columns = Map.groupBy(refusals, (refusal) => refusal.column)
  const found = refusals
    .map((refusal, i) => ({ ...refusal, key: String(i) }))
    .filter((one) => !column || one.column === column)
    .filter((one) => !query || one.who.includes(query) || String(one.line) === query)
  return (
    <section className="flex flex-col gap-4">
      <NotificationBanner
        tone="error"
        title={`受け付けられないところが ${summary.refused.toLocaleString()} 件あります`}
        live
      >
        1件でもあると、何も反映しません。元のファイルを直して、もう一度読み取ってください。
        {summary.refused > refusals.length && `（初めの ${refusals.length.toLocaleString()} 件を表示しています）`}
      </NotificationBanner>
      {refusals.length > 10 && (
        <div className="grid items-end gap-4 md:grid-cols-2">
          <Select
            label="直す列"
            placeholder={`すべて（${refusals.length.toLocaleString()}）`}
            choices={[...columns].map(([value, { length }]) => ({
              value,
              label: `${value}（${length.toLocaleString()}）`,
            }))}
            value={column}
            onChange={(event) => {
              setColumn(event.target.value)
              setPage(1)
            }}
          />
          <SearchBox
            label={of === 'people' ? '氏名・職員番号・行の番号' : '所属名・所属コード・行の番号'}
            value={typed}
            onChange={setTyped}
            onSearch={(words) => {
              setQuery(words)
              setPage(1)
            }}
          />
        </div>
      )}
      <Table
        caption="受け付けられないところ"
        captionHidden
        rows={found.slice((page - 1) * perPage, page * perPage)}
        rowKey={(row) => row.key}
        instead={found.length === 0 ? <EmptyState title="当てはまる行はありません" /> : undefined}
        columns={[
          {
            key: 'line',
            header: '行',
            numeric: true,
            rowHeader: true,
            cell: ({ line }) => (line > 0 ? line.toLocaleString() : 'ファイル外'),
          },
          {
            key: 'who',
            header: of === 'people' ? '職員' : '所属',
            cell: ({ who }) => <span className="break-words">{who || '—'}</span>,
          },
          { key: 'column', header: '列', cell: (row) => row.column },
          { key: 'message', header: '理由', cell: ({ message }) => inWords(message) },
        ]}
      />
      <Pagination
        page={page}
        pages={Math.ceil(found.length / perPage)}
        onPage={setPage}
        label="受け付けられないところのページ送り"
      />
    </section>
  )
}
