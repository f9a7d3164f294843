import { scaleBand, scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { useId } from 'react'
import { Disclosure } from '../../../ui/disclosure.tsx'
import { Drawing } from '../../../ui/figure/drawing.tsx'
import { useWidth } from '../../../ui/figure/width.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Material } from '../contract/material.ts'

type Chart = Extract<Material, { form: 'chart' }>

const looks = [
  { colour: 'var(--color-key-900)', dash: undefined },
  { colour: 'var(--color-orange-800)', dash: '8 4' },
  { colour: 'var(--color-green-800)', dash: '2 4' },
  { colour: 'var(--color-magenta-900)', dash: '12 4 2 4' },
] as const
const top = 24
const bottom = 44
const plot = 220

/**
 * A chart of a test item, drawn as its writer means it: also with an axis that begins above 0, for charts that mislead. Its
 * figures can be read as a table.
 */
export function MaterialChart(chart: Chart) {
  const { caption, unit, labels, series } = chart
  const id = useId()
  const [frame, width] = useWidth<HTMLDivElement>()
  return (
    <figure className="min-w-0 rounded-8 border border-solid-gray-420 bg-white p-4">
      <figcaption id={id} className="mb-2 text-std-16B-170">
        {caption}
      </figcaption>
      <div ref={frame} className="min-w-0">
        {width > 0 && <Plot chart={chart} width={width} labelled={id} />}
      </div>
      <Disclosure summary="表で読む">
        <table className="border-collapse text-dns-16N-130">
          <thead>
            <tr>
              <td />
              {series.map(({ name }) => (
                <th key={name} scope="col" className="px-3 py-1 text-left">
                  {name}
                  {unit && `（${unit}）`}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label, at) => (
              <tr key={label}>
                <th scope="row" className="px-3 py-1 text-left font-normal">
                  {label}
                </th>
                {series.map(({ name, values }) => (
                  <td key={name} className="px-3 py-1 text-right">
                    {formatNumber(values[at] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Disclosure>
    </figure>
  )
}

function Plot({ chart, width, labelled }: { chart: Chart; width: number; labelled: string }) {
  const { unit, labels, series, from } = chart
  const legend = series.length > 1 ? series.length * 22 : 0
  const height = legend + top + plot + bottom
  const greatest = Math.max(from + 1, ...series.flatMap(({ values }) => values))
  const y = scaleLinear([from, greatest], [legend + top + plot, legend + top])
  const x = scaleBand(labels, [56, width - 8]).padding(0.25)
  const middle = (label: string) => (x(label) ?? 0) + x.bandwidth() / 2
  const every = Math.ceil((labels.length * 56) / Math.max(1, width - 64))
  return (
    <Drawing width={width} height={height} labelled={labelled}>
      <text x="0" y={legend + 14}>
        {unit}
      </text>
      {y.ticks(5).map((tick) => (
        <g key={tick} transform={`translate(0 ${y(tick)})`}>
          <line x1="56" x2={width - 8} stroke="var(--color-solid-gray-200)" />
          <text x="48" dy="0.35em" textAnchor="end">
            {formatNumber(tick)}
          </text>
        </g>
      ))}
      {labels.map(
        (label, at) =>
          at % every === 0 && (
            <text key={label} x={middle(label)} y={height - 20} textAnchor="middle">
              {label}
            </text>
          ),
      )}
      {series.map(({ name, values }, index) => {
        const { colour, dash } = looks[index % looks.length]!
        const bar = x.bandwidth() / series.length
        const path = line<number>()
          .x((_, at) => middle(labels[at]!))
          .y((value) => y(value))
        return (
          <g key={name}>
            {chart.chart === 'line' ? (
              <g stroke={colour} strokeWidth="3" fill="none">
                <path d={path(values) ?? ''} strokeDasharray={dash} />
                {values.map((value, at) => (
                  <circle key={labels[at]} cx={middle(labels[at]!)} cy={y(value)} r="4" fill="var(--color-white)" />
                ))}
              </g>
            ) : (
              values.map((value, at) => (
                <rect
                  key={labels[at]}
                  x={(x(labels[at]!) ?? 0) + index * bar}
                  y={y(Math.max(from, value))}
                  width={Math.max(1, bar - 2)}
                  height={Math.max(0, y(from) - y(Math.max(from, value)))}
                  fill={colour}
                />
              ))
            )}
            {legend > 0 && (
              <g transform={`translate(56 ${index * 22})`}>
                <line x2="32" y1="8" y2="8" stroke={colour} strokeWidth="4" strokeDasharray={dash} />
                <text x="40" y="13">
                  {name}
                </text>
              </g>
            )}
          </g>
        )
      })}
    </Drawing>
  )
}
