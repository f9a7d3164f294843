import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { ExportButton } from '../../../ui/export-button.tsx'
import { FileField, fileFault } from '../../../ui/file-field.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { PageHeading, SectionHeading } from '../../../ui/page-heading.tsx'
import { Select } from '../../../ui/select.tsx'
import { Table } from '../../../ui/table.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { encodingNames } from '../../staff/contract/names.ts'
import { useCommunity } from './use-community.ts'

interface Mapping {
  question: number
  answer: number
}

/** FAQの取り込み: choose a file, see what would happen, then take it in whole. */
export default function Faq() {
  const api = useCommunity()
  const queries = useQueryClient()
  const [file, setFile] = useState<File>()
  const [source, setSource] = useState('')
  const [mapping, setMapping] = useState<Mapping>()
  const [fault, setFault] = useState<string>()
  const check = useMutation(api.faq.check.mutationOptions())
  const apply = useMutation(api.faq.apply.mutationOptions({ onSuccess: () => queries.invalidateQueries() }))
  const input = (chosen: File) => ({ file: chosen, source, ...(mapping ? { mapping } : {}) })
  const restart = () => {
    check.reset()
    apply.reset()
  }
  const send = async (to: typeof check | typeof apply) => {
    const wrong = await fileFault(file)
    setFault(wrong)
    if (file && !wrong) to.mutate(input(file))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(check)
  }
  const found = check.data
  const failure = apply.error ?? check.error
  const errors = fieldErrors(failure)
  const columns = found?.header.map((label, at) => ({ value: String(at), label })) ?? []
  return (
    <>
      <PageHeading
        title="FAQの取り込み"
        lead="いまあるFAQを、質問と回答として取り込みます。もう一度取り込むと、変わったものだけが新しくなります。"
        actions={
          <ExportButton<'jsonl'>
            title="質問と回答を書き出す"
            lead="全職員に公開されている解決済みの質問と、採用された回答です。投稿者の名前は入りません。"
            more={[
              { value: 'jsonl', label: 'JSONL', support: '本文やすべての回答も入ります。ほかのシステムへ渡すとき。' },
            ]}
            run={(format) => api.faq.export.call({ format })}
          />
        }
      />
      <form noValidate className="flex max-w-form flex-col gap-6" onSubmit={submit}>
        {failure && !errors['source'] && <NotificationBanner tone="error" title={errorSentence(failure)} live />}
        <FileField
          label="ファイル"
          support="CSV（UTF-8、シフトJIS）、Excel（.xlsx）、JSONL。「質問」と「回答」の列が要ります。「番号」「タグ」の列もあれば使います。"
          accept=".csv,.tsv,.txt,.xlsx,.jsonl,.json"
          error={fault}
          onChoose={(chosen) => {
            setFile(chosen)
            setMapping(undefined)
            setFault(undefined)
            restart()
          }}
        />
        <TextField
          label="取り込み元の名前"
          required
          support="同じ名前でもう一度取り込むと、同じ番号（なければ同じ質問）のものを更新します。例：市公式サイトのFAQ"
          value={source}
          error={errors['source']}
          onChange={(event) => {
            setSource(event.target.value)
            restart()
          }}
        />
        {found && found.mapping === null && (
          <Card>
            <p className="mb-3 text-std-16N-170">
              見出しから列を決められませんでした。どの列が質問と回答かを選んで、もう一度点検してください。
            </p>
            {(['question', 'answer'] as const).map((field) => (
              <Select
                key={field}
                label={field === 'question' ? '質問の列' : '回答の列'}
                placeholder="選んでください"
                choices={columns}
                value={mapping ? String(mapping[field]) : ''}
                onChange={(event) =>
                  setMapping({ question: 0, answer: 1, ...mapping, [field]: Number(event.target.value) })
                }
              />
            ))}
          </Card>
        )}
        <div>
          <Button
            type="submit"
            variant={found?.mapping ? 'secondary' : 'primary'}
            pending={check.isPending}
            pendingLabel="点検しています"
          >
            点検する
          </Button>
        </div>
      </form>
      {found?.mapping && !apply.data && (
        <section className="mt-10" aria-labelledby="found">
          <SectionHeading id="found">点検の結果</SectionHeading>
          <p role="status" className="mb-4 text-std-16N-170">
            {found.rows.toLocaleString('ja-JP')}行：新しく入る {found.added}件、更新 {found.updated}件、変わらない{' '}
            {found.unchanged}件、取り込めない {found.refusedCount}件（文字コード：
            {encodingNames[found.encoding] ?? found.encoding}）
          </p>
          {found.refusedCount > 0 ? (
            <>
              <NotificationBanner tone="warning" title="取り込めない行があるため、取り込みはできません">
                ファイルを直して、もう一度点検してください。
                {found.refusedCount > found.refused.length && `最初の${found.refused.length}件を示します。`}
              </NotificationBanner>
              <div className="mt-4">
                <Table
                  caption="取り込めない行"
                  rowKey={({ line, column, message }) => `${line}${column}${message}`}
                  rows={found.refused}
                  columns={[
                    { key: 'line', header: '行', rowHeader: true, cell: ({ line }) => line },
                    { key: 'column', header: '列', cell: ({ column }) => column },
                    { key: 'message', header: '直し方', cell: ({ message }) => message },
                  ]}
                />
              </div>
            </>
          ) : (
            <>
              <ul className="mb-6 flex flex-col gap-3">
                {found.examples.map(({ question, answer }) => (
                  <li key={question}>
                    <Card>
                      <p className="text-std-16B-170">{question}</p>
                      <p className="line-clamp-3 text-std-16N-170">{answer}</p>
                    </Card>
                  </li>
                ))}
              </ul>
              <Button
                variant="primary"
                size="large"
                pending={apply.isPending}
                pendingLabel="取り込んでいます"
                onClick={() => void send(apply)}
              >
                取り込む
              </Button>
            </>
          )}
        </section>
      )}
      {apply.data && (
        <div className="mt-8">
          <NotificationBanner tone="success" title="取り込みました" live>
            新しく入った {apply.data.added}件、更新 {apply.data.updated}件、変わらない {apply.data.unchanged}件。
            <TextLink href="/topics?order=new">話題の一覧で見る</TextLink>
          </NotificationBanner>
        </div>
      )}
    </>
  )
}
