import type { Field } from './field.ts'
import { type Stage, stages } from './problem.ts'

/** Places of one role that are alike in all that counts up to a stage, but for whom they are. */
export interface Kind {
  places: readonly number[]
}

/** The kinds of the places, in the order in which they first come up. */
export function kindsAmong(field: Field, places: Iterable<number>, stage: Stage): Kind[] {
  const kinds = new Map<string, number[]>()
  const upTo = (one: Stage) => stages.indexOf(one) <= stages.indexOf(stage)
  const [change, will, fairness, load] = [upTo('change'), upTo('will'), upTo('fairness'), upTo('load')]
  for (const place of places) {
    const person = field.people[field.person[place]!]!
    let key = `${field.role[place]}${person.recognised ? '+' : '-'}`
    for (let e = field.countsFrom[place]!; e < field.countsFrom[place + 1]!; e++)
      key += `${field.countsNeed[e]}=${field.countsUnits[e]};`
    if (change) key += `/${field.kept[place]}`
    if (will) key += `/${field.will[place]}`
    if (fairness) key += `/${person.past}`
    if (load) key += `/${field.load[place]}`
    const there = kinds.get(key)
    if (there) there.push(place)
    else kinds.set(key, [place])
  }
  return [...kinds.values()].map((alike) => ({ places: alike }))
}
