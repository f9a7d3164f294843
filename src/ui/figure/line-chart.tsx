import { scaleLinear, scalePoint } from 'd3-scale'
import { area, line } from 'd3-shape'
import type { ReactNode } from 'react'
import { formatNumber } from '../format.ts'
import { Drawing } from './drawing.tsx'
import { Figure } from './figure.tsx'

export type Point = { y: number | null; low?: number | undefined; high?: number | undefined }
export type Series = { name: string; points: readonly Point[] }
export type LineChartProps = {
  title: string
  description: ReactNode
  /** The steps of the horizontal axis, in order; every series has one point for each. */
  steps: readonly string[]
  stepName: string
  series: readonly Series[]
  unit: string
}

/** Series are told apart by dash and mark, not only by colour. */
const looks = [
  { colour: 'var(--color-key-900)', dash: undefined },
  { colour: 'var(--color-orange-800)', dash: '8 4' },
  { colour: 'var(--color-green-800)', dash: '2 4' },
  { colour: 'var(--color-magenta-900)', dash: '12 4 2 4' },
]
const lookOf = (index: number) => looks[index % looks.length] as (typeof looks)[number]

const columnsOf = ({ series, stepName, unit }: LineChartProps) => [
  stepName,
  ...series.flatMap(({ name, points }) =>
    points.some((point) => point.low !== undefined)
      ? [`${name}（${unit}）`, `${name}の下限`, `${name}の上限`]
      : [`${name}（${unit}）`],
  ),
]
const rowsOf = ({ series, steps }: LineChartProps) =>
  steps.map((step, index) => [
    step,
    ...series.flatMap(({ points }) => {
      const point = points[index]
      const ranged = points.some((one) => one.low !== undefined)
      return ranged ? [point?.y ?? null, point?.low ?? null, point?.high ?? null] : [point?.y ?? null]
    }),
  ])

/** Lines over ordered steps, with the range of uncertainty as a band; a gap is a value not known. */
export function LineChart(props: LineChartProps) {
  const { title, description } = props
  return (
    <Figure {...{ title, description }} table={{ columns: columnsOf(props), rows: rowsOf(props) }}>
      {(width, labelled) => <Lines {...props} width={width} labelled={labelled} />}
    </Figure>
  )
}

function Lines({ steps, series, unit, width, labelled }: LineChartProps & { width: number; labelled: string }) {
  const legend = series.length * 24
  const height = 296 + legend
  const greatest = Math.max(1, ...series.flatMap(({ points }) => points.map((point) => point.high ?? point.y ?? 0)))
  const x = scalePoint([...steps.keys()], [48, width - 24])
  const y = scaleLinear([0, greatest], [height - 32, legend + 44]).nice(5)
  const at = (step: number) => x(step) ?? 0
  const last = steps.length - 1
  const every = Math.ceil((steps.length * 76) / (width - 72))
  return (
    <Drawing width={width} height={height} labelled={labelled}>
      {y.ticks(5).map((tick) => (
        <g key={tick} transform={`translate(0 ${y(tick)})`}>
          <line x1="48" x2={width - 8} stroke="var(--color-solid-gray-200)" />
          <text x="40" dy="0.35em" textAnchor="end">
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      <text x="0" y={legend + 22}>
        {unit}
      </text>
      {steps.map(
        (step, index) =>
          (last - index) % every === 0 && (
            // The outermost labels stay within the picture.
            <text
              key={step}
              x={index === last && last > 0 ? width : at(index)}
              y={height - 8}
              textAnchor={index === last && last > 0 ? 'end' : 'middle'}
            >
              {step}
            </text>
          ),
      )}
      {series.map(({ name, points }, index) => {
        const { colour, dash } = lookOf(index)
        const band = area<Point>()
          .defined((point) => point.low !== undefined && point.high !== undefined)
          .x((_, step) => at(step))
          .y0((point) => y(point.low ?? 0))
          .y1((point) => y(point.high ?? 0))
        const path = line<Point>()
          .defined((point) => point.y !== null)
          .x((_, step) => at(step))
          .y((point) => y(point.y ?? 0))
        return (
          <g key={name} stroke={colour} strokeWidth="3" fill="none">
            <path d={band(points) ?? ''} fill={colour} fillOpacity="0.15" stroke="none" />
            <path d={path(points) ?? ''} strokeDasharray={dash} />
            {points.map(
              (point, step) =>
                point.y !== null && (
                  <circle key={steps[step]} cx={at(step)} cy={y(point.y)} r="4" fill="var(--color-white)" />
                ),
            )}
            <line x1="4" x2="40" y1={index * 24 + 10} y2={index * 24 + 10} strokeDasharray={dash} />
            <text x="48" y={index * 24 + 15} stroke="none" fill="var(--color-solid-gray-800)">
              {name}
            </text>
          </g>
        )
      })}
    </Drawing>
  )
}
