import type { ReactNode } from 'react'
import { ChevronDownIcon } from './icons.tsx'

/** Details that most readers do not need at once. */
export function Disclosure({ summary, children, open }: { summary: ReactNode; children: ReactNode; open?: boolean }) {
  return (
    <details className="group" open={open}>
      <summary className="inline-flex min-h-11 items-center gap-2 rounded-8 pr-3 text-std-16N-170 text-key-900 underline underline-offset-4 hover:bg-key-50 [&::-webkit-details-marker]:hidden">
        <ChevronDownIcon className="size-5 group-open:rotate-180" />
        {summary}
      </summary>
      <div className="py-3 pl-7">{children}</div>
    </details>
  )
}
