import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { CheckIcon, CloseIcon } from './icons.tsx'

const frame = 'inline-flex items-center gap-1 rounded-full border px-3 text-dns-14N-130'

/** A word that describes something; with `href` it leads to everything of that word. */
export function Chip({ children, href }: { children: ReactNode; href?: string | undefined }) {
  const look = classNames(frame, 'min-h-7 border-solid-gray-420 bg-white text-solid-gray-800')
  if (!href) return <span className={look}>{children}</span>
  return (
    <a
      href={href}
      className={classNames(
        look,
        'relative underline-offset-3 after:absolute after:-inset-y-2 after:inset-x-0 hover:bg-key-50 hover:underline',
      )}
    >
      {children}
    </a>
  )
}

/** A filter that is on or off. */
export function ToggleChip(props: { children: ReactNode; selected: boolean; onChange: (selected: boolean) => void }) {
  const { children, selected, onChange } = props
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={() => onChange(!selected)}
      className={classNames(
        frame,
        'min-h-11',
        selected ? 'border-key-900 bg-key-900 text-white' : 'border-solid-gray-600 bg-white hover:bg-key-50',
      )}
    >
      {selected && <CheckIcon className="size-4" />}
      {children}
    </button>
  )
}

/** A chosen entry that can be taken out again. */
export function RemovableChip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <span className={classNames(frame, 'min-h-11 border-key-900 bg-key-50 pr-0 text-key-1000')}>
      {label}
      <button
        type="button"
        aria-label={`${label}を外す`}
        onClick={onRemove}
        className="inline-flex size-11 items-center justify-center rounded-full hover:bg-key-200"
      >
        <CloseIcon className="size-4" />
      </button>
    </span>
  )
}
