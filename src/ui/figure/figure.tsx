import { type ReactNode, useId, useState } from 'react'
import { Button } from '../button.tsx'
import { formatNumber } from '../format.ts'
import { DownloadIcon, TableIcon } from '../icons.tsx'
import { EmptyState } from '../page-state.tsx'
import { saveFile } from '../save-file.ts'
import { Table } from '../table.tsx'
import { useToast } from '../toast.tsx'
import { type FigureTable, toCsv } from './table-data.ts'
import { toPng } from './to-png.ts'
import { useWidth } from './width.ts'

export type FigureProps = {
  title: string
  /** What one sees in it, and how sure and how old it is. */
  description: ReactNode
  table: FigureTable
  /** Draws for the width it is given; `labelled` names the drawing. */
  children: (width: number, labelled: string) => ReactNode
}

/** A chart that always has its table, and both can be taken away. */
export function Figure({ title, description, table, children }: FigureProps) {
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  const [frame, width] = useWidth<HTMLDivElement>()
  const toast = useToast()
  const empty = table.rows.length === 0
  const savePng = async () => {
    const svg = frame.current?.querySelector('svg')
    if (!svg) return
    try {
      saveFile(`${title}.png`, await toPng(svg))
    } catch {
      toast({ title: '画像を作れませんでした', tone: 'error', detail: '表に切り替えて、CSVで保存してください。' })
    }
  }
  return (
    <figure className="flex min-w-0 flex-col gap-3">
      <figcaption>
        <p id={`${id}-title`} className="text-std-18B-160">
          {title}
        </p>
        <div className="text-std-16N-170 text-solid-gray-700">{description}</div>
      </figcaption>
      <div ref={frame} className="min-w-0">
        {empty && <EmptyState title="表示できるデータがまだありません" />}
        {!empty && !asTable && children(width, `${id}-title`)}
        {!empty && asTable && <DataTable title={title} table={table} />}
      </div>
      {!empty && (
        <div className="flex flex-wrap gap-2">
          <Button
            size="small"
            variant="text"
            icon={<TableIcon className="size-5" />}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? '図で見る' : '表で見る'}
          </Button>
          <Button
            size="small"
            variant="text"
            icon={<DownloadIcon className="size-5" />}
            onClick={() => saveFile(`${title}.csv`, new Blob([toCsv(table)], { type: 'text/csv' }))}
          >
            CSVで保存
          </Button>
          {!asTable && (
            <Button
              size="small"
              variant="text"
              icon={<DownloadIcon className="size-5" />}
              onClick={() => void savePng()}
            >
              画像で保存
            </Button>
          )}
        </div>
      )}
    </figure>
  )
}

function DataTable({ title, table }: { title: string; table: FigureTable }) {
  const text = (cell: string | number | null | undefined) =>
    cell === null || cell === undefined ? '不明' : typeof cell === 'number' ? formatNumber(cell) : cell
  return (
    <Table
      caption={title}
      captionHidden
      narrow="scroll"
      columns={table.columns.map((header, column) => ({
        key: header,
        header,
        rowHeader: column === 0,
        numeric: table.rows.some((row) => typeof row[column] === 'number'),
        cell: (row: FigureTable['rows'][number]) => text(row[column]),
      }))}
      rows={table.rows}
      rowKey={(row) => String(row[0])}
    />
  )
}
