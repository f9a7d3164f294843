import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type Tone = 'neutral' | 'information' | 'success' | 'warning' | 'error'

const tones: Record<Tone, string> = {
  neutral: 'border-solid-gray-600 bg-solid-gray-50 text-solid-gray-800',
  information: 'border-key-900 bg-key-50 text-key-1000',
  success: 'border-green-800 bg-green-50 text-green-900',
  warning: 'border-orange-800 bg-orange-50 text-orange-1000',
  error: 'border-red-900 bg-red-50 text-red-1000',
}

/** A state in a word; the colour only repeats it. */
export function StatusBadge({ children, tone = 'neutral' }: { children: ReactNode; tone?: Tone }) {
  return (
    <span
      className={classNames(
        'inline-flex min-h-7 items-center rounded-4 border px-2 whitespace-nowrap text-dns-14B-130',
        tones[tone],
      )}
    >
      {children}
    </span>
  )
}
