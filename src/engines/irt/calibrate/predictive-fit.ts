import { nodes } from '../bank.ts'
import { probability } from '../curves.ts'
import { chiSquareTail } from './chi-square.ts'
import { logShares, type Population } from './expect.ts'
import type { FitItem, ItemFit } from './item-fit.ts'

/** People compared together, and how many such groups at most. */
const leastGroup = 20
const mostGroups = 10

/**
 * Fit where people answered different items. What a person's other answers say of their ability predicts this answer; in
 * groups of people of similar ability, the sum of what came less what was predicted is about normal. The statistic is the sum
 * of the squared standardised sums.
 */
export function predictiveFit(
  items: readonly FitItem[],
  table: readonly (readonly number[])[],
  population: Population,
): ItemFit[] {
  const logarithms = items.map(({ parameters }) =>
    Array.from({ length: parameters.b.length + 1 }, (_, k) =>
      nodes.map((theta) => Math.log(probability(parameters, k, theta))),
    ),
  )
  const shares = logShares(population)
  const heights = table.map((row) => {
    const height = shares.slice()
    for (const [i, category] of row.entries())
      if (category >= 0) for (let j = 0; j < height.length; j++) height[j]! += logarithms[i]![category]![j]!
    return height
  })
  return items.map(({ id, estimated }, i) => {
    const answered = table.flatMap((row, n) => (row[i]! >= 0 ? [n] : []))
    const predictions = answered
      .map((n) => predictionOf(heights[n]!, logarithms[i]!, table[n]![i]!))
      .sort((one, other) => one.ability - other.ability)
    const groups = Math.min(mostGroups, Math.floor(predictions.length / leastGroup))
    const degrees = groups - estimated
    if (degrees <= 0) return { id, method: 'too-few', people: answered.length }
    let statistic = 0
    for (let g = 0; g < groups; g++) {
      const from = Math.floor((g * predictions.length) / groups)
      const to = Math.floor(((g + 1) * predictions.length) / groups)
      const group = predictions.slice(from, to)
      const surprise = group.reduce((sum, person) => sum + person.surprise, 0)
      statistic +=
        surprise ** 2 /
        Math.max(
          1e-9,
          group.reduce((sum, person) => sum + person.variance, 0),
        )
    }
    const p = chiSquareTail(statistic, degrees)
    return { id, method: 'predictive', people: answered.length, statistic, degrees, p }
  })
}

/** What the other answers say of ability, and of this answer. */
function predictionOf(height: Float64Array, logarithms: readonly Float64Array[], category: number) {
  const rest = height.map((value, j) => value - logarithms[category]![j]!)
  const top = Math.max(...rest)
  const weights = rest.map((value) => Math.exp(value - top))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let first = 0
  let second = 0
  for (const [k, curve] of logarithms.entries()) {
    const chance = weights.reduce((sum, weight, j) => sum + weight * Math.exp(curve[j]!), 0) / total
    first += k * chance
    second += k * k * chance
  }
  const ability = weights.reduce((sum, weight, j) => sum + weight * nodes[j]!, 0) / total
  return { ability, surprise: category - first, variance: second - first * first }
}
