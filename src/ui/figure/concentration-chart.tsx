import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { ReactNode } from 'react'
import { formatPercent } from '../format.ts'
import { Drawing } from './drawing.tsx'
import { Figure } from './figure.tsx'

export type ConcentrationChartProps = {
  title: string
  description: ReactNode
  /** Cumulative shares from (0, 0) to (1, 1), beginning with those who have least: a Lorenz curve. */
  curve: readonly { share: number; of: number }[]
  shareName: string
  ofName: string
}

/** How unevenly something is spread: the further the curve hangs from the diagonal, the fewer carry the most. */
export function ConcentrationChart({ title, description, curve, shareName, ofName }: ConcentrationChartProps) {
  const table = {
    columns: [shareName, ofName],
    rows: curve.map(({ share, of }) => [formatPercent(share), formatPercent(of)]),
  }
  return (
    <Figure {...{ title, description, table }}>
      {(available, labelled) => {
        const width = Math.min(available, 480)
        const x = scaleLinear([0, 1], [52, width - 16])
        const y = scaleLinear([0, 1], [width - 56, 36])
        const ends: [number, number][] = [
          [0, 0],
          [1, 1],
        ]
        const points = curve.map(({ share, of }): [number, number] => [share, of])
        const path = line()
          .x(([share]) => x(share))
          .y(([, of]) => y(of))
        const gap = area<[number, number]>()
          .x(([share]) => x(share))
          .y0(([share]) => y(share))
          .y1(([, of]) => y(of))
        return (
          <Drawing width={width} height={width} labelled={labelled}>
            {[0, 0.5, 1].map((tick) => (
              <g key={tick}>
                <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} stroke="var(--color-solid-gray-200)" />
                <text x="44" y={y(tick)} dy="0.35em" textAnchor="end">
                  {formatPercent(tick)}
                </text>
                <text x={x(tick)} y={width - 34} textAnchor={tick === 1 ? 'end' : 'middle'}>
                  {formatPercent(tick)}
                </text>
              </g>
            ))}
            <path d={gap(points) ?? ''} fill="var(--color-key-900)" fillOpacity="0.12" />
            <path d={path(ends) ?? ''} stroke="var(--color-solid-gray-600)" strokeDasharray="6 4" />
            <path d={path(points) ?? ''} fill="none" stroke="var(--color-key-900)" strokeWidth="3" />
            <text x="0" y="16">
              {ofName}
            </text>
            <text x={width - 16} y={width - 10} textAnchor="end">
              {shareName}
            </text>
          </Drawing>
        )
      }}
    </Figure>
  )
}
