import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { MaterialDraft } from './item-draft.ts'

const formNames = {
  table: '表',
  sheet: '表計算のシート',
  chart: 'グラフ',
  mail: 'メール',
  paper: '書類・申請書',
  text: '文章',
}

const gridSupport = {
  table: '表計算から貼り付けられます（タブかカンマ区切り）。1行目は見出しです。',
  sheet: '表計算から貼り付けられます（タブかカンマ区切り）。列の記号A、B…は自動で付きます。',
  chart: '1行目は「（空欄）、系列の名前…」、2行目からは「項目、値…」（タブかカンマ区切り）。',
}

interface Props {
  material: MaterialDraft
  error: string | undefined
  onChange: (material: MaterialDraft) => void
}

/** What is looked at to answer, in one of six forms, or nothing. */
export function ItemMaterial({ material, error, onChange }: Props) {
  const { form } = material
  const text = (field: Exclude<keyof MaterialDraft, 'form' | 'chart'>) => ({
    value: material[field],
    onChange: (event: { target: { value: string } }) => onChange({ ...material, [field]: event.target.value }),
  })
  return (
    <div className="flex flex-col gap-4">
      <Select
        label="資料"
        placeholder="なし"
        error={error}
        value={form}
        choices={Object.entries(formNames).map(([value, label]) => ({ value, label }))}
        onChange={(event) => onChange({ ...material, form: event.target.value as MaterialDraft['form'] })}
      />
      {form !== '' && form !== 'mail' && <TextField label="資料の見出し" required {...text('caption')} />}
      {(form === 'table' || form === 'sheet' || form === 'chart') && (
        <TextArea label="資料の中身" required support={gridSupport[form]} rows={6} {...text('grid')} />
      )}
      {form === 'chart' && (
        <div className="grid gap-4 md:grid-cols-3">
          <Select
            label="グラフの種類"
            value={material.chart}
            choices={[
              { value: 'bar', label: '棒グラフ' },
              { value: 'line', label: '折れ線グラフ' },
            ]}
            onChange={(event) => onChange({ ...material, chart: event.target.value as 'bar' | 'line' })}
          />
          <TextField label="単位" {...text('unit')} />
          <TextField label="軸の始まり" inputMode="decimal" {...text('from')} />
        </div>
      )}
      {form === 'mail' && (
        <>
          <TextField label="差出人" required {...text('sender')} />
          <TextField label="宛先" required {...text('to')} />
          <TextField label="件名" required {...text('subject')} />
        </>
      )}
      {(form === 'mail' || form === 'text') && <TextArea label="本文" required rows={6} {...text('lines')} />}
      {form === 'paper' && (
        <TextArea label="欄" required support="1行に1つ、「欄の名前：書かれた内容」" rows={6} {...text('lines')} />
      )}
      {form === 'mail' && <TextArea label="添付ファイルの名前" support="1行に1つ" rows={2} {...text('attachments')} />}
    </div>
  )
}
