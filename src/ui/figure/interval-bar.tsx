import { formatNumber } from '../format.ts'

export type IntervalBarProps = {
  /** What is measured, for who cannot see the bar. */
  name: string
  most: number
  /** null: not known, which is drawn as such and is not zero. */
  value: number | null
  low: number | null
  high: number | null
  target?: number | null | undefined
}

/** One estimate on its scale: the interval as a band, the value as a mark, what is aimed at as a flag. */
export function IntervalBar({ name, most, value, low, high, target = null }: IntervalBarProps) {
  const at = (of: number) => `${(Math.min(most, Math.max(0, of)) / most) * 100}%`
  const words =
    value === null || low === null || high === null
      ? `${name}：不明`
      : `${name}：${formatNumber(round(value))}（${formatNumber(round(low))}から${formatNumber(round(high))}）`
  return (
    <span
      role="img"
      aria-label={target === null ? words : `${words}、目標${target}`}
      className="relative block h-6 min-w-32 forced-color-adjust-none"
    >
      <span
        className={
          value === null
            ? 'absolute inset-x-0 top-2 h-2 rounded-4 border border-dashed border-solid-gray-536'
            : 'absolute inset-x-0 top-2 h-2 rounded-4 bg-solid-gray-100'
        }
      />
      {low !== null && high !== null && (
        <span
          className="absolute top-2 h-2 rounded-4 bg-key-300"
          style={{ left: at(low), width: `calc(${at(high)} - ${at(low)})` }}
        />
      )}
      {value !== null && (
        <span className="absolute top-0.5 -ml-1 h-5 w-2 rounded-4 bg-key-900" style={{ left: at(value) }} />
      )}
      {target !== null && (
        <span
          className="absolute top-0 -ml-px h-6 border-l-2 border-dashed border-orange-800"
          style={{ left: at(target) }}
        />
      )}
    </span>
  )
}

const round = (value: number) => Math.round(value * 10) / 10
