import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Bank } from '#engines/irt/bank'
import { posteriorOf } from '#engines/irt/posterior'
import { startSession } from '#engines/irt/session'
import { answerOf, peopleOf, take } from './people.ts'

interface Stimulus {
  id: string
  a: number
  b: number
  c: number
  d: number
}

interface Cat {
  readonly theta: number
  readonly seMeasurement: number
  findNextItem(
    stimuli: Stimulus[],
    select?: string,
    copy?: boolean,
  ): { nextStimulus?: Stimulus; remainingStimuli: Stimulus[] }
  updateAbilityEstimate(item: Stimulus, answer: 0 | 1): void
}

/**
 * jsCAT (npm @bdelab/jscat, installed in the folder) and this engine on the same people, who give both the same answers:
 * items until the posterior's standard deviation is at most 0.3 (60 at most), and the error after 30 items.
 */
export function besideJsCat(folder: string, bank: Bank, abilities: readonly number[]) {
  const { Cat } = createRequire(join(folder, 'index.js'))('@bdelab/jscat') as { Cat: new (input: object) => Cat }
  const sum = { theirItems: 0, theirSquares: 0, ourItems: 0, ourSquares: 0, steps: 0, seconds: 0 }
  for (const person of peopleOf(abilities, 0)) {
    const cat = new Cat({ method: 'EAP', itemSelect: 'MFI', minTheta: -6, maxTheta: 6 })
    let left: Stimulus[] = bank.items.map(({ id, parameters: { a, b, c = 0, d = 1 } }) => ({ id, a, b: b[0]!, c, d }))
    const answers: { item: string; category: number }[] = []
    let enough = 0
    while (answers.length < 60 && (!enough || answers.length < 30)) {
      const began = performance.now()
      const { nextStimulus, remainingStimuli } = cat.findNextItem(left, 'MFI', false)
      if (!nextStimulus) break
      const category = answerOf(bank, person, bank.places.get(nextStimulus.id)!)
      cat.updateAbilityEstimate(nextStimulus, category)
      sum.seconds += (performance.now() - began) / 1000
      left = remainingStimuli
      answers.push({ item: nextStimulus.id, category })
      sum.steps++
      if (answers.length === 30) sum.theirSquares += (cat.theta - person.theta) ** 2
      if (!enough && posteriorOf(bank, answers).sd <= 0.3) enough = answers.length
    }
    sum.theirItems += enough || answers.length
    sum.ourItems += take(bank, startSession(bank, { most: 60, standardError: 0.3 }, { seed: 0 }), person).answers.length
    const thirty = take(bank, startSession(bank, { most: 30 }, { seed: 0 }), person)
    sum.ourSquares += (posteriorOf(bank, thirty.answers).mean - person.theta) ** 2
  }
  const people = abilities.length
  return {
    people,
    jscatItems: sum.theirItems / people,
    ourItems: sum.ourItems / people,
    jscatRmse30: Math.sqrt(sum.theirSquares / people),
    ourRmse30: Math.sqrt(sum.ourSquares / people),
    jscatPerSecond: sum.steps / sum.seconds,
  }
}
