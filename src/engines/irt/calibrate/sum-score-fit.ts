import { nodes } from '../bank.ts'
import { probability } from '../curves.ts'
import { chiSquareTail } from './chi-square.ts'
import { logShares, type Population } from './expect.ts'
import type { FitItem, ItemFit } from './item-fit.ts'

/** Cells expected to hold less than one person are joined with their neighbours. */
const leastExpected = 1

/** Orlando & Thissen's S-X² (2000), for graded items as by Kang & Chen (2008). */
export function sumScoreFit(
  items: readonly FitItem[],
  table: readonly (readonly number[])[],
  population: Population,
): ItemFit[] {
  const curves = items.map(({ parameters }) =>
    Array.from({ length: parameters.b.length + 1 }, (_, k) => nodes.map((theta) => probability(parameters, k, theta))),
  )
  const shares = logShares(population).map(Math.exp)
  const totals = table.map((row) => row.reduce((sum, category) => sum + category, 0))
  return items.map(({ id, estimated }, i) => {
    const rest = scoreChances(curves.filter((_, other) => other !== i))
    const own = curves[i]!
    const observed = Array.from({ length: rest.length + own.length - 1 }, () => new Float64Array(own.length))
    for (const [n, row] of table.entries()) observed[totals[n]!]![row[i]!]!++
    let statistic = 0
    let degrees = -estimated
    // All wrong and all right say nothing of the item.
    for (let score = 1; score < observed.length - 1; score++) {
      const chances = own.map((curve, k) => together(shares, curve, rest[score - k]))
      const total = chances.reduce((sum, chance) => sum + chance, 0)
      const count = observed[score]!.reduce((sum, people) => sum + people, 0)
      const cells = joined(
        chances.map((chance) => (count * chance) / total),
        observed[score]!,
      )
      degrees += cells.length - 1
      if (cells.length > 1) for (const { expected, found } of cells) statistic += (found - expected) ** 2 / expected
    }
    if (degrees <= 0) return { id, method: 'too-few', people: table.length }
    return { id, method: 'S-X2', people: table.length, statistic, degrees, p: chiSquareTail(statistic, degrees) }
  })
}

/** By sum score and node: the chance of that score (Lord & Wingersky's recursion). */
function scoreChances(curves: readonly (readonly Float64Array[])[]): Float64Array[] {
  let chances = [new Float64Array(nodes.length).fill(1)]
  for (const item of curves) {
    const next = Array.from({ length: chances.length + item.length - 1 }, () => new Float64Array(nodes.length))
    for (const [score, before] of chances.entries())
      for (const [k, curve] of item.entries())
        for (let j = 0; j < nodes.length; j++) next[score + k]![j]! += before[j]! * curve[j]!
    chances = next
  }
  return chances
}

function together(shares: Float64Array, curve: Float64Array, rest: Float64Array | undefined): number {
  return rest ? shares.reduce((sum, share, j) => sum + share * curve[j]! * rest[j]!, 0) : 0
}

/** Neighbouring cells joined until each is expected to hold somebody. */
function joined(expected: readonly number[], found: Float64Array): { expected: number; found: number }[] {
  const cells: { expected: number; found: number }[] = []
  let open = { expected: 0, found: 0 }
  for (const [k, count] of expected.entries()) {
    open = { expected: open.expected + count, found: open.found + found[k]! }
    if (open.expected < leastExpected) continue
    cells.push(open)
    open = { expected: 0, found: 0 }
  }
  const last = cells.at(-1)
  if (last) cells[cells.length - 1] = { expected: last.expected + open.expected, found: last.found + open.found }
  return cells
}
