import { useState } from 'react'
import { Button } from '../button.tsx'
import { Checkbox, CheckboxGroup } from '../checkbox.tsx'
import { Combobox } from '../combobox.tsx'
import { ErrorSummary, type FieldError } from '../error-summary.tsx'
import { RadioGroup } from '../radio-group.tsx'
import { SearchBox } from '../search-box.tsx'
import { Select } from '../select.tsx'
import type { Suggestions } from '../suggestions.tsx'
import { TextArea } from '../text-area.tsx'
import { TextField } from '../text-field.tsx'
import { Group, Specimen } from './specimen.tsx'

const sections = ['総務課', '財政課', '市民課', '福祉政策課', '子育て支援課', '情報政策課', '道路整備課'].map(
  (label, index) => ({ value: String(index), label, note: `内線 ${2100 + index}` }),
)
const kinds = [
  { value: 'question', label: '質問' },
  { value: 'problem', label: '困りごと' },
  { value: 'idea', label: 'アイデア' },
]
const found = (query: string): Suggestions => ({
  status: query.length < 2 ? 'idle' : 'ready',
  nothing: '当てはまる回答はまだありません。そのまま検索できます。',
  entries: query.includes('ない')
    ? []
    : [
        { id: 'a1', group: '回答', label: 'マイナンバーカードの暗証番号を忘れた方への案内', note: '解決済み・市民課' },
        { id: 'a2', group: '回答', label: '電子申請の様式を直したいとき', note: '解決済み・情報政策課' },
        { id: 'p1', group: '詳しい人', label: '佐藤 花子', note: '情報政策課' },
      ],
})

export function Fields() {
  const [query, setQuery] = useState('')
  const [section, setSection] = useState<string | null>(null)
  const [several, setSeveral] = useState<string[]>(['question'])
  const [one, setOne] = useState<string | null>('problem')
  const [errors, setErrors] = useState<FieldError[]>([])
  return (
    <Group id="fields" title="入力">
      <Specimen name="検索" note="2文字から候補が出ます。変換中のEnterでは検索しません。">
        <SearchBox
          label="庁内の知恵を探す"
          value={query}
          onChange={setQuery}
          onSearch={() => {}}
          onChoose={() => {}}
          suggestions={found(query)}
          placeholder="例：電子申請 様式"
        />
      </Specimen>
      <Specimen name="テキスト">
        <TextField className="w-full max-w-form" label="氏名" required support="姓と名の間に空白を入れます。" />
        <TextField
          className="w-full max-w-form"
          label="職員番号"
          required
          error="数字6桁で入力してください。"
          defaultValue="12a"
        />
        <TextField className="w-full max-w-form" label="所属" readOnly defaultValue="情報政策課（読むだけ）" />
        <TextField className="w-full max-w-form" label="旧所属" disabled defaultValue="使えません" />
        <TextField className="w-full max-w-form" label="着任日" type="date" />
      </Specimen>
      <Specimen name="複数行のテキスト">
        <TextArea
          className="w-full max-w-form"
          label="自己紹介"
          limit={200}
          defaultValue="窓口の仕事を5年しています。"
        />
        <TextArea
          className="w-full max-w-form"
          label="理由"
          limit={10}
          defaultValue="決められた長さより長く書いた場合"
          error="10文字までで書いてください。"
        />
      </Specimen>
      <Specimen name="選択">
        <Select className="w-full max-w-form" label="課" choices={sections} placeholder="選んでください" required />
        <Select
          className="w-full max-w-form"
          label="課（エラー）"
          choices={sections}
          placeholder="選んでください"
          error="課を選んでください。"
        />
        <Select className="w-full max-w-form" label="課（使えない）" choices={sections} disabled />
      </Specimen>
      <Specimen name="入力して選ぶ" note="名前の一部を入力すると絞り込まれます。">
        <Combobox
          className="w-full max-w-form"
          label="担当の課"
          choices={sections}
          value={section}
          onChange={setSection}
        />
        <Combobox
          className="w-full max-w-form"
          label="担当の課（エラー）"
          choices={sections}
          value={null}
          onChange={() => {}}
          required
          error="課を選んでください。"
          support="正式な名前で選びます。"
        />
      </Specimen>
      <Specimen name="チェックボックス">
        <Checkbox defaultChecked>通知をメールで受け取る</Checkbox>
        <Checkbox disabled>使えません</Checkbox>
        <Checkbox error="確かめてからチェックしてください。">個人情報が含まれないことを確かめました</Checkbox>
        <CheckboxGroup
          label="種類"
          name="kinds"
          choices={kinds}
          value={several}
          onChange={setSeveral}
          support="いくつでも選べます。"
        />
      </Specimen>
      <Specimen name="ラジオボタン">
        <RadioGroup label="種類" name="kind" choices={kinds} value={one} onChange={setOne} required />
        <RadioGroup
          label="公開の範囲"
          name="scope"
          value={null}
          onChange={() => {}}
          error="範囲を選んでください。"
          choices={[
            { value: 'all', label: '庁内の全員', support: '検索の結果にも出ます。' },
            { value: 'section', label: '自分の課だけ' },
            { value: 'none', label: '県内の団体（準備中）', disabled: true },
          ]}
        />
      </Specimen>
      <Specimen name="フォームのエラーの一覧" note="送れなかったとき、フォームの上に出て、焦点が移ります。">
        <div className="flex w-full max-w-form flex-col gap-4">
          <ErrorSummary errors={errors} />
          <TextField id="catalogue-title" label="題名" required error={errors[0]?.message} />
          <Button
            variant="primary"
            onClick={() => setErrors([{ fieldId: 'catalogue-title', message: '題名を入力してください。' }])}
          >
            送る
          </Button>
        </div>
      </Specimen>
    </Group>
  )
}
