/** What foretells an answer by counting: each sees the levels of the tasks and the answers before, and is fitted on others. */
import type { Answer } from './learners.ts'
import { size } from './world.ts'

/** How likely each answer is right, told before it comes. */
export type Foretelling = (answers: readonly Answer[]) => number[]

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const levelFlags = (level: number) => [1, 2, 3, 4].map((each) => (each === level ? 1 : 0))

/** What counting knows before each answer. */
interface Counts {
  right: number
  wrong: number
  ofSkill: { right: number; wrong: number; last: number }
}

/** Right answers as a share, begun with one right and one wrong. */
const share = ({ right, wrong }: { right: number; wrong: number }): number => (right + 1) / (right + wrong + 2)

/** What each baseline looks at, besides the level of the task. */
export const looks: Readonly<Record<string, (counts: Counts) => number[]>> = {
  'last answer': ({ ofSkill }) => [ofSkill.last],
  'share right so far': ({ ofSkill }) => [share(ofSkill)],
  'performance factors (PFA)': ({ ofSkill }) => [ofSkill.right, ofSkill.wrong],
  'shares, counts and last answer': (counts) => [
    ...[share(counts), share(counts.ofSkill), counts.ofSkill.last],
    ...[counts, counts.ofSkill].flatMap(({ right, wrong }) => [Math.log1p(right), Math.log1p(wrong)]),
  ],
}

/** What is looked at before each answer, level first. */
export function looking(look: (counts: Counts) => number[], answers: readonly Answer[]): number[][] {
  const ofSkills = Array.from({ length: size }, () => ({ right: 0, wrong: 0, last: 0 }))
  const all = { right: 0, wrong: 0 }
  return answers.map(({ skill, level, right }) => {
    const ofSkill = ofSkills[skill]!
    const seen = [...levelFlags(level), ...look({ ...all, ofSkill })]
    for (const counts of [all, ofSkill]) counts[right ? 'right' : 'wrong']++
    ofSkill.last = right ? 1 : -1
    return seen
  })
}

/** Logistic regression by Newton's steps, with a weak pull to nothing. */
export function logistic(rows: readonly number[][], came: readonly boolean[]): (row: readonly number[]) => number {
  const width = rows[0]!.length
  const weights = new Float64Array(width)
  const chance = (row: readonly number[]) => sigmoid(row.reduce((sum, value, i) => sum + value * weights[i]!, 0))
  for (let turn = 0; turn < 12; turn++) {
    const slope = Array.from(weights, (weight) => -weight * 0.01)
    const bend = Array.from({ length: width }, (_, i) => Array.from({ length: width }, (_, j) => (i === j ? 0.01 : 0)))
    rows.forEach((row, n) => {
      const expected = chance(row)
      const surprise = (came[n] ? 1 : 0) - expected
      for (let i = 0; i < width; i++) {
        slope[i]! += row[i]! * surprise
        for (let j = 0; j < width; j++) bend[i]![j]! += row[i]! * row[j]! * expected * (1 - expected)
      }
    })
    solve(bend, slope).forEach((step, i) => {
      weights[i]! += step
    })
  }
  return chance
}

/** Gaussian elimination; the matrix is positive definite. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length
  for (let i = 0; i < size; i++)
    for (let j = i + 1; j < size; j++) {
      const times = matrix[j]![i]! / matrix[i]![i]!
      for (let k = i; k < size; k++) matrix[j]![k]! -= times * matrix[i]![k]!
      right[j]! -= times * right[i]!
    }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) right[i]! -= matrix[i]![k]! * right[k]!
    right[i]! /= matrix[i]![i]!
  }
  return right
}

/** Elo with a rating of the learner and one of each skill (Pelánek 2016); steps are K / (1 + n / 10). */
export const elo =
  (hardness: readonly number[], ofLearner: number, ofSkill: number): Foretelling =>
  (answers) => {
    const skills = Array.from({ length: size }, () => ({ rating: 0, seen: 0 }))
    const all = { rating: 0, seen: 0 }
    return answers.map(({ skill, level, right }) => {
      const own = skills[skill]!
      const chance = sigmoid(all.rating + own.rating - hardness[level - 1]!)
      const surprise = (right ? 1 : 0) - chance
      all.rating += (ofLearner / (1 + all.seen++ / 10)) * surprise
      own.rating += (ofSkill / (1 + own.seen++ / 10)) * surprise
      return chance
    })
  }
