import type { ItemDocument } from '../contract/item-document.ts'
import type { Material } from '../contract/material.ts'
import type { ItemKind } from '../contract/names.ts'

export interface OptionDraft {
  id: number
  text: string
  rationale: string
  right: boolean
  score: number
}

/** What stands in the fields of the form; of ordering items the options are in their right order. */
export interface ItemDraft {
  skill: string
  level: string
  kind: ItemKind
  stem: string
  options: OptionDraft[]
  explanation: string
  basis: string
  b: string
  reason: string
  seconds: string
  enemies: string
  material: MaterialDraft
}

/** Every field of every form of material: what is not needed by the form chosen waits. */
export interface MaterialDraft {
  form: Material['form'] | ''
  caption: string
  /** Pasted rows: tab- or comma-separated; of a table and a chart the first is the heading. */
  grid: string
  chart: 'bar' | 'line'
  unit: string
  from: string
  sender: string
  to: string
  subject: string
  lines: string
  attachments: string
}

const noMaterial: MaterialDraft = {
  ...{ form: '', caption: '', grid: '', chart: 'bar', unit: '', from: '0', sender: '', to: '', subject: '', lines: '' },
  attachments: '',
}

const option = (id: number): OptionDraft => ({ id, text: '', rationale: '', right: false, score: 0 })

export const emptyDraft: ItemDraft = {
  ...{ skill: '', level: '2', kind: 'single', stem: '', options: [0, 1, 2, 3].map(option), explanation: '', basis: '' },
  ...{ b: '0', reason: '', seconds: '45', enemies: '', material: noMaterial },
}

export const addOption = (options: readonly OptionDraft[]): OptionDraft[] => [
  ...options,
  option(Math.max(-1, ...options.map(({ id }) => id)) + 1),
]

const keyAt = (at: number) => String.fromCharCode(97 + at)
const rowsOf = (grid: string): string[][] =>
  grid
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(line.includes('\t') ? '\t' : ',').map((cell) => cell.trim()))
const linesOf = (text: string) => text.split('\n').map((line) => line.trimEnd())

/** The item that the fields make; what is wrong with it the server says. */
export function documentOf(draft: ItemDraft): ItemDocument {
  const { kind, options } = draft
  const shown = kind === 'order' ? shuffled(options) : options
  const keyOf = new Map(shown.map(({ id }, at) => [id, keyAt(at)]))
  const best = options.filter(({ score }) => score === 3)
  const answer =
    kind === 'order' ? options : kind === 'judgement' ? best.slice(0, 1) : options.filter(({ right }) => right)
  const material = materialOf(draft.material)
  const enemies = draft.enemies.split(/[\s,、]+/).filter(Boolean)
  return {
    ...{ level: Number(draft.level), kind, stem: draft.stem, ...(material ? { material } : {}) },
    options: shown.map(({ id, text, rationale, score }) => ({
      ...{ key: keyOf.get(id)!, text, rationale, ...(kind === 'judgement' ? { score } : {}) },
    })),
    answer: answer.map(({ id }) => keyOf.get(id)!),
    ...{ explanation: draft.explanation, basis: draft.basis },
    difficulty: { b: draft.b.trim() === '' ? Number.NaN : Number(draft.b), reason: draft.reason },
    ...(enemies.length > 0 ? { enemies } : {}),
    seconds: Number(draft.seconds),
  }
}

/** Steps in another order than the right one, always the same for the same steps. */
function shuffled(options: readonly OptionDraft[]): OptionDraft[] {
  const sorted = options.toSorted((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : a.id - b.id))
  return sorted.every(({ id }, at) => id === options[at]!.id) ? sorted.toReversed() : sorted
}

function materialOf({ form, caption, grid, lines, ...rest }: MaterialDraft): Material | undefined {
  const [head = [], ...rows] = rowsOf(grid)
  switch (form) {
    case '':
      return undefined
    case 'table':
      return { form, caption, columns: head, rows }
    case 'sheet': {
      const width = Math.max(head.length, ...rows.map((row) => row.length))
      const fill = (row: string[]) => [...row, ...new Array<string>(width - row.length).fill('')]
      return {
        form,
        caption,
        columns: Array.from({ length: width }, (_, at) => keyAt(at).toUpperCase()),
        rows: [head, ...rows].map(fill),
      }
    }
    case 'chart':
      return {
        ...{ form, caption, chart: rest.chart, unit: rest.unit, from: Number(rest.from) || 0 },
        labels: rows.map(([label = '']) => label),
        series: head
          .slice(1)
          .map((name, at) => ({ name, values: rows.map((row) => Number(row[at + 1] ?? Number.NaN)) })),
      }
    case 'mail': {
      const { sender, to, subject, attachments } = rest
      return { form, sender, to, subject, lines: linesOf(lines), attachments: linesOf(attachments).filter(Boolean) }
    }
    case 'paper':
      return {
        ...{ form, caption },
        fields: linesOf(lines)
          .filter(Boolean)
          .map((line) => {
            const [label = '', ...value] = line.split(/[:：]/)
            return { label, value: value.join('：') }
          }),
      }
    case 'text':
      return { form, caption, lines: linesOf(lines) }
  }
}

/** The fields of an item that is there. */
export function draftOf(skill: string, document: ItemDocument): ItemDraft {
  const {
    level,
    kind,
    stem,
    options,
    answer,
    explanation,
    basis,
    difficulty,
    enemies = [],
    seconds,
    material,
  } = document
  const inOrder = kind === 'order' ? answer.map((key) => options.find((one) => one.key === key)!) : options
  return {
    ...{
      skill,
      level: String(level),
      kind,
      stem,
      explanation,
      basis,
      b: String(difficulty.b),
      reason: difficulty.reason,
    },
    ...{ seconds: String(seconds), enemies: enemies.join(' '), material: materialDraft(material) },
    options: inOrder.map(({ key, text, rationale, score = 0 }, id) => ({
      ...{ id, text, rationale, score, right: kind !== 'order' && answer.includes(key) },
    })),
  }
}

function materialDraft(material: Material | undefined): MaterialDraft {
  if (!material) return noMaterial
  const draft = { ...noMaterial, form: material.form, caption: 'caption' in material ? material.caption : '' }
  const grid = (rows: readonly (readonly (string | number)[])[]) => rows.map((row) => row.join('\t')).join('\n')
  switch (material.form) {
    case 'table':
      return { ...draft, grid: grid([material.columns, ...material.rows]) }
    case 'sheet':
      return { ...draft, grid: grid(material.rows) }
    case 'chart': {
      const { chart, unit, from, labels, series } = material
      const rows = labels.map((label, at) => [label, ...series.map(({ values }) => values[at]!)])
      return {
        ...draft,
        chart,
        unit,
        from: String(from),
        grid: grid([['', ...series.map(({ name }) => name)], ...rows]),
      }
    }
    case 'mail': {
      const { sender, to, subject, lines, attachments } = material
      return { ...draft, sender, to, subject, lines: lines.join('\n'), attachments: attachments.join('\n') }
    }
    case 'paper':
      return { ...draft, lines: material.fields.map(({ label, value }) => `${label}：${value}`).join('\n') }
    case 'text':
      return { ...draft, lines: material.lines.join('\n') }
  }
}
