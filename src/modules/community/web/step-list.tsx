import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Button, IconButton } from '../../../ui/button.tsx'
import { FieldGroup } from '../../../ui/field.tsx'
import { ArrowDownIcon, ArrowUpIcon, CloseIcon, PlusIcon } from '../../../ui/icons.tsx'
import { isComposing } from '../../../ui/ime.ts'
import { TextArea } from '../../../ui/text-area.tsx'

interface StepListProps {
  id: string
  steps: readonly string[]
  error: string | undefined
  onChange: (steps: string[]) => void
}

const most = 30

/** Steps in their order: written, added, taken out, and moved by buttons or by Alt with an arrow key. */
export function StepList({ id, steps, error, onChange }: StepListProps) {
  const own = useId()
  const [said, setSaid] = useState('')
  /** The step whose text takes the focus once it stands at its place. */
  const next = useRef<number | null>(null)
  const fieldId = (index: number) => `${own}-${index}`
  useEffect(() => {
    if (next.current === null) return
    document.getElementById(fieldId(next.current))?.focus()
    next.current = null
  })
  const move = (from: number, to: number) => {
    if (to < 0 || to >= steps.length) return
    const moved = steps.toSpliced(from, 1)
    next.current = to
    onChange(moved.toSpliced(to, 0, steps[from]!))
    setSaid(`手順を${to + 1}番目に動かしました`)
  }
  const remove = (index: number) => {
    next.current = Math.max(0, Math.min(index, steps.length - 2))
    onChange(steps.length === 1 ? [''] : steps.toSpliced(index, 1))
    setSaid(`手順${index + 1}を消しました`)
  }
  const add = () => {
    next.current = steps.length
    onChange([...steps, ''])
  }
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (isComposing(event) || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(index, event.key === 'ArrowUp' ? index - 1 : index + 1)
  }
  return (
    <FieldGroup
      id={id}
      label="やったこと（手順）"
      required
      support="ほかの所属が同じようにできるように、順に書きます。Alt＋↑・↓でも順番を変えられます。"
      error={error}
    >
      <ol className="flex flex-col gap-4">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place; its words change with each key
          <li key={index} className="flex flex-wrap items-end gap-2">
            <TextArea
              id={fieldId(index)}
              className="min-w-0 flex-1 basis-60"
              label={`手順${index + 1}`}
              rows={2}
              value={step}
              onKeyDown={(event) => onKeyDown(event, index)}
              onChange={(event) => onChange(steps.with(index, event.target.value))}
            />
            <div className="flex">
              <IconButton
                label={`手順${index + 1}を上へ`}
                icon={<ArrowUpIcon />}
                disabled={index === 0}
                onClick={() => move(index, index - 1)}
              />
              <IconButton
                label={`手順${index + 1}を下へ`}
                icon={<ArrowDownIcon />}
                disabled={index === steps.length - 1}
                onClick={() => move(index, index + 1)}
              />
              <IconButton label={`手順${index + 1}を消す`} icon={<CloseIcon />} onClick={() => remove(index)} />
            </div>
          </li>
        ))}
      </ol>
      {steps.length < most && (
        <Button className="mt-2 self-start" size="small" icon={<PlusIcon className="size-5" />} onClick={add}>
          手順を追加する
        </Button>
      )}
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
    </FieldGroup>
  )
}
