import { nodes } from '../bank.ts'
import { probability } from '../curves.ts'
import { type Answer, type Parameters, problemOf } from '../item.ts'
import type { Patterns } from './expect.ts'
import type { Model } from './maximise.ts'
import type { Prior } from './prior.ts'
import { coordinatesOf, dimension, evaluate, type Shape } from './shape.ts'

export interface CalibrationItem {
  readonly id: string
  /** Rasch: discrimination 1 for all, so that only difficulties (and the population's spread) are estimated. */
  readonly model: 'Rasch' | '2PL' | '3PL' | 'graded'
  /** Graded items: how many categories there are; as many as occur unless given. */
  readonly categories?: number
  /** Where to begin, or the known parameters of a fixed item. */
  readonly parameters?: Parameters
  /** An anchor: its parameters are known and stay as they are. */
  readonly fixed?: boolean
  readonly prior?: Prior
}

export type Unusable = 'no-answers' | 'one-category' | 'category-unused' | 'parameters-refused' | 'duplicate'

export interface Entry {
  readonly item: CalibrationItem
  readonly answers: number
  /** How often each category occurred. */
  readonly counts: readonly number[]
  readonly unusable?: Unusable
  readonly model?: Model
  readonly start?: Float64Array
}

export interface Problem {
  readonly entries: readonly Entry[]
  readonly patterns: Patterns
  readonly rows: number
  /** Answers to items that are not calibrated, of impossible categories, or given twice by one person. */
  readonly ignored: number
}

const mostCategories = 21

/** Sorts out which items can be calibrated and brings the answers into rows. An item a person did not answer is missing. */
export function problemFrom(items: readonly CalibrationItem[], people: readonly (readonly Answer[])[]): Problem {
  const counts = new Map<string, number[]>()
  for (const { id } of items) counts.set(id, [])
  for (const answers of people)
    for (const { item, category } of answers) {
      const tally = counts.get(item)
      if (tally && Number.isInteger(category) && category >= 0 && category < mostCategories) {
        while (tally.length <= category) tally.push(0)
        tally[category]!++
      }
    }
  const entries: Entry[] = []
  const known = new Map<string, { row: number; categories: number }>()
  let rows = 0
  for (const item of items) {
    const tally = counts.get(item.id)!
    const categories = categoriesOf(item, tally)
    const inside = Array.from({ length: categories }, (_, k) => tally[k] ?? 0)
    const answers = inside.reduce((sum, count) => sum + count, 0)
    const unusable = known.has(item.id) ? 'duplicate' : unusableBecause(item, inside, answers)
    if (unusable) {
      entries.push({ item, answers, counts: inside, unusable })
      continue
    }
    const shape = shapeOf(item, categories)
    entries.push({
      item,
      answers,
      counts: inside,
      model: { shape, row: rows, prior: item.prior },
      start: startOf(item, shape, inside, answers),
    })
    known.set(item.id, { row: rows, categories })
    rows += categories
  }
  return { entries, rows, ...patternsOf(people, known) }
}

function categoriesOf({ model, fixed, parameters, categories }: CalibrationItem, tally: readonly number[]): number {
  if (fixed && parameters) return parameters.b.length + 1
  if (model !== 'graded') return 2
  return Math.min(mostCategories, Math.max(2, categories ?? (parameters ? parameters.b.length + 1 : tally.length)))
}

function unusableBecause(item: CalibrationItem, counts: readonly number[], answers: number): Unusable | undefined {
  if (item.parameters && problemOf(item.parameters)) return 'parameters-refused'
  if (item.fixed) return item.parameters ? undefined : 'parameters-refused'
  if (answers === 0) return 'no-answers'
  if (item.prior?.b) return undefined
  if (counts.some((count) => count === answers)) return 'one-category'
  return counts.includes(0) ? 'category-unused' : undefined
}

function shapeOf({ model, fixed, parameters }: CalibrationItem, categories: number): Shape {
  const thresholds = categories - 1
  const guessing = fixed ? (parameters?.c ?? 0) > 0 : model === '3PL'
  const all = Array.from({ length: dimension({ thresholds, guessing, free: [] }) }, (_, u) => u)
  return { thresholds, guessing, free: fixed ? [] : model === 'Rasch' ? all.slice(1) : all }
}

/** Begins where told, else with discrimination 1 and thresholds by the shares of answers. */
function startOf(item: CalibrationItem, shape: Shape, counts: readonly number[], answers: number): Float64Array {
  const a = item.model === 'Rasch' ? 1 : (item.parameters?.a ?? item.prior?.a?.median ?? 1)
  const c = shape.guessing ? Math.max(0.02, item.parameters?.c ?? item.prior?.c?.median ?? 0.15) : 0
  let above = answers
  const b = Array.from({ length: shape.thresholds }, (_, k) => {
    above -= counts[k]!
    const share = (above + 0.5) / (answers + 1)
    return (-1.2 * Math.log(share / (1 - share))) / a + k * 1e-3
  })
  const given = item.parameters?.b.length === shape.thresholds ? item.parameters.b : undefined
  return coordinatesOf({ a, b: given ?? b, c }, shape)
}

function patternsOf(
  people: readonly (readonly Answer[])[],
  known: ReadonlyMap<string, { row: number; categories: number }>,
): { patterns: Patterns; ignored: number } {
  const seen = new Map<string, { cells: number[]; people: number }>()
  let ignored = 0
  for (const answers of people) {
    const cells = new Map<number, number>()
    for (const { item, category } of answers) {
      const place = known.get(item)
      const fits = place && Number.isInteger(category) && category >= 0 && category < place.categories
      if (!fits || cells.has(place.row)) ignored++
      else cells.set(place.row, place.row + category)
    }
    if (cells.size === 0) continue
    const sorted = [...cells.values()].sort((one, other) => one - other)
    const key = sorted.join()
    const pattern = seen.get(key)
    if (pattern) pattern.people++
    else seen.set(key, { cells: sorted, people: 1 })
  }
  const all = [...seen.values()]
  const starts = new Int32Array(all.length + 1)
  for (const [n, { cells }] of all.entries()) starts[n + 1] = starts[n]! + cells.length
  return {
    patterns: {
      starts,
      cells: Int32Array.from(all.flatMap(({ cells }) => cells)),
      people: Float64Array.from(all, ({ people }) => people),
    },
    ignored,
  }
}

/** The logarithms of all curves, by row and node. */
export function logarithmsOf({ entries, rows }: Problem, xs: readonly Float64Array[]): Float64Array {
  const size = nodes.length
  const logarithms = new Float64Array(rows * size)
  for (const [i, { item, model }] of entries.entries()) {
    if (!model) continue
    const categories = model.shape.thresholds + 1
    const p = new Float64Array(categories)
    const slopes = new Float64Array(categories * dimension(model.shape))
    for (let j = 0; j < size; j++) {
      if (item.fixed) for (let k = 0; k < categories; k++) p[k] = probability(item.parameters!, k, nodes[j]!)
      else evaluate(model.shape, xs[i]!, nodes[j]!, p, slopes)
      for (let k = 0; k < categories; k++) logarithms[(model.row + k) * size + j] = Math.log(p[k]!)
    }
  }
  return logarithms
}
