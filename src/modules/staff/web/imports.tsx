import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { Table } from '../../../ui/table.tsx'
import { Time } from '../../../ui/time.tsx'
import { ImportDifference } from './import-difference.tsx'
import { ChooseFile } from './import-file.tsx'
import { MapColumns } from './import-mapping.tsx'
import { ImportSteps } from './import-steps.tsx'
import { type Checked, kindWords, type Read } from './import-types.ts'
import { useStaff } from './shared.ts'

/** 取り込み: file → columns → dry run → apply → done. Nothing is written before the last button. */
export default function Imports() {
  const api = useStaff()
  const queries = useQueryClient()
  const [read, setRead] = useState<Read>()
  const [checked, setChecked] = useState<Checked>()
  const applying = useMutation(api.staffImport.apply.mutationOptions({ onSuccess: () => queries.invalidateQueries() }))
  const progress = useQuery(
    api.staffImport.get.queryOptions({
      input: { id: read?.id ?? '' },
      enabled: applying.isPending,
      refetchInterval: 700,
    }),
  )
  const again = () => {
    setRead(undefined)
    setChecked(undefined)
    applying.reset()
  }
  const step = applying.isSuccess ? 4 : applying.isPending ? 3 : checked ? 2 : read ? 1 : 0

  return (
    <>
      <PageHeading
        title="職員・組織の取り込み"
        lead="CSVやExcelの一覧から、職員の配属や組織をまとめて登録します。「反映する」を押すまで、何も変わりません。"
      />
      <ImportSteps current={step} />
      {!read && <ChooseFile onRead={setRead} />}
      {read && !checked && <MapColumns read={read} onBack={again} onChecked={setChecked} />}
      {read && checked && !applying.isPending && !applying.isSuccess && (
        <>
          {applying.isError && (
            <div className="mb-6">
              <NotificationBanner tone="error" title={errorSentence(applying.error)} live>
                何も反映されていません。
              </NotificationBanner>
            </div>
          )}
          <ImportDifference
            read={read}
            checked={checked}
            onBack={() => {
              applying.reset()
              setChecked(undefined)
            }}
            onApply={() => applying.mutate({ id: read.id })}
          />
        </>
      )}
      {applying.isPending && (
        <Progress
          label="反映しています"
          value={progress.data?.status === 'applying' ? progress.data.done : undefined}
          max={Math.max(1, progress.data?.total ?? 1)}
          detail={
            progress.data
              ? `${progress.data.done.toLocaleString()} / ${progress.data.total.toLocaleString()} 件。この画面を閉じても続きます。途中で失敗したときは、すべて元のままです。`
              : undefined
          }
        />
      )}
      {read && applying.isSuccess && (
        <NotificationBanner
          tone="success"
          live
          title={`${applying.data.applied.toLocaleString()} 件の変更を反映しました`}
          actions={<Button onClick={again}>続けて別のファイルを取り込む</Button>}
        >
          <TextLink href={read.kind === 'people' ? '/people' : '/sections'}>
            {read.kind === 'people' ? '職員名簿を見る' : '組織を見る'}
          </TextLink>
        </NotificationBanner>
      )}
      {step === 0 && <Past />}
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
          { key: 'status', header: '状態', cell: (row) => statuses[row.status] ?? row.status },
          { key: 'by', header: '取り込んだ人', cell: (row) => row.by },
          { key: 'at', header: '日時', cell: (row) => <Time at={row.appliedAt ?? row.at} relative={false} /> },
        ]}
      />
    </section>
  )
}
