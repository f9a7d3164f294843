import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { errorSentence, fieldErrors } from '../../../ui/api.tsx'
import { Button } from '../../../ui/button.tsx'
import { NotificationBanner } from '../../../ui/notification-banner.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import { Select } from '../../../ui/select.tsx'
import { encodingNames } from '../contract/names.ts'
import { DayField } from './fields.tsx'
import { type Checked, kindWords, type Mode, modeNames, type Read } from './import-types.ts'
import { useStaff } from './shared.ts'

type Props = {
  read: Read
  /** What it was checked with before, where one comes back. */
  checked: Checked | undefined
  onBack: () => void
  onChecked: (mapping: Record<string, number>, checked: Checked) => void
}

/** The coming first of April from January on, else today: what most files are for. */
function likelyDay(): string {
  const now = new Date(Date.now() + 9 * 3600_000)
  const april = `${now.getUTCFullYear()}-04-01`
  return now.getUTCMonth() < 3 ? april : now.toISOString().slice(0, 10)
}

export function MapColumns({ read, checked, onBack, onChecked }: Props) {
  const [mapping, setMapping] = useState<Record<string, number>>(read.mapping)
  const [mode, setMode] = useState<Mode>(checked?.mode ?? 'differences')
  const [asOf, setAsOf] = useState(() => checked?.asOf ?? likelyDay())
  const checking = useMutation(useStaff().staffImport.check.mutationOptions())
  const words = kindWords[read.kind]
  const columns = read.columns.map(({ title }, i) => ({
    value: String(i),
    label: title || `（${i + 1}列目・見出しなし）`,
  }))
  const used = new Set(Object.values(mapping))
  const left = read.columns.filter((_, i) => !used.has(i)).map(({ title }, i) => title || `${i + 1}列目`)
  const errors = fieldErrors(checking.error)

  const send = (event: FormEvent) => {
    event.preventDefault()
    if (checking.isPending) return
    const input = { id: read.id, mapping, mode, asOf }
    checking.mutate(input, { onSuccess: (result) => onChecked(mapping, { ...result, mode, asOf }) })
  }
  const map = (field: string, column: string) => {
    const { [field]: _, ...rest } = mapping
    setMapping(column === '' ? rest : { ...rest, [field]: Number(column) })
  }

  return (
    <form onSubmit={send} noValidate className="flex flex-col gap-8">
      <NotificationBanner
        tone="information"
        title={`${read.fileName}：${read.rows.toLocaleString()} 行（見出しは ${read.headerLine} 行目）`}
      >
        文字コード：{encodingNames[read.encoding] ?? read.encoding}
        {read.remembered && '　列の対応は、前回と同じ見出しなので前回のものを使っています。'}
      </NotificationBanner>
      {checking.isError && Object.keys(errors).length === 0 && (
        <NotificationBanner tone="error" title={errorSentence(checking.error)} live />
      )}
      <div className="grid gap-6 md:grid-cols-2">
        <RadioGroup
          label="一覧の種類"
          name="mode"
          required
          choices={[
            { value: 'differences', label: modeNames.differences, support: words.differences },
            { value: 'full', label: modeNames.full, support: words.full },
          ]}
          value={mode}
          onChange={(value) => setMode(value as Mode)}
        />
        <DayField
          label="基準日"
          required
          support="発令日や開始日の列が空の行は、この日から変わります。"
          value={asOf}
          onChange={setAsOf}
          error={errors.asOf}
        />
      </div>
      <fieldset>
        <legend className="mb-3 text-std-17B-170">項目ごとに、ファイルの列を選んでください</legend>
        <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
          {read.fields.map(({ name, label, required }) => {
            const column = mapping[name]
            const samples = column === undefined ? [] : (read.columns[column]?.samples ?? [])
            return (
              <Select
                key={name}
                label={label}
                required={required}
                placeholder="（この項目は取り込まない）"
                choices={columns}
                value={column === undefined ? '' : String(column)}
                onChange={(event) => map(name, event.target.value)}
                support={samples.length > 0 ? `例：${samples.join('、').slice(0, 60)}` : undefined}
              />
            )
          })}
        </div>
        {left.length > 0 && <p className="mt-4 text-solid-gray-700">使わない列：{left.join('、')}</p>}
      </fieldset>
      <div className="flex flex-wrap gap-3">
        <Button type="button" onClick={onBack}>
          ファイルを選び直す
        </Button>
        <Button type="submit" variant="primary" pending={checking.isPending}>
          点検する（まだ反映しない）
        </Button>
      </div>
    </form>
  )
}
