import { z } from 'zod'

const Line = z.string().max(300, '1つの欄は300文字までです。')
const Caption = z.string().trim().min(1, '見出しを書いてください。').max(80, '見出しは80文字までです。')

const asManyAsColumns = {
  message: 'どの行も、列と同じ数の欄にしてください。',
  path: ['rows'],
}
const grid = {
  caption: Caption,
  columns: z.array(Line).min(1, '列を1つ以上書いてください。').max(12, '列は12までです。'),
  rows: z.array(z.array(Line)).min(1, '行を1つ以上書いてください。').max(30, '行は30までです。'),
}
const fits = ({ columns, rows }: { columns: string[]; rows: string[][] }) =>
  rows.every((row) => row.length === columns.length)

/** What is looked at to answer: shown as what it is, not as a picture, so that it can be read aloud and enlarged. */
export const Material = z.discriminatedUnion('form', [
  z.strictObject({ form: z.literal('table'), ...grid }).refine(fits, asManyAsColumns),
  z.strictObject({ form: z.literal('sheet'), ...grid }).refine(fits, asManyAsColumns),
  z
    .strictObject({
      form: z.literal('chart'),
      caption: Caption,
      chart: z.enum(['bar', 'line']),
      unit: z.string().max(20, '単位は20文字までです。'),
      labels: z.array(Line).min(2, '項目を2つ以上書いてください。').max(24, '項目は24までです。'),
      series: z
        .array(z.strictObject({ name: Line, values: z.array(z.number()) }))
        .min(1, '系列を1つ以上書いてください。')
        .max(4, '系列は4つまでです。'),
      /** Where the axis of values begins: above 0 in charts that mislead. */
      from: z.number().default(0),
    })
    .refine(({ labels, series }) => series.every(({ values }) => values.length === labels.length), {
      message: 'どの系列も、項目と同じ数の値にしてください。',
      path: ['series'],
    }),
  z.strictObject({
    form: z.literal('mail'),
    sender: Line,
    to: Line,
    subject: Line,
    lines: z.array(Line).min(1, '本文を書いてください。').max(40, '本文は40行までです。'),
    attachments: z.array(Line).max(5, '添付は5つまでです。').default([]),
  }),
  z.strictObject({
    form: z.literal('paper'),
    caption: Caption,
    fields: z
      .array(z.strictObject({ label: Line, value: Line }))
      .min(1, '欄を1つ以上書いてください。')
      .max(30, '欄は30までです。'),
  }),
  z.strictObject({
    form: z.literal('text'),
    caption: Caption,
    lines: z.array(Line).min(1, '本文を書いてください。').max(40, '本文は40行までです。'),
  }),
])
export type Material = z.infer<typeof Material>
