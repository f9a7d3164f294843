import type { Bank } from './bank.ts'
import { probability } from './curves.ts'
import type { Answer } from './item.ts'
import { posteriorOf } from './posterior.ts'
import { chance } from './random.ts'
import { countable, type Scored } from './score.ts'

export type PersonFit =
  /** Of fewer answers nothing can be said. */
  | { readonly status: 'too-few' }
  | {
      readonly status: 'ok'
      /** Standardised logarithm of the likelihood at the ability: low where hard items were solved and easy ones missed. */
      readonly lz: number
      /** The share of simulated people of the same ability and items with such a low figure or a lower one. */
      readonly p: number
    }

const leastAnswers = 8

/**
 * Are these the answers of somebody whom the model describes? lz (Drasgow, Levine & Williams 1985) is not normal when ability
 * is estimated from the same answers, and less so when items were chosen to suit; so it is compared with the same figure of
 * simulated people, whose abilities are estimated likewise.
 */
export function personFit(
  bank: Bank,
  given: readonly Answer[],
  { seed, draws = 200 }: { seed: number; draws?: number },
): PersonFit {
  const { answers, scored } = countable(bank, given)
  if (answers.length < leastAnswers) return { status: 'too-few' }
  const { mean } = posteriorOf(bank, answers)
  const lz = standardised(scored, mean)
  if (!Number.isFinite(lz)) return { status: 'too-few' }
  let lower = 0
  for (let draw = 0; draw < draws; draw++) {
    const simulated = answers.map(({ item }, n) => ({
      item,
      category: categoryAt(
        scored[n]!.parameters.b.length,
        (k) => probability(scored[n]!.parameters, k, mean),
        chance(seed, draw, n),
      ),
    }))
    const theirs = countable(bank, simulated)
    if (standardised(theirs.scored, posteriorOf(bank, theirs.answers).mean) <= lz) lower++
  }
  return { status: 'ok', lz, p: (lower + 1) / (draws + 1) }
}

function standardised(scored: Scored, theta: number): number {
  let height = 0
  let expected = 0
  let variance = 0
  for (const { parameters, category } of scored) {
    let first = 0
    let second = 0
    for (let k = 0; k <= parameters.b.length; k++) {
      const p = probability(parameters, k, theta)
      const log = Math.log(p)
      first += p * log
      second += p * log * log
      if (k === category) height += log
    }
    expected += first
    variance += second - first * first
  }
  // Where all answers are equally likely none can surprise.
  return variance > 1e-9 ? (height - expected) / Math.sqrt(variance) : Number.NaN
}

function categoryAt(highest: number, chanceOf: (category: number) => number, luck: number): number {
  let left = luck
  for (let k = 0; k < highest; k++) {
    left -= chanceOf(k)
    if (left < 0) return k
  }
  return highest
}
