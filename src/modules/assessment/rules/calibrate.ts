import { type Calibrated, calibrate } from '#engines/irt/calibrate/calibrate'
import { itemFit } from '#engines/irt/calibrate/item-fit'
import { priorAround } from '#engines/irt/calibrate/prior'
import type { CalibrationItem } from '#engines/irt/calibrate/problem'
import { probability } from '#engines/irt/curves'
import type { Answer, Parameters } from '#engines/irt/item'

/** An item as the calibrator is given it. */
export interface Calibratable {
  code: string
  version: number
  parameters: Parameters
  /** Known from an earlier calibration: it holds the scale, so that new items come to stand on it. */
  anchor: boolean
}

export interface Outcome {
  people: number
  turns: number
  found: {
    code: string
    version: number
    answers: number
    parameters: Parameters
    errors: Parameters | null
    fitP: number | null
  }[]
}

/**
 * Parameters of items from the answers to them, around what was argued (or found) before: a prior worth some ten answers.
 * Items that cannot be estimated are left out.
 */
export function calibrateItems(items: readonly Calibratable[], people: readonly (readonly Answer[])[]): Outcome {
  const asked: CalibrationItem[] = items.map(({ code, parameters, anchor }) => {
    const { b, c } = parameters
    const model = b.length > 1 ? 'graded' : c ? '3PL' : '2PL'
    const common = { id: code, model, parameters, ...(b.length > 1 ? { categories: b.length + 1 } : {}) } as const
    return anchor ? { ...common, fixed: true } : { ...common, prior: priorAround(parameters) }
  })
  const found = calibrate(asked, people)
  const usable = found.items.filter(
    (one): one is Calibrated & { parameters: Parameters } => one.status === 'estimated' && one.parameters !== undefined,
  )
  const fits = new Map(
    itemFit(
      usable.map(({ id, parameters }) => ({ id, parameters, estimated: parameters.b.length + (parameters.c ? 2 : 1) })),
      people,
      found.population,
    ).map((fit) => [fit.id, fit.p ?? null]),
  )
  const versions = new Map(items.map(({ code, version }) => [code, version]))
  return {
    people: found.people,
    turns: found.turns,
    found: usable.map(({ id, answers, parameters, standardErrors = null }) => ({
      ...{
        code: id,
        version: versions.get(id)!,
        answers,
        parameters,
        errors: standardErrors,
        fitP: fits.get(id) ?? null,
      },
    })),
  }
}

/** Abilities a curve is drawn over. */
export const abilities = Array.from({ length: 13 }, (_, i) => -3 + i / 2)

/** The share of an item's points expected at an ability. */
export function expectedShare(parameters: Parameters, ability: number): number {
  let points = 0
  for (let k = 1; k <= parameters.b.length; k++) points += k * probability(parameters, k, ability)
  return points / parameters.b.length
}
