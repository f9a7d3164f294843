import { useRef } from 'react'
import { IconButton } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/checkbox.tsx'
import { FieldGroup } from '../../../ui/field.tsx'
import { ArrowDownIcon, ArrowUpIcon } from '../../../ui/icons.tsx'
import { RadioGroup } from '../../../ui/radio-group.tsx'
import type { ItemKind } from '../contract/names.ts'

/** What to do, in words, above the choices. */
const tasks: Record<ItemKind, string> = {
  single: '1つ選んでください',
  judgement: '最もよいものを1つ選んでください',
  multiple: 'あてはまるものをすべて選んでください',
  spot: 'あてはまるところをすべて選んでください',
  order: '上から順になるように並べ替えてください',
}

interface AnswerFieldProps {
  kind: ItemKind
  options: readonly { key: string; text: string }[]
  value: readonly string[]
  onChange: (value: string[]) => void
  error?: string | undefined
}

/** The choices of one item, by its kind; the value is the keys chosen, of an ordering item all keys in their order. */
export function AnswerField({ kind, options, value, onChange, error }: AnswerFieldProps) {
  const choices = options.map(({ key, text }) => ({ value: key, label: text }))
  const field = { id: 'answer', name: 'answer', label: tasks[kind], error }
  if (kind === 'order') return <Ordering {...{ options, value, onChange, error }} label={tasks.order} />
  if (kind === 'multiple' || kind === 'spot')
    return <CheckboxGroup {...field} choices={choices} value={value} onChange={onChange} />
  return <RadioGroup {...field} choices={choices} value={value[0] ?? null} onChange={(key) => onChange([key])} />
}

type OrderingProps = Omit<AnswerFieldProps, 'kind'> & { label: string }

/** Steps put in order by two buttons each: by keyboard, by touch, and said aloud. */
function Ordering({ options, value, onChange, error, label }: OrderingProps) {
  const said = useRef<HTMLParagraphElement>(null)
  const keys = value.length === options.length ? value : options.map(({ key }) => key)
  const textOf = (key: string) => options.find((option) => option.key === key)?.text ?? ''
  const move = (from: number, to: number) => {
    const moved = keys[from]!
    onChange(keys.toSpliced(from, 1).toSpliced(to, 0, moved))
    if (said.current) said.current.textContent = `${textOf(moved)}：${to + 1}番目`
  }
  return (
    <FieldGroup id="answer" label={label} error={error}>
      <ol className="flex flex-col gap-2">
        {keys.map((key, at) => (
          <li key={key} className="flex items-center gap-3 rounded-8 border border-solid-gray-420 bg-white p-2 pl-4">
            <span className="text-std-16B-170">{at + 1}</span>
            <span className="min-w-0 flex-1 text-std-16N-170">{textOf(key)}</span>
            <IconButton
              label={`「${textOf(key)}」を上へ`}
              icon={<ArrowUpIcon />}
              aria-disabled={at === 0}
              onClick={() => at > 0 && move(at, at - 1)}
            />
            <IconButton
              label={`「${textOf(key)}」を下へ`}
              icon={<ArrowDownIcon />}
              aria-disabled={at === keys.length - 1}
              onClick={() => at < keys.length - 1 && move(at, at + 1)}
            />
          </li>
        ))}
      </ol>
      <p ref={said} role="status" className="sr-only" />
    </FieldGroup>
  )
}
