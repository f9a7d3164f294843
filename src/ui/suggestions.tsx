import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Suggestion = {
  id: string
  /** Entries of one group stand together under its name. */
  group?: string | undefined
  label: ReactNode
  note?: ReactNode
}
export type Suggestions = {
  status: 'idle' | 'loading' | 'ready' | 'failed'
  entries: readonly Suggestion[]
  /** What stands there when nothing was found. */
  nothing?: string | undefined
}

/** What a screen reader hears when the list changes. */
export function statusOf({ status, entries, nothing }: Suggestions): string {
  if (status === 'loading') return '候補を探しています'
  if (status === 'failed') return '候補を読み込めませんでした'
  if (status === 'idle') return ''
  return entries.length > 0 ? `候補が${entries.length}件あります` : (nothing ?? '候補は見つかりませんでした')
}

type SuggestionListProps = {
  id: string
  label: string
  suggestions: Suggestions
  hidden: boolean
  active: string | null
  onChoose: (suggestion: Suggestion) => void
}

export function SuggestionList({ id, label, suggestions, hidden, active, onChoose }: SuggestionListProps) {
  const groups = Map.groupBy(suggestions.entries, (entry) => entry.group ?? '')
  const option = (entry: Suggestion) => (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant)
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys
    <div
      key={entry.id}
      id={`${id}-${entry.id}`}
      role="option"
      aria-selected={entry.id === active}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onChoose(entry)}
      className={classNames(
        'min-h-11 cursor-pointer px-4 py-2 text-std-16N-170 hover:bg-solid-gray-50',
        entry.id === active && 'bg-key-50 underline underline-offset-4 outline-2 -outline-offset-2 outline-key-900',
      )}
    >
      {entry.label}
      {entry.note && <span className="block text-dns-14N-130 text-solid-gray-700">{entry.note}</span>}
    </div>
  )
  return (
    <div
      hidden={hidden}
      className="absolute inset-x-0 z-30 mt-2 rounded-8 border border-solid-gray-420 bg-white py-2 shadow-2"
    >
      {suggestions.entries.length === 0 && <p className="px-4 py-2 text-std-16N-170">{statusOf(suggestions)}</p>}
      <div id={`${id}-list`} role="listbox" aria-label={label} className="max-h-96 overflow-y-auto">
        {[...groups].map(([group, entries]) =>
          group === '' ? (
            entries.map(option)
          ) : (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a listbox
            <div key={group} role="group" aria-label={group}>
              <p aria-hidden="true" className="px-4 pt-2 text-dns-14B-130 text-solid-gray-700">
                {group}
              </p>
              {entries.map(option)}
            </div>
          ),
        )}
      </div>
    </div>
  )
}
