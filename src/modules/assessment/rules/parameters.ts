import type { Parameters } from '#engines/irt/item'
import type { ItemDocument } from '../contract/item-document.ts'

/** Discrimination and chance of guessing by kind: assumed until answers tell (docs/models/assessment.md). */
const assumed = {
  single: { a: 1.1, c: 0.15 },
  multiple: { a: 1.2, c: 0.03 },
  spot: { a: 1.2, c: 0.03 },
  order: { a: 1.2, c: 0.02 },
  judgement: { a: 0.9, c: 0 },
} as const

/** How far apart the thresholds of neighbouring points of a judgement item are assumed to lie. */
const stepOfPoints = 0.9

/** How many categories an answer can fall in: two, or as many as a judgement item has different points. */
export const pointsOf = ({ options }: Pick<ItemDocument, 'options'>): number[] =>
  [...new Set(options.map(({ score }) => score ?? 0))].sort((one, other) => one - other)

/**
 * Parameters of an item nobody has answered yet, from its argued difficulty: the ability at which half get it right,
 * guessing included, so that the threshold of a guessable item lies higher: c + (1 − c) / (1 + exp(−a (θ − b))) = ½.
 */
export function assumedParameters(document: ItemDocument): Parameters {
  const { kind, difficulty } = document
  const { a, c } = assumed[kind]
  if (kind !== 'judgement') {
    const threshold = difficulty.b - Math.log((0.5 - c) / 0.5) / a
    return c > 0 ? { a, b: [threshold], c } : { a, b: [threshold] }
  }
  const steps = pointsOf(document).length - 1
  // The best answer is what `difficulty.b` speaks of; the points before it come easier.
  return { a, b: Array.from({ length: steps }, (_, k) => difficulty.b - (steps - 1 - k) * stepOfPoints) }
}
