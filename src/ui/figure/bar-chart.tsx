import { scaleLinear } from 'd3-scale'
import type { ReactNode } from 'react'
import { formatNumber } from '../format.ts'
import { Drawing } from './drawing.tsx'
import { Figure } from './figure.tsx'

export type Bar = {
  label: string
  /** null: not known, which is not zero. */
  value: number | null
}
export type BarChartProps = { title: string; description: ReactNode; bars: readonly Bar[]; unit: string; name: string }

const rowHeight = 48

/** Horizontal bars, each with its name above it and its figure behind it: readable at any width. */
export function BarChart({ title, description, bars, unit, name }: BarChartProps) {
  const table = { columns: [name, unit], rows: bars.map(({ label, value }) => [label, value]) }
  const greatest = Math.max(1, ...bars.map((bar) => bar.value ?? 0))
  return (
    <Figure {...{ title, description, table }}>
      {(width, labelled) => {
        const length = scaleLinear([0, greatest], [0, width - 96])
        return (
          <Drawing width={width} height={bars.length * rowHeight} labelled={labelled}>
            {bars.map(({ label, value }, row) => (
              <g key={label} transform={`translate(0 ${row * rowHeight})`}>
                <text y="16">{label}</text>
                {value === null ? (
                  <rect
                    x="1"
                    y="23"
                    width="48"
                    height="16"
                    fill="none"
                    stroke="var(--color-solid-gray-536)"
                    strokeDasharray="4 3"
                  />
                ) : (
                  <rect y="22" width={Math.max(2, length(value))} height="18" fill="var(--color-key-900)" />
                )}
                <text x={(value === null ? 49 : Math.max(2, length(value))) + 8} y="36" fontWeight="700">
                  {value === null ? '不明' : formatNumber(value) + unit}
                </text>
              </g>
            ))}
          </Drawing>
        )
      }}
    </Figure>
  )
}
