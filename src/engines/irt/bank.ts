import { information, probability } from './curves.ts'
import { type Item, type ParameterProblem, problemOf } from './item.ts'
import { hashOf } from './random.ts'

/** Abilities at which everything is known: −6 to 6 in steps of 0.2. Sums over them are exact to about 1e−9 (docs). */
export const nodes = Float64Array.from({ length: 61 }, (_, j) => (j - 30) / 5)
export const nodeWidth = 0.2

/** Logarithm of the standard normal density at the nodes: the prior of ability, and it stays where it is. */
export const logPrior = nodes.map((theta) => (-theta * theta) / 2)

/** Items ready for use: their curves at the nodes, row by row. Built once for a version of a bank; holds no session. */
export interface Bank {
  readonly items: readonly Item[]
  /** Items whose parameters cannot be used, or whose id occurred before; they are left out. */
  readonly refused: readonly { item: string; problem: ParameterProblem | 'duplicate' }[]
  readonly places: ReadonlyMap<string, number>
  /** By item: the row of its lowest category in the tables of probabilities. */
  readonly rows: Int32Array
  readonly probabilities: Float64Array
  readonly logarithms: Float64Array
  /** By item, a row of Fisher information. */
  readonly informations: Float64Array
  /** By node, a row of the items, those that say most there first. */
  readonly orders: Int32Array
  /** By item: 1 for trial items. */
  readonly trials: Uint8Array
  readonly areas: readonly string[]
  /** By item its place in `areas`, −1 without one. */
  readonly areaOf: Int32Array
  readonly enemies: readonly (readonly number[])[]
  /** Of the id, so that chance does not depend on the order of the bank. */
  readonly hashes: Int32Array
}

export function openBank(given: readonly Item[]): Bank {
  const items: Item[] = []
  const refused: { item: string; problem: ParameterProblem | 'duplicate' }[] = []
  const places = new Map<string, number>()
  for (const item of given) {
    const problem = places.has(item.id) ? 'duplicate' : problemOf(item.parameters)
    if (problem) refused.push({ item: item.id, problem })
    else {
      places.set(item.id, items.length)
      items.push(item)
    }
  }
  const rows = new Int32Array(items.length + 1)
  for (const [i, { parameters }] of items.entries()) rows[i + 1] = rows[i]! + parameters.b.length + 1
  const size = nodes.length
  const probabilities = new Float64Array(rows[items.length]! * size)
  const informations = new Float64Array(items.length * size)
  for (const [i, { parameters }] of items.entries())
    for (let j = 0; j < size; j++) {
      informations[i * size + j] = information(parameters, nodes[j]!)
      for (let k = 0; k <= parameters.b.length; k++)
        probabilities[(rows[i]! + k) * size + j] = probability(parameters, k, nodes[j]!)
    }
  const areas = [...new Set(items.flatMap(({ area }) => area ?? []))].sort()
  return {
    items,
    refused,
    places,
    rows,
    probabilities,
    logarithms: probabilities.map(Math.log),
    informations,
    orders: ordersOf(informations, items.length),
    trials: Uint8Array.from(items, ({ trial }) => (trial ? 1 : 0)),
    areas,
    areaOf: Int32Array.from(items, ({ area }) => (area === undefined ? -1 : areas.indexOf(area))),
    enemies: enemiesOf(items, places),
    hashes: Int32Array.from(items, ({ id }) => hashOf(id)),
  }
}

function ordersOf(informations: Float64Array, count: number): Int32Array {
  const orders = new Int32Array(nodes.length * count)
  const all = Array.from({ length: count }, (_, i) => i)
  for (let j = 0; j < nodes.length; j++) {
    const at = (i: number) => informations[i * nodes.length + j]!
    orders.set(
      all.toSorted((one, other) => at(other) - at(one) || one - other),
      j * count,
    )
  }
  return orders
}

/** Enmity holds both ways; names of items that are not here are passed over. */
function enemiesOf(items: readonly Item[], places: ReadonlyMap<string, number>): number[][] {
  const enemies = items.map(() => new Set<number>())
  for (const [i, item] of items.entries())
    for (const name of item.enemies ?? []) {
      const other = places.get(name)
      if (other === undefined || other === i) continue
      enemies[i]!.add(other)
      enemies[other]!.add(i)
    }
  return enemies.map((set) => [...set].sort((one, other) => one - other))
}
