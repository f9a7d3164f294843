import { useQuery, useQueryClient } from '@tanstack/react-query'
import { TextLink } from '../../../ui/link.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { Table } from '../../../ui/table.tsx'
import { Time } from '../../../ui/time.tsx'
import { ChooseFile } from './import-file.tsx'
import { ImportRun } from './import-run.tsx'
import { ImportSteps } from './import-steps.tsx'
import { kindWords, type Read } from './import-types.ts'
import { useAddress, useStaff } from './shared.ts'

/**
 * 取り込み: file → columns → dry run → apply → done. Nothing is written before the last button. Which import it is
 * stands in the address, everything else on the server: who loads the page again finds where they were.
 */
export default function Imports() {
  const api = useStaff()
  const queries = useQueryClient()
  const [chosen, choose] = useAddress<'import'>()
  const begin = ({ kind, fileName, ...read }: Read) => {
    const fresh = { kind, fileName, status: 'read' as const, stalled: false, done: 0, total: 0, read }
    queries.setQueryData(api.staffImport.resume.queryKey({ input: { id: read.id } }), fresh)
    choose({ import: read.id })
  }
  return (
    <>
      <PageHeading
        title="職員・組織の取り込み"
        lead="CSVやExcelの一覧から、職員の配属や組織をまとめて登録します。「反映する」を押すまで、何も変わりません。"
      />
      {chosen.import ? (
        <ImportRun key={chosen.import} id={chosen.import} onAgain={() => choose({ import: '' })} />
      ) : (
        <>
          <ImportSteps current={0} />
          <ChooseFile onRead={begin} />
          <Past />
        </>
      )}
    </>
  )
}

const statuses: Record<string, string> = {
  read: '読み取りまで',
  checked: '点検まで',
  applying: '反映中',
  applied: '反映済み',
}

function Past() {
  const list = useQuery(useStaff().staffImport.list.queryOptions())
  const imports = list.data?.imports ?? []
  if (imports.length === 0) return null
  return (
    <section className="mt-12">
      <SectionHeading>これまでの取り込み</SectionHeading>
      <p className="mb-3">反映していないものは、読み取った翌日に片付けます。</p>
      <Table
        caption="これまでの取り込み"
        captionHidden
        rows={imports}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'file',
            header: 'ファイル',
            rowHeader: true,
            cell: (row) => <span className="break-all">{row.fileName}</span>,
          },
          { key: 'kind', header: '内容', cell: (row) => kindWords[row.kind].name },
          { key: 'rows', header: '行数', numeric: true, cell: (row) => row.rows.toLocaleString() },
          {
            key: 'status',
            header: '状態',
            cell: (row) => (
              <>
                {statuses[row.status] ?? row.status}
                {row.status !== 'applied' && (
                  <TextLink className="block" href={`/staff-imports?import=${row.id}`}>
                    続きを開く<span className="sr-only">（{row.fileName}）</span>
                  </TextLink>
                )}
              </>
            ),
          },
          { key: 'by', header: '取り込んだ人', cell: (row) => row.by },
          { key: 'at', header: '日時', cell: (row) => <Time at={row.appliedAt ?? row.at} relative={false} /> },
        ]}
      />
    </section>
  )
}
