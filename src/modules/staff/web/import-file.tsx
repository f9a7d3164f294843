import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { errorSentence } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { FileField, fileFault } from '../../../ui/file-field.tsx'
import { formatBytes } from '../../../ui/format.ts'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { exampleRows, peopleWords, sectionWords } from '../contract/import-words.ts'
import type { Kind, Read } from './import-types.ts'
import { useStaff } from './shared.ts'

export function ChooseFile({ onRead }: { onRead: (read: Read) => void }) {
  const [kind, setKind] = useState<Kind>('people')
  const [file, setFile] = useState<File>()
  const [fault, setFault] = useState<string>()
  const reading = useMutation(useStaff().staffImport.read.mutationOptions())
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const wrong = await fileFault(file)
    setFault(wrong)
    if (!file || wrong || reading.isPending) return
    reading.mutate({ kind, file }, { onSuccess: (read) => onRead({ ...read, kind, fileName: file.name }) })
  }
  const fields: Record<string, { label: string; also: string[]; required?: boolean }> =
    kind === 'people' ? peopleWords : sectionWords
  const words = Object.values(fields)
  return (
    <form onSubmit={send} noValidate className="flex max-w-form flex-col gap-6">
      {reading.isError && <NotificationBanner tone="error" title={errorSentence(reading.error)} live />}
      <RadioGroup
        label="取り込むもの"
        name="kind"
        direction="row"
        choices={[
          { value: 'people', label: '職員と配属' },
          { value: 'sections', label: '組織（所属）' },
        ]}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
      />
      <FileField
        label="ファイル"
        support="CSV（UTF-8、シフトJIS）またはExcel（.xlsx）。文字コードは自動で見分けます。"
        accept=".csv,.tsv,.txt,.xlsx,.xlsm"
        error={fault}
        onChoose={(chosen) => {
          setFile(chosen)
          setFault(undefined)
          reading.reset()
        }}
      />
      {file && (
        <p>
          {file.name}（{formatBytes(file.size)}）
        </p>
      )}
      <div>
        <Button type="submit" variant="primary" pending={reading.isPending}>
          読み取る
        </Button>
      </div>
      <Disclosure summary="どんな列が要りますか">
        <p className="mb-3">
          <Button type="button" size="small" onClick={() => saveTemplate(kind, fields)}>
            記入例つきのひな形（CSV）を保存する
          </Button>
        </p>
        <p className="mb-2">
          1行目に見出しを置きます。見出しの言い方が違っても、次の画面で選べます。要らない列はなくてもかまいません。
        </p>
        <ul className="list-disc pl-6">
          {words.map(({ label, required, also }) => (
            <li key={label}>
              {label}
              {required && '（必須）'}
              <span className="text-dns-14N-130 text-solid-gray-700">　{also.slice(0, 3).join('、')} など</span>
            </li>
          ))}
        </ul>
        <p className="mt-2">
          日付は 2026/4/1、令和8年4月1日、R8.4.1、5080401 のどの形でも読み取ります。兼務は、同じ職員番号で行を分けます。
        </p>
      </Disclosure>
    </form>
  )
}

/** A file to begin with: our own headers and example rows, in the encoding Excel opens. */
function saveTemplate(kind: Kind, fields: Record<string, { label: string }>) {
  const names = Object.keys(fields)
  const rows: Record<string, string>[] = exampleRows[kind]
  const lines = [
    names.map((name) => fields[name]?.label ?? ''),
    ...rows.map((row) => names.map((name) => row[name] ?? '')),
  ]
  const text = `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
  saveFile(`banso-${kind}.csv`, new Blob([text], { type: 'text/csv' }))
}
