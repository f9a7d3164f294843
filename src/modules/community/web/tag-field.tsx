import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { RemovableChip } from '../../../ui/chip.tsx'
import { classNames } from '../../../ui/class-names.ts'
import { controlLook, Field } from '../../../ui/field.tsx'
import { isComposing } from '../../../ui/ime.ts'
import { stepList } from '../../../ui/list-keys.ts'
import { newest } from '../../../ui/newest.ts'
import { SuggestionList, type Suggestions, statusOf } from '../../../ui/suggestions.tsx'
import { useCommunity } from './use-community.ts'

interface TagFieldProps {
  id: string
  tags: readonly string[]
  error: string | undefined
  onChange: (tags: string[]) => void
}

interface Found {
  status: Suggestions['status']
  entries: { id: string; label: string; note: string }[]
}

const most = 5
const folded = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** Words for a topic: those in use are offered, a new one is made on purpose. */
export function TagField({ id, tags, error, onChange }: TagFieldProps) {
  const api = useCommunity()
  const list = useId()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState<string | null>(null)
  const [found, setFound] = useState<Found>({ status: 'idle', entries: [] })
  const [asking] = useState(() =>
    newest(
      (starting: string, signal) => api.tag.list.call({ starting, limit: 8 }, { signal }),
      (outcome) =>
        setFound(
          'error' in outcome
            ? { status: 'failed', entries: [] }
            : {
                status: 'ready',
                entries: outcome.result.tags.map((tag) => ({
                  ...{ id: tag.id, label: tag.name, note: `${tag.topicCount}件の話題` },
                })),
              },
        ),
    ),
  )
  useEffect(() => () => asking.end(), [asking])

  const name = typed.trim()
  const known = found.entries.filter((entry) => !tags.includes(entry.label))
  const isNew = ![...found.entries.map((entry) => entry.label), ...tags, ''].some((one) => folded(one) === folded(name))
  const making = { id: 'new', label: `「${name}」を新しいタグとして作る` }
  const entries = isNew && found.status === 'ready' ? [...known, making] : known
  const visible =
    open && tags.length < most && found.status !== 'idle' && (entries.length > 0 || found.status === 'failed')

  const ask = (text: string) => {
    setTyped(text)
    setOpen(true)
    asking.put(text.trim())
  }
  const add = (word: string) => {
    const same = found.entries.find((entry) => folded(entry.label) === folded(word))?.label ?? word
    if (tags.length < most && !tags.some((tag) => folded(tag) === folded(same))) onChange([...tags, same])
    setTyped('')
    setActive(null)
    setOpen(false)
  }
  const choose = (entry: string) => add(found.entries.find(({ id: one }) => one === entry)?.label ?? name)
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Escape' && visible) {
      event.preventDefault()
      setOpen(false)
      setActive(null)
      return
    }
    const arrow = event.key === 'ArrowDown' || event.key === 'ArrowUp'
    const step = stepList(
      (visible || arrow ? entries : []).map((entry) => entry.id),
      active,
      event.key,
    )
    if (step.taken) {
      event.preventDefault()
      setOpen(true)
      setActive(step.active)
      if (step.chosen) choose(step.chosen)
    } else if (name !== '' && (event.key === 'Enter' || event.key === '、' || event.key === ',')) {
      event.preventDefault() // what was typed becomes a tag; the form is not sent
      add(name)
    }
  }
  const suggestions: Suggestions = { status: found.status, entries }
  return (
    <div className="flex flex-col gap-2">
      <Field
        id={id}
        label="タグ"
        support={`${most}つまで。入力すると、使われているタグが出ます。Enterで決まります。例：電子申請、Excel`}
        error={error}
      >
        {(control) => (
          <div className="relative">
            <input
              {...control}
              type="text"
              role="combobox"
              autoComplete="off"
              maxLength={30}
              readOnly={tags.length >= most}
              aria-expanded={visible}
              aria-controls={`${list}-list`}
              aria-autocomplete="list"
              aria-activedescendant={visible && active ? `${list}-${active}` : undefined}
              placeholder={tags.length >= most ? '5つ選びました' : undefined}
              value={typed}
              onChange={(event) => {
                setActive(null)
                ask(event.target.value)
              }}
              onFocus={() => ask(typed)}
              onBlur={() => {
                setOpen(false)
                if (name !== '') add(name)
              }}
              onKeyDown={onKeyDown}
              className={classNames(controlLook, 'h-12')}
            />
            <p role="status" className="sr-only">
              {visible ? statusOf(suggestions) : ''}
            </p>
            <SuggestionList
              id={list}
              label="タグの候補"
              suggestions={suggestions}
              hidden={!visible}
              active={active}
              onChoose={({ id: entry }) => choose(entry)}
            />
          </div>
        )}
      </Field>
      {tags.length > 0 && (
        <ul aria-label="選んだタグ" className="flex flex-wrap gap-2">
          {tags.map((tag) => (
            <li key={tag}>
              <RemovableChip label={tag} onRemove={() => onChange(tags.filter((one) => one !== tag))} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
