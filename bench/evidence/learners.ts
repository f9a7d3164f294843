/** Simulated learners who answer tasks of known level, right or wrong, over a year. */
import { cumulative } from '#engines/skill-estimate/normal'
import { parameters } from '#engines/skill-estimate/parameters'
import { numbersFrom } from '#kernel/random'
import { correlated, normal, size, year } from './world.ts'

export interface Answer {
  skill: number
  /** Of the task: 1 to 4. */
  level: number
  day: number
  right: boolean
  /** How likely it was right, for one who knows the learner and the task. */
  truly: number
}

export interface Learning {
  name: string
  mean: number
  deviation: number
  correlation: number
  /** Share of right answers of those who do not know. */
  guessed: number
  /** Share of wrong answers of those who do. */
  slipped: number
  /** How much a level rises with each task of the skill. */
  practice: number
  /** How far tasks are from the level they are said to have. */
  misjudged: number
  /** How softly a level decides. */
  softness: number
}

/** As the engine believes: somebody is as likely to be right half a level below the task's as wrong. */
export const asBelieved: Learning = {
  ...{ name: 'as believed', ...parameters.prior },
  ...{ guessed: 0, slipped: 0, practice: 0, misjudged: 0, softness: 1 },
}
/** As tests of knowledge go: people guess, slip and learn, tasks are not as hard as they are said to be. */
export const otherwise: Learning = {
  ...{ name: 'guessing, slips, practice, misjudged tasks', mean: 1.7, deviation: 0.8, correlation: 0.7 },
  ...{ guessed: 0.15, slipped: 0.05, practice: 0.03, misjudged: 0.5, softness: 0.7 },
}

/** Sixty answers of each learner, in the order they were given. */
export function learners(count: number, seed: number, learning: Learning): Answer[][] {
  const random = numbersFrom(seed)
  const { mean, deviation, guessed, slipped, practice, misjudged, softness } = learning
  const kept = parameters.keptPerYear ** (year / 60 / year)
  return Array.from({ length: count }, () => {
    let level = correlated(random, learning.correlation).map((z) => deviation * z)
    const learnt = new Array<number>(size).fill(0)
    return Array.from({ length: 60 }, (_, n): Answer => {
      const news = correlated(random, learning.correlation)
      level = level.map((x, i) => kept * x + Math.sqrt(1 - kept * kept) * deviation * news[i]!)
      const task = { skill: Math.floor(random() * size), level: 1 + Math.floor(random() * 4) }
      const above = mean + level[task.skill]! + learnt[task.skill]! - (task.level - 0.5 + misjudged * normal(random))
      const truly = guessed + (1 - guessed - slipped) * cumulative(above / softness)
      learnt[task.skill]! += practice
      return { ...task, day: Math.round((n * year) / 60), right: random() < truly, truly }
    })
  })
}
