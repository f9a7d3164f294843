import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { FileField, fileFault } from '../../../ui/file-field.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { Table } from '../../../ui/table.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useProfiles } from './use-profiles.ts'

/** Evidence from a file: see what would come and what is wrong, then take it in whole. */
export default function EvidenceImport() {
  const api = useProfiles()
  const queries = useQueryClient()
  const toast = useToast()
  const [file, setFile] = useState<File>()
  const [fault, setFault] = useState<string>()
  const check = useMutation(api.evidence.check.mutationOptions())
  const take = useMutation(
    api.evidence.import.mutationOptions({
      onSuccess: async ({ recorded, people }) => {
        check.reset()
        await queries.invalidateQueries({ queryKey: api.evidence.key() })
        toast({ title: `${formatNumber(people)}人の${formatNumber(recorded)}件を取り込みました。`, tone: 'success' })
      },
    }),
  )
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const wrong = await fileFault(file)
    setFault(wrong)
    if (file && !wrong) check.mutate({ file })
  }
  const failure = take.error ?? check.error
  const found = check.data
  return (
    <>
      <PageHeading
        title="スキルの根拠を取り込む"
        lead="研修の修了や資格など、ほかで記録した一覧（CSV、Excel）を、まとめて根拠にします。まず点検し、直すところがなくなったら取り込みます。"
      />
      <form noValidate className="flex max-w-form flex-col gap-6" onSubmit={submit}>
        {failure && <NotificationBanner tone="error" title={errorSentence(failure)} live />}
        <FileField
          label="ファイル"
          support="列は「職員番号」「スキル」「水準」「日付」「備考」。スキルは名前でもコードでもかまいません。水準は0から4、日付は2026-04-01のように書きます。"
          accept=".csv,.tsv,.txt,.xlsx"
          error={fault}
          onChoose={(chosen) => {
            setFile(chosen)
            setFault(undefined)
            check.reset()
            take.reset()
          }}
        />
        <div>
          <Button
            type="submit"
            variant={found ? 'secondary' : 'primary'}
            pending={check.isPending}
            pendingLabel="点検しています"
          >
            点検する
          </Button>
        </div>
      </form>
      {found && (
        <section className="mt-10 flex flex-col gap-6" aria-labelledby="found">
          <SectionHeading id="found">点検の結果</SectionHeading>
          {found.refusedCount > 0 ? (
            <>
              <NotificationBanner
                tone="warning"
                live
                title={`直すところが${formatNumber(found.refusedCount)}件あります`}
              >
                ファイルを直して、もう一度点検してください。まだ何も取り込んでいません。
              </NotificationBanner>
              <Table
                caption="直すところ"
                rowKey={({ line, column, message }) => `${line} ${column} ${message}`}
                rows={found.refused}
                columns={[
                  { key: 'line', header: '行', rowHeader: true, numeric: true, cell: ({ line }) => line },
                  { key: 'column', header: '列', cell: ({ column }) => column },
                  { key: 'message', header: '直し方', cell: ({ message }) => message },
                ]}
                narrow="cards"
              />
            </>
          ) : (
            <>
              <p role="status" className="text-std-16N-170">
                {formatNumber(found.people)}人の{formatNumber(found.rows)}件（新しく加わるのは
                {formatNumber(found.fresh)}
                件、すでにあるのは{formatNumber(found.known)}件。文字コード：{found.encoding}）
              </p>
              <div>
                <Button
                  variant="primary"
                  disabled={found.fresh === 0 || !file}
                  pending={take.isPending}
                  pendingLabel="取り込んでいます"
                  onClick={() => file && take.mutate({ file })}
                >
                  {formatNumber(found.fresh)}件を取り込む
                </Button>
              </div>
            </>
          )}
        </section>
      )}
    </>
  )
}
