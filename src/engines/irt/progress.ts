import type { Bank } from './bank.ts'
import type { Session } from './session.ts'

/** Where a test stands. */
export interface Progress {
  /** By item what it is still worth: 0 when it must not be asked (asked, seen before, an enemy), less than 1 when worn. */
  readonly worth: Float64Array
  /** Items asked that count, and trial items asked. */
  readonly scored: number
  readonly trials: number
  /** Scored items by area. */
  readonly counts: Int32Array
}

/** Items that have left the bank since stay in the session but count for nothing. */
export function progressOf(bank: Bank, { answers, seen, worn }: Session): Progress {
  const worth = new Float64Array(bank.items.length).fill(1)
  const counts = new Int32Array(bank.areas.length)
  let scored = 0
  let trials = 0
  for (const id in worn) {
    const place = bank.places.get(id)
    if (place !== undefined) worth[place] = 1 - Math.min(1, Math.max(0, worn[id]!))
  }
  for (let n = 0; n < seen.length; n++) {
    const place = bank.places.get(seen[n]!)
    if (place !== undefined) worth[place] = 0
  }
  for (let n = 0; n < answers.length; n++) {
    const place = bank.places.get(answers[n]!.item)
    if (place === undefined) continue
    worth[place] = 0
    const enemies = bank.enemies[place]!
    for (let e = 0; e < enemies.length; e++) worth[enemies[e]!] = 0
    if (bank.trials[place]) trials++
    else {
      scored++
      const area = bank.areaOf[place]!
      if (area >= 0) counts[area]!++
    }
  }
  return { worth, scored, trials, counts }
}
