import type { ReactNode } from 'react'
import type { Material as Shape } from '../contract/material.ts'
import { MaterialChart } from './material-chart.tsx'

/** What is looked at to answer, as what it is: readable by eye, by ear, and enlarged. */
export function Material({ material }: { material: Shape }) {
  switch (material.form) {
    case 'table':
      return <Grid {...material} />
    case 'sheet':
      return <Grid {...material} numbered />
    case 'chart':
      return <MaterialChart {...material} />
    case 'mail':
      return <Mail {...material} />
    case 'paper':
      return <Paper {...material} />
    case 'text':
      return (
        <Framed caption={material.caption}>
          <Lines lines={material.lines} />
        </Framed>
      )
  }
}

function Framed({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <figure className="rounded-8 border border-solid-gray-420 bg-solid-gray-50 p-4">
      <figcaption className="mb-2 text-std-16B-170">{caption}</figcaption>
      {children}
    </figure>
  )
}

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <div className="flex flex-col gap-1 text-std-16N-170 [overflow-wrap:anywhere]">
    {lines.map((line, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines are as they are and never move
      <p key={at} className="min-h-[1.7em]">
        {line}
      </p>
    ))}
  </div>
)

type GridProps = {
  caption: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  numbered?: boolean
}

/** A table; with `numbered` a sheet, whose rows and columns are called by number and letter. */
function Grid({ caption, columns, rows, numbered = false }: GridProps) {
  const cell = 'border border-solid-gray-420 bg-white px-3 py-2 text-left align-top text-dns-16N-130'
  const edge = 'border border-solid-gray-420 bg-solid-gray-100 px-3 py-2 text-dns-16N-130 font-normal'
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section aria-label={caption} tabIndex={0} className="overflow-x-auto">
      <table className="border-collapse">
        <caption className="mb-2 text-left text-std-16B-170">{caption}</caption>
        <thead>
          <tr>
            {numbered && (
              <td className={edge}>
                <span className="sr-only">行</span>
              </td>
            )}
            {columns.map((column) => (
              <th key={column} scope="col" className={numbered ? `${edge} text-center` : `${edge} font-bold`}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are as they are and never move
            <tr key={at}>
              {numbered && (
                <th scope="row" className={`${edge} text-center`}>
                  {at + 1}
                </th>
              )}
              {row.map((text, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                <td key={column} className={`${cell} [overflow-wrap:anywhere] min-w-16`}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Mail({ sender, to, subject, lines, attachments }: Extract<Shape, { form: 'mail' }>) {
  const facts = [
    ['差出人', sender],
    ['宛先', to],
    ['件名', subject],
    ...(attachments.length > 0 ? [['添付', attachments.join('、')]] : []),
  ]
  return (
    <Framed caption="届いたメール">
      <dl className="mb-3 border-b border-solid-gray-420 pb-3">
        {facts.map(([term, words]) => (
          <div key={term} className="flex gap-3 text-std-16N-170">
            <dt className="w-16 shrink-0 text-solid-gray-700">{term}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{words}</dd>
          </div>
        ))}
      </dl>
      <Lines lines={lines} />
    </Framed>
  )
}

function Paper({ caption, fields }: Extract<Shape, { form: 'paper' }>) {
  return (
    <Framed caption={caption}>
      <dl className="divide-y divide-solid-gray-420 border-y border-solid-gray-420 bg-white">
        {fields.map(({ label, value }) => (
          <div key={label} className="gap-4 px-3 py-2 sm:flex">
            <dt className="text-std-16B-170 sm:w-56 sm:shrink-0">{label}</dt>
            <dd className="min-w-0 flex-1 whitespace-pre-line text-std-16N-170 [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </Framed>
  )
}
