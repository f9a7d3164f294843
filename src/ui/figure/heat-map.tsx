import type { ReactNode } from 'react'
import { Drawing } from './drawing.tsx'
import { Figure } from './figure.tsx'

export interface HeatCell {
  /** null: not known (hatched), or not told (`withheld`). Neither is zero. */
  value: number | null
  /** How many it speaks of. */
  count: number | null
  withheld: boolean
}
export type HeatMapProps = {
  title: string
  description: ReactNode
  name: string
  rows: readonly { id: string; label: string; cells: readonly HeatCell[] }[]
  /** Columns with a short label for the drawing and a full one for the table. */
  columns: readonly { label: string; group: string }[]
  most: number
}

const words = ({ value, count, withheld }: HeatCell) =>
  withheld ? '非表示' : value === null ? '不明' : `${(Math.round(value * 10) / 10).toFixed(1)}（${count}人）`

/** Rows by columns: the darker the higher; every cell says its figure, so that colour is never needed. */
export function HeatMap(props: HeatMapProps) {
  const { title, description, name, rows, columns } = props
  const table = {
    columns: [name, ...columns.map(({ label }) => label)],
    rows: rows.map(({ label, cells }) => [label, ...cells.map(words)]),
  }
  return (
    <Figure {...{ title, description, table }}>
      {(_, labelled) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        <div className="overflow-x-auto" tabIndex={0}>
          <Squares {...props} labelled={labelled} />
        </div>
      )}
    </Figure>
  )
}

const side = { name: 168, top: 176, width: 44, height: 32 }

function Squares({ rows, columns, most, labelled }: HeatMapProps & { labelled: string }) {
  const width = side.name + columns.length * side.width + 100
  const height = side.top + rows.length * side.height + 8
  return (
    <Drawing width={width} height={height} labelled={labelled}>
      <defs>
        <pattern id="unknown" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line y2="6" stroke="var(--color-solid-gray-420)" strokeWidth="2" />
        </pattern>
      </defs>
      {columns.map(({ label, group }, at) => (
        <g key={label}>
          <text transform={`translate(${side.name + at * side.width + 24} ${side.top - 8}) rotate(-50)`} fontSize="12">
            {label}
          </text>
          {at > 0 && columns[at - 1]!.group !== group && (
            <line
              x1={side.name + at * side.width}
              x2={side.name + at * side.width}
              y1={side.top - 4}
              y2={height}
              stroke="var(--color-solid-gray-600)"
            />
          )}
        </g>
      ))}
      {rows.map(({ id, label, cells }, row) => (
        <g key={id} transform={`translate(0 ${side.top + row * side.height})`}>
          <text y="21">{label.length > 11 ? `${label.slice(0, 10)}…` : label}</text>
          {cells.map((cell, at) => (
            <Square key={columns[at]!.label} cell={cell} x={side.name + at * side.width} most={most} />
          ))}
        </g>
      ))}
    </Drawing>
  )
}

function Square({ cell, x, most }: { cell: HeatCell; x: number; most: number }) {
  const { value, withheld } = cell
  const depth = value === null ? 0 : Math.min(1, Math.max(0, value / most))
  return (
    <g transform={`translate(${x} 0)`}>
      <rect
        x="1"
        y="1"
        width={side.width - 2}
        height={side.height - 2}
        fill={withheld ? 'var(--color-white)' : value === null ? 'url(#unknown)' : 'var(--color-key-900)'}
        fillOpacity={value === null ? 1 : 0.08 + 0.82 * depth}
        stroke="var(--color-solid-gray-300)"
      />
      {(value !== null || withheld) && (
        <text
          x={side.width / 2}
          y="21"
          textAnchor="middle"
          fontSize="13"
          fill={depth > 0.5 ? 'var(--color-white)' : 'var(--color-solid-gray-900)'}
        >
          {withheld ? '—' : (Math.round(value! * 10) / 10).toFixed(1)}
        </text>
      )}
    </g>
  )
}
