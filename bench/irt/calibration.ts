import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { calibrate } from '#engines/irt/calibrate/calibrate'
import type { CalibrationItem } from '#engines/irt/calibrate/problem'
import type { Answer } from '#engines/irt/item'
import { chance } from '#engines/irt/random'
import { answersIn, tableIn } from './data.ts'

/** What the reference programs call the models that this engine knows too. */
const models: Record<string, CalibrationItem['model']> = { Rasch: 'Rasch', '2PL': '2PL', graded: 'graded' }

const itemsOf = (answers: readonly Answer[][], model: CalibrationItem['model']) =>
  [...new Set(answers.flatMap((row) => row.map(({ item }) => item)))].map((id): CalibrationItem => ({ id, model }))

/** Every reference fit of a known model, done again: the largest differences of parameters, errors and log-likelihood. */
export function againstReference(folder: string) {
  const parameters = tableIn(folder, 'reference_parameters.csv')
  return tableIn(folder, 'reference_fits.csv').flatMap(({ dataset = '', pkg = '', model = '', logLik }) => {
    const known = models[model]
    // Conditional likelihood is another measure.
    if (!known || pkg.endsWith('CML') || !existsSync(join(folder, dataset))) return []
    const answers = answersIn(folder, dataset)
    const began = performance.now()
    const found = calibrate(itemsOf(answers, known), answers)
    const seconds = (performance.now() - began) / 1000
    const byItem = new Map(found.items.map((item) => [item.id, item]))
    let parameter = 0
    let error = 0
    for (const row of parameters.filter(
      (row) => row['dataset'] === dataset && row['pkg'] === pkg && row['model'] === model,
    )) {
      const par = row['par'] ?? ''
      const item = byItem.get(row['item'] ?? '')
      const index = par.startsWith('d') ? Number(par.slice(1) || 1) - 1 : -1
      const [value, standardError] =
        par === 'COV_11'
          ? [found.population.sd ** 2, undefined]
          : par === 'a1' || par === 'Dscrmn'
            ? [item?.parameters?.a, item?.standardErrors?.a]
            : par === 'Dffclt'
              ? [item?.parameters?.b[0], item?.standardErrors?.b[0]]
              : [item?.intercepts?.d[index], item?.intercepts?.standardErrors?.[index]]
      if (value !== undefined) parameter = Math.max(parameter, Math.abs(value - Number(row['est'])))
      const published = Number(row['se'])
      if (standardError && published > 0) error = Math.max(error, Math.abs(standardError - published))
    }
    return [
      { dataset, pkg, model, logLikelihood: Math.abs(found.logLikelihood - Number(logLik)), parameter, error, seconds },
    ]
  })
}

/** A thousand people, fifty 2PL items: seconds of the fastest of five runs, without and with standard errors. */
export function speedOfCalibration(abilities: readonly number[]) {
  const items = Array.from({ length: 50 }, (_, i) => ({ a: 0.7 + 1.3 * chance(1, i, 0), b: 4 * chance(1, i, 1) - 2 }))
  const people = Array.from({ length: 1000 }, (_, n) =>
    items.map(({ a, b }, i) => ({
      item: `${i}`,
      category: chance(2, n, i) < 1 / (1 + Math.exp(-a * (abilities[n % abilities.length]! - b))) ? 1 : 0,
    })),
  )
  const wanted = items.map((_, i): CalibrationItem => ({ id: `${i}`, model: '2PL' }))
  const fastest = (standardErrors: boolean) =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const began = performance.now()
        calibrate(wanted, people, { standardErrors })
        return (performance.now() - began) / 1000
      }),
    )
  return { parameters: fastest(false), withStandardErrors: fastest(true) }
}
