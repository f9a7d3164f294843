import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors, problemIn } from '../../../ui/api.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { FileField, fileFault } from '../../../ui/file-field.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { Table } from '../../../ui/table.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { DifferenceView } from './difference-view.tsx'
import { pathOf, useChange, useFramework } from './use-framework.ts'

/** A framework from a file: see what would come and what is wrong, then take it in whole, as a draft. */
export default function Import() {
  const api = useFramework()
  const navigate = useNavigate()
  const toast = useToast()
  const [file, setFile] = useState<File>()
  const [fault, setFault] = useState<string>()
  const [version, setVersion] = useState('')
  const check = useMutation(api.framework.check.mutationOptions())
  const take = useChange(api.framework.import.call, async ({ id }) => {
    toast({ title: '下書きとして取り込みました', tone: 'success' })
    await navigate({ to: pathOf({ id }, 'edit') } as never)
  })
  const send = async (to: { mutate: (input: { file: File; version?: string }) => void }) => {
    const wrong = await fileFault(file)
    setFault(wrong)
    if (file && !wrong) to.mutate({ file, ...(version.trim() ? { version } : {}) })
  }
  const restart = () => {
    check.reset()
    take.reset()
  }
  const failure = take.error ?? check.error
  const found = check.data
  const taken = found?.versionTaken || problemIn(take.error)?.reason === 'version-taken'
  const versionError =
    fieldErrors(failure)['version'] ??
    (taken ? 'この版の名前はもう使われています。別の名前を入力してください。' : undefined)
  return (
    <>
      <Breadcrumb trail={[{ label: 'スキルの枠組み', href: '/frameworks' }, { label: 'ファイルから取り込む' }]} />
      <PageHeading
        title="枠組みを取り込む"
        lead="書き出したファイル（CSV、Excel、JSON）を直して取り込むと、新しい下書きになります。いまある版は変わりません。"
      />
      <form
        noValidate
        className="flex max-w-form flex-col gap-6"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          void send(check)
        }}
      >
        {failure && !versionError && <NotificationBanner tone="error" title={errorSentence(failure)} live />}
        <FileField
          label="ファイル"
          support="CSV（UTF-8、シフトJIS）、Excel（.xlsx）、JSON。見出しの行と、スキルのコードは変えないでください。"
          accept=".csv,.tsv,.txt,.xlsx,.json"
          error={fault}
          onChoose={(chosen) => {
            setFile(chosen)
            setFault(undefined)
            restart()
          }}
        />
        <TextField
          label="取り込んでできる版の名前"
          support="空のままなら、ファイルに書かれた版の名前になります。例：1.1"
          value={version}
          error={versionError}
          onChange={(event) => {
            setVersion(event.target.value)
            restart()
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
              <NotificationBanner tone="warning" live title={`直すところが${found.refusedCount}件あります`}>
                ファイルを直して、もう一度点検してください。まだ何も取り込んでいません。
              </NotificationBanner>
              <Table
                caption="直すところ"
                rowKey={({ line, column, message }) => `${line} ${column} ${message}`}
                rows={found.refused}
                columns={[
                  { key: 'line', header: '行', rowHeader: true, cell: ({ line }) => line ?? '－' },
                  { key: 'column', header: '列', cell: ({ column }) => column },
                  { key: 'message', header: '直し方', cell: ({ message }) => message },
                ]}
              />
            </>
          ) : (
            found.found && (
              <>
                <p role="status" className="text-std-16N-170">
                  「{found.found.name}（版 {found.found.version}）」：{found.found.areas}領域、{found.found.skills}
                  スキル、
                  {found.found.profiles}の目標像（文字コード：{found.encoding}）
                </p>
                {found.difference ? (
                  <DifferenceView difference={found.difference} before="使用中の版" after="取り込む内容" />
                ) : (
                  <p className="text-std-16N-170">
                    コード「{found.found.code}」の枠組みは、まだありません。新しい枠組みになります。
                  </p>
                )}
                <div>
                  <Button
                    variant="primary"
                    size="large"
                    disabled={taken}
                    pending={take.isPending}
                    pendingLabel="取り込んでいます"
                    onClick={() => void send(take)}
                  >
                    下書きとして取り込む
                  </Button>
                </div>
              </>
            )
          )}
        </section>
      )}
    </>
  )
}
