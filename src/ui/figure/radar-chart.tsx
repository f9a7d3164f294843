import { lineRadial } from 'd3-shape'
import type { ReactNode } from 'react'
import { Drawing } from './drawing.tsx'
import { Figure } from './figure.tsx'

export type Spoke = {
  label: string
  /** null: not known, which is not zero; the outline has a gap there. */
  value: number | null
  low: number | null
  high: number | null
  target: number | null
}
export type RadarChartProps = {
  title: string
  description: ReactNode
  spokes: readonly Spoke[]
  /** The end of every spoke. */
  most: number
  name: string
}

/** Several measures of one thing at once, with what is aimed at (dashed) and how sure each is (a line along its spoke). */
export function RadarChart(props: RadarChartProps) {
  const { title, description, spokes, name } = props
  const table = {
    columns: [name, '推定', '下限', '上限', '目標'],
    rows: spokes.map(({ label, value, low, high, target }) => [
      label,
      rounded(value),
      rounded(low),
      rounded(high),
      rounded(target),
    ]),
  }
  return (
    <Figure {...{ title, description, table }}>
      {(available, labelled) => <Radar {...props} width={Math.min(available, 560)} labelled={labelled} />}
    </Figure>
  )
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10)

function Radar({ spokes, most, width, labelled }: RadarChartProps & { width: number; labelled: string }) {
  const legend = 56
  const radius = Math.min(180, width / 2 - 84)
  const height = 2 * radius + 96 + legend
  const centre: [number, number] = [width / 2, radius + 44 + legend]
  const angle = (index: number) => (index / spokes.length) * 2 * Math.PI
  const at = (index: number, value: number): [number, number] => [
    Math.sin(angle(index)) * (value / most) * radius,
    -Math.cos(angle(index)) * (value / most) * radius,
  ]
  const outline = (of: (spoke: Spoke) => number | null) =>
    lineRadial<number>()
      .defined((index) => of(spokes[index % spokes.length]!) !== null)
      .angle(angle)
      .radius((index) => ((of(spokes[index % spokes.length]!) ?? 0) / most) * radius)([
      ...spokes.keys(),
      spokes.length,
    ]) ?? ''
  return (
    <Drawing width={width} height={height} labelled={labelled}>
      <Key x={8} y={16} dashed={false} text="今の推定（太い線は確かさの幅）" />
      <Key x={8} y={42} dashed text="目標" />
      <g transform={`translate(${centre[0]} ${centre[1]})`}>
        {Array.from({ length: most }, (_, ring) => ring + 1).map((ring) => (
          <polygon
            key={ring}
            points={spokes.map((_, index) => at(index, ring).join(',')).join(' ')}
            fill="none"
            stroke="var(--color-solid-gray-200)"
          />
        ))}
        {spokes.map((spoke, index) => {
          const [x, y] = at(index, most)
          return (
            <g key={spoke.label}>
              <line x2={x} y2={y} stroke="var(--color-solid-gray-300)" />
              {spoke.low !== null && spoke.high !== null && (
                <line
                  {...endsOf(at(index, spoke.low), at(index, spoke.high))}
                  stroke="var(--color-key-900)"
                  strokeOpacity="0.35"
                  strokeWidth="8"
                />
              )}
              <text
                x={x * 1.1}
                y={y * 1.1}
                dy={y > radius / 2 ? '0.9em' : y < -radius / 2 ? '-0.1em' : '0.35em'}
                textAnchor={anchorOf(x)}
              >
                {spoke.label}
                {spoke.value === null && '（不明）'}
              </text>
            </g>
          )
        })}
        <path
          d={outline(({ target }) => target)}
          fill="none"
          stroke="var(--color-orange-800)"
          strokeWidth="2"
          strokeDasharray="6 4"
        />
        <path d={outline(({ value }) => value)} fill="none" stroke="var(--color-key-900)" strokeWidth="3" />
        {spokes.map(({ label, value }, index) => {
          if (value === null) return null
          const [cx, cy] = at(index, value)
          return <circle key={label} cx={cx} cy={cy} r="5" fill="var(--color-key-900)" />
        })}
      </g>
    </Drawing>
  )
}

const endsOf = ([x1, y1]: [number, number], [x2, y2]: [number, number]) => ({ x1, y1, x2, y2 })
const anchorOf = (x: number) => (x > 8 ? 'start' : x < -8 ? 'end' : 'middle')

function Key({ x, y, dashed, text }: { x: number; y: number; dashed: boolean; text: string }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <line
        x2="32"
        stroke={dashed ? 'var(--color-orange-800)' : 'var(--color-key-900)'}
        strokeWidth={dashed ? 2 : 3}
        strokeDasharray={dashed ? '6 4' : undefined}
      />
      <text x="40" dy="0.35em">
        {text}
      </text>
    </g>
  )
}
