import { Button, IconButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ArrowDownIcon, ArrowUpIcon } from '../../../ui/icons.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import type { ItemKind } from '../contract/names.ts'
import { addOption, type OptionDraft } from './item-draft.ts'

interface Props {
  kind: ItemKind
  options: readonly OptionDraft[]
  /** By the option's place in the form and its field. */
  errorOf: (at: number, field: 'text' | 'rationale') => string | undefined
  onChange: (options: OptionDraft[]) => void
}

const points = ['0点（害がある）', '1点', '2点', '3点（最もよい）']

/** The choices of an item with what each is worth; of ordering items in their right order. */
export function ItemOptions({ kind, options, errorOf, onChange }: Props) {
  const change = (id: number, part: Partial<OptionDraft>) =>
    onChange(
      options.map((one) =>
        one.id === id ? { ...one, ...part } : kind === 'single' && part.right ? { ...one, right: false } : one,
      ),
    )
  const move = (from: number, to: number) => onChange(options.toSpliced(from, 1).toSpliced(to, 0, options[from]!))
  return (
    <ol className="flex flex-col gap-4">
      {options.map(({ id, text, rationale, right, score }, at) => (
        <li key={id}>
          <Card className="flex flex-col gap-4">
            <TextField
              label={kind === 'order' ? `${at + 1}番目の手順` : `選択肢${at + 1}`}
              required
              value={text}
              error={errorOf(at, 'text')}
              onChange={(event) => change(id, { text: event.target.value })}
            />
            <TextArea
              label={kind === 'order' ? `${at + 1}番目である理由` : `選択肢${at + 1}の解説`}
              required
              support={kind === 'order' ? undefined : 'なぜ正しいか、または、選ぶ人はどう考えるか'}
              rows={2}
              limit={160}
              value={rationale}
              error={errorOf(at, 'rationale')}
              onChange={(event) => change(id, { rationale: event.target.value })}
            />
            <div className="flex flex-wrap items-end gap-3">
              {(kind === 'single' || kind === 'multiple' || kind === 'spot') && (
                <Checkbox checked={right} onChange={(event) => change(id, { right: event.target.checked })}>
                  選択肢{at + 1}が正解
                </Checkbox>
              )}
              {kind === 'judgement' && (
                <Select
                  label={`選択肢${at + 1}の点数`}
                  value={String(score)}
                  choices={points.map((label, value) => ({ value: String(value), label }))}
                  onChange={(event) => change(id, { score: Number(event.target.value) })}
                />
              )}
              <IconButton
                label={`${at + 1}番目を上へ`}
                icon={<ArrowUpIcon />}
                aria-disabled={at === 0}
                onClick={() => at > 0 && move(at, at - 1)}
              />
              <IconButton
                label={`${at + 1}番目を下へ`}
                icon={<ArrowDownIcon />}
                aria-disabled={at === options.length - 1}
                onClick={() => at < options.length - 1 && move(at, at + 1)}
              />
              {options.length > 3 && (
                <Button size="small" onClick={() => onChange(options.filter((one) => one.id !== id))}>
                  選択肢{at + 1}を取り除く
                </Button>
              )}
            </div>
          </Card>
        </li>
      ))}
      {options.length < 8 && (
        <li>
          <Button onClick={() => onChange(addOption(options))}>選択肢を加える</Button>
        </li>
      )}
    </ol>
  )
}
