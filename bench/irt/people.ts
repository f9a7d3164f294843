import type { Bank } from '#engines/irt/bank'
import { probability } from '#engines/irt/curves'
import { next } from '#engines/irt/next'
import { interval, posteriorOf } from '#engines/irt/posterior'
import { chance } from '#engines/irt/random'
import { answered, type Session, type Settings, startSession } from '#engines/irt/session'

export interface Person {
  theta: number
  /** What all their answers hang on: whoever asks them an item in this round gets the same answer. */
  seed: number
}

export const peopleOf = (abilities: readonly number[], round: number): Person[] =>
  abilities.map((theta, n) => ({ theta, seed: round * 1_000_003 + n }))

export function answerOf(bank: Bank, { theta, seed }: Person, place: number): 0 | 1 {
  return chance(~seed, 0, bank.hashes[place]!) < probability(bank.items[place]!.parameters, 1, theta) ? 1 : 0
}

/** A whole test. */
export function take(bank: Bank, session: Session, person: Person): Session {
  let here = session
  for (;;) {
    const asked = next(bank, here)
    if (asked.status === 'done') return here
    here = answered(bank, here, { item: asked.item, category: answerOf(bank, person, bank.places.get(asked.item)!) })
  }
}

export interface Figures {
  items: number
  rmse: number
  bias: number
  /** Share of people whose ability lies in their 95% interval. */
  coverage: number
  highestExposure: number
  unused: number
  /** By how many items an area is off its share, at most, in any test. */
  farthestArea: number
}

/** Everybody takes the test; in each round they answer anew, and exposure begins at nothing. */
export function figuresOf(bank: Bank, settings: Settings, abilities: readonly number[], rounds: number): Figures {
  const sum = { items: 0, squares: 0, bias: 0, covered: 0, highest: 0, unused: 0 }
  let farthestArea = 0
  for (let round = 0; round < rounds; round++) {
    const given: Record<string, number> = {}
    for (const [tests, person] of peopleOf(abilities, round).entries()) {
      const begun = startSession(bank, settings, { seed: person.seed, exposure: { tests, given } })
      const { answers } = take(bank, begun, person)
      for (const { item } of answers) given[item] = (given[item] ?? 0) + 1
      const posterior = posteriorOf(bank, answers)
      const [low, high] = interval(posterior, 0.95)
      sum.items += answers.length
      sum.squares += (posterior.mean - person.theta) ** 2
      sum.bias += posterior.mean - person.theta
      if (low <= person.theta && person.theta <= high) sum.covered++
      if (settings.areas)
        for (const area of bank.areas) {
          const count = answers.filter(({ item }) => bank.items[bank.places.get(item)!]!.area === area).length
          farthestArea = Math.max(farthestArea, Math.abs(count - answers.length / bank.areas.length))
        }
    }
    sum.highest += Math.max(...Object.values(given)) / abilities.length
    sum.unused += bank.items.length - Object.keys(given).length
  }
  const tests = abilities.length * rounds
  return {
    items: sum.items / tests,
    rmse: Math.sqrt(sum.squares / tests),
    bias: sum.bias / tests,
    coverage: sum.covered / tests,
    highestExposure: sum.highest / rounds,
    unused: sum.unused / rounds,
    farthestArea,
  }
}

/** Choosing an item and taking its answer in, as often a second as it goes; by the clock and by processor time. */
export function speedOf(bank: Bank, settings: Settings, abilities: readonly number[]) {
  const people = peopleOf(abilities, 99)
  let best = { perSecond: 0, perProcessorSecond: 0 }
  for (let batch = 0; batch < 12; batch++) {
    let steps = 0
    const began = performance.now()
    const before = process.cpuUsage()
    for (const person of people.slice(0, 200))
      steps += take(bank, startSession(bank, settings, { seed: person.seed }), person).answers.length
    const spent = process.cpuUsage(before)
    const perSecond = (1000 * steps) / (performance.now() - began)
    const perProcessorSecond = (1e6 * steps) / (spent.user + spent.system)
    if (perSecond > best.perSecond) best = { perSecond, perProcessorSecond }
  }
  return best
}
