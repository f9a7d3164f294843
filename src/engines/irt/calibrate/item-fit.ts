import type { Answer, Parameters } from '../item.ts'
import type { Population } from './expect.ts'
import { predictiveFit } from './predictive-fit.ts'
import { sumScoreFit } from './sum-score-fit.ts'

export interface FitItem {
  readonly id: string
  readonly parameters: Parameters
  /** How many of its parameters were estimated from these answers; 0 for known ones. */
  readonly estimated: number
}

export interface ItemFit {
  readonly id: string
  /** S-X² where everybody answered everything, else the predictive statistic; too few answers say nothing. */
  readonly method: 'S-X2' | 'predictive' | 'too-few'
  readonly people: number
  readonly statistic?: number
  readonly degrees?: number
  /** The chance of such a misfit or a larger one of an item that fits. */
  readonly p?: number
}

/** Does each item behave as its curve says? */
export function itemFit(
  items: readonly FitItem[],
  people: readonly (readonly Answer[])[],
  population: Population,
): ItemFit[] {
  const table = people.map((answers) => {
    const row = new Map(answers.map(({ item, category }) => [item, category]))
    return items.map(({ id, parameters }) => {
      const category = row.get(id)
      const fits = category !== undefined && Number.isInteger(category) && category >= 0
      return fits && category <= parameters.b.length ? category : -1
    })
  })
  const complete = items.length > 2 && table.length > 0 && table.every((row) => row.every((category) => category >= 0))
  return complete ? sumScoreFit(items, table, population) : predictiveFit(items, table, population)
}
