import { type KeyboardEvent, type ReactNode, type Ref, useId, useState } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { SearchIcon } from './icons.tsx'
import { isComposing } from './ime.ts'
import { stepList } from './list-keys.ts'
import { type Suggestion, SuggestionList, type Suggestions, statusOf } from './suggestions.tsx'

export type SearchBoxProps = {
  /** Read out, and shown unless `labelHidden`. */
  label: string
  labelHidden?: boolean
  value: string
  onChange: (value: string) => void
  onSearch: (query: string) => void
  placeholder?: string | undefined
  suggestions?: Suggestions | undefined
  onChoose?: ((suggestion: Suggestion) => void) | undefined
  ref?: Ref<HTMLInputElement> | undefined
  action?: ReactNode
}

/**
 * A search field that may show suggestions while one types (the APG combobox with a list popup).
 * Enter searches, or takes the entry reached by the arrow keys; while an input method converts, no key means anything here.
 * When newer suggestions no longer hold the entry that was reached, Enter only says so.
 */
export function SearchBox(props: SearchBoxProps) {
  const {
    label,
    labelHidden,
    value,
    onChange,
    onSearch,
    placeholder,
    suggestions,
    onChoose,
    ref,
    action = '検索',
  } = props
  const id = useId()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState<string | null>(null)
  const [gone, setGone] = useState(false)
  const entries = suggestions?.entries ?? []
  const visible = open && suggestions !== undefined && suggestions.status !== 'idle'
  const current = visible ? entries.findIndex((entry) => entry.id === active) : -1

  const close = () => {
    setOpen(false)
    setActive(null)
    setGone(false)
  }
  const choose = (suggestion: Suggestion) => {
    close()
    onChoose?.(suggestion)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return
    if (event.key === 'Escape' && visible) {
      event.preventDefault()
      event.stopPropagation()
      close()
      return
    }
    const arrow = event.key === 'ArrowDown' || event.key === 'ArrowUp'
    const step = stepList(
      (visible || arrow ? entries : []).map(({ id: entry }) => entry),
      active,
      event.key,
    )
    if (!step.taken) return
    event.preventDefault()
    if (arrow) setOpen(true)
    setActive(step.active)
    setGone(step.gone ?? false)
    const entry = entries.find((one) => one.id === step.chosen)
    if (entry) choose(entry)
  }

  return (
    <search className="relative w-full">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          close()
          onSearch(value.trim())
        }}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
      >
        <label htmlFor={id} className={labelHidden ? 'sr-only' : 'mb-2 block text-std-17B-170'}>
          {label}
        </label>
        <div className="flex gap-2">
          <div className="relative min-w-0 flex-1">
            <SearchIcon className="pointer-events-none absolute top-3 left-3 size-5 text-solid-gray-700" />
            <input
              ref={ref}
              id={id}
              type="search"
              enterKeyHint="search"
              autoComplete="off"
              placeholder={placeholder}
              value={value}
              onChange={(event) => {
                onChange(event.target.value)
                setOpen(true)
                setActive(null)
                setGone(false)
              }}
              onKeyDown={onKeyDown}
              {...(suggestions && {
                role: 'combobox',
                'aria-expanded': visible,
                'aria-controls': `${id}-list`,
                'aria-autocomplete': 'list' as const,
                'aria-activedescendant': current >= 0 ? `${id}-${entries[current]?.id}` : undefined,
              })}
              className={classNames(
                'h-11 w-full rounded-8 border border-solid-gray-600 bg-white pr-3 pl-10 text-std-16N-170',
                'placeholder:text-solid-gray-600 hover:border-black',
              )}
            />
          </div>
          <Button type="submit" size="small" variant="primary">
            {action}
          </Button>
        </div>
        {suggestions && (
          <>
            <p role="status" className="sr-only">
              {visible && !gone ? statusOf(suggestions) : ''}
            </p>
            {gone && visible && (
              <p role="alert" className="mt-2 text-std-16N-170">
                候補が新しくなりました。もう一度選んでください。
              </p>
            )}
            <SuggestionList
              id={id}
              label={`${label}の候補`}
              suggestions={suggestions}
              hidden={!visible}
              active={active}
              onChoose={choose}
            />
          </>
        )}
      </form>
    </search>
  )
}
