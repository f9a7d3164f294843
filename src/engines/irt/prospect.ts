import { type Bank, nodes } from './bank.ts'
import type { Posterior } from './posterior.ts'

/** Nodes whose weight is less than this share of the heaviest are passed over when items are compared. */
const negligible = 1e-4

/** What reaching the target adds to a precision, when items are compared: about what one more item would have brought. */
const arrival = 0.4

/** How many times the expected information an unexpected answer may bring. */
const surprise = 3

/** A posterior made ready to compare items by what one more answer would bring. */
export class Prospect {
  readonly #bank: Bank
  readonly #weights: Float64Array
  readonly #precision: number
  readonly #target: number
  #from = 0
  #to = nodes.length
  /** Weights times abilities; and what weights, these, and these times abilities again add up to. */
  readonly #moments = new Float64Array(nodes.length)
  #total = 0
  #first = 0
  #second = 0
  #squares = 0

  /** `target`: the standard deviation that ends the test, 0 for none. */
  constructor(bank: Bank, { weights, sd }: Posterior, target: number) {
    this.#bank = bank
    this.#weights = weights
    this.#precision = 1 / (sd * sd)
    this.#target = target > 0 ? 1 / (target * target) : Number.POSITIVE_INFINITY
    let top = 0
    for (let j = 0; j < weights.length; j++) if (weights[j]! > top) top = weights[j]!
    while (weights[this.#from]! < top * negligible) this.#from++
    while (weights[this.#to - 1]! < top * negligible) this.#to--
    for (let j = this.#from; j < this.#to; j++) {
      const moment = weights[j]! * nodes[j]!
      this.#moments[j] = moment
      this.#total += weights[j]!
      this.#first += moment
      this.#second += moment * nodes[j]!
      this.#squares += weights[j]! * weights[j]!
    }
  }

  /** Could an answer end the test, if it brings several times the information expected of it? */
  isNear(information: number): boolean {
    return this.#precision + surprise * information >= this.#target
  }

  /** Information of the item, averaged with the squares of the weights: near the mean, yet not at one point. */
  information(place: number): number {
    const weights = this.#weights
    const informations = this.#bank.informations
    const base = place * nodes.length
    let sum = 0
    for (let j = this.#from; j < this.#to; j++) sum += weights[j]! * weights[j]! * informations[base + j]!
    return sum / this.#squares
  }

  /** Expected growth of precision (1 / variance) up to the target, and `arrival` times the chance to reach it. */
  growth(place: number): number {
    const { probabilities, rows } = this.#bank
    const weights = this.#weights
    const moments = this.#moments
    const to = this.#to
    // The last category is what the others leave.
    let restChance = this.#total
    let restFirst = this.#first
    let restSecond = this.#second
    let sum = 0
    for (let row = rows[place]!; row < rows[place + 1]! - 1; row++) {
      const base = row * nodes.length
      let chance = 0
      let first = 0
      let second = 0
      for (let j = this.#from; j < to; j++) {
        const p = probabilities[base + j]!
        chance += weights[j]! * p
        const moment = moments[j]! * p
        first += moment
        second += moment * nodes[j]!
      }
      restChance -= chance
      restFirst -= first
      restSecond -= second
      sum += this.#worth(chance, first, second)
    }
    return Math.max(0, (sum + this.#worth(restChance, restFirst, restSecond)) / this.#total - this.#precision)
  }

  /** What an answer is worth that comes with such a chance and leaves such moments, times the chance. */
  #worth(chance: number, first: number, second: number): number {
    if (chance < 1e-12) return 0
    const precision = (chance * chance) / Math.max(second * chance - first * first, 1e-300)
    return chance * (precision >= this.#target ? this.#target + arrival : precision)
  }
}
