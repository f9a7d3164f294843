import { classNames } from './class-names.ts'

export type SpinnerProps = { label?: string | undefined; size?: 'small' | 'large'; showLabel?: boolean }

/** A turning ring with a spoken label; `showLabel` also writes it beside. */
export function Spinner({ label = '読み込み中です', size = 'small', showLabel = false }: SpinnerProps) {
  return (
    <span role="status" className="inline-flex items-center gap-3">
      <svg
        viewBox="0 0 24 24"
        aria-hidden="true"
        className={classNames('animate-turn', size === 'small' ? 'size-5' : 'size-10')}
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
      >
        <circle cx="12" cy="12" r="9" strokeOpacity="0.25" />
        <path d="M12 3a9 9 0 0 1 9 9" strokeLinecap="round" />
      </svg>
      <span className={showLabel ? 'text-std-16N-170' : 'sr-only'}>{label}</span>
    </span>
  )
}

/** Grey bars in the place of text that is still coming. Put it in a region with aria-busy. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const widths = ['w-full', 'w-11/12', 'w-4/5', 'w-2/3']
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">読み込み中です</span>
      {Array.from({ length: lines }, (_, line) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity
          key={line}
          aria-hidden="true"
          className={classNames(
            'shows-by-colour block h-4 animate-breathe rounded-4 bg-solid-gray-100',
            widths[line % widths.length],
          )}
        />
      ))}
    </div>
  )
}
