import { type ReactNode, useId } from 'react'

export type ProgressProps = {
  label: string
  /** Left out while the length of the work is unknown. */
  value?: number | undefined
  max?: number | undefined
  /** e.g. 「12,000 / 60,000 行」 */
  detail?: ReactNode
  actions?: ReactNode
}

/** Long work: what runs, how far it is, and a way to stop it. */
export function Progress({ label, value, max = 100, detail, actions }: ProgressProps) {
  const id = useId()
  const share = value === undefined ? null : Math.min(100, Math.round((value / max) * 100))
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap justify-between gap-x-4">
        <span id={id} className="text-std-16B-170">
          {label}
        </span>
        <span className="text-std-16N-170">{share === null ? '準備しています' : `${share}%`}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share ?? undefined}
        className="shows-by-colour h-3 overflow-hidden rounded-full bg-solid-gray-200"
      >
        <div
          className={
            share === null
              ? 'h-full w-1/3 animate-breathe bg-key-900 forced-color-adjust-none'
              : 'h-full bg-key-900 forced-color-adjust-none'
          }
          style={share === null ? undefined : { width: `${share}%` }}
        />
      </div>
      {detail && <div className="text-dns-14N-130 text-solid-gray-700">{detail}</div>}
      {actions && <div className="flex gap-3">{actions}</div>}
    </div>
  )
}
