/** Unseen answers of unseen learners: the estimate beside counting. */
import { cumulative } from '#engines/skill-estimate/normal'
import { type Parameters, parameters, type Source } from '#engines/skill-estimate/parameters'
import { advance, priorState, take } from '#engines/skill-estimate/state'
import { elo, type Foretelling, logistic, looking, looks } from './baselines.ts'
import { type Answer, asBelieved, type Learning, learners, otherwise } from './learners.ts'
import { areaUnderCurve, calibrationError, third } from './scores.ts'
import { size } from './world.ts'

export const prediction = (people: number) => [asBelieved, otherwise].flatMap((learning) => beside(people, learning))

type Threshold = Pick<Extract<Source, { form: 'shown' }>, 'below' | 'deviation'>
const ofAnswers = parameters.sources.answer as Threshold

/** A right answer shows the level of the task, a wrong one misses it. */
const estimate =
  (model: Parameters, { below, deviation }: Threshold): Foretelling =>
  (answers) => {
    const state = priorState(size, 0, model)
    const gain = new Float64Array(size)
    const variance = deviation * deviation
    return answers.map(({ skill, level, day, right }) => {
      advance(state, day, model)
      const threshold = level - below
      const spread = state.covariance[skill * size + skill]! + variance
      const chance = cumulative((state.mean[skill]! - threshold) / Math.sqrt(spread))
      take(state, skill, { form: right ? 'shown' : 'missed', threshold, variance }, gain)
      return chance
    })
  }

function beside(people: number, learning: Learning) {
  const others = learners(people / 2, 11, learning)
  const unseen = learners(people, 12, learning)
  const cameTo = (group: Answer[][]) => group.flat().map(({ right }) => right)
  const came = cameTo(unseen)
  const scores = (name: string, chances: number[]) => ({
    learners: learning.name,
    foretold_by: name,
    auc: third(areaUnderCurve(chances, came)),
    calibration_error: third(calibrationError(chances, came)),
  })
  /** Chances of those foretold, put right by what came of the others. */
  const fitted = (rowsOf: (answers: Answer[]) => number[][]) => {
    const chance = logistic(others.flatMap(rowsOf), cameTo(others))
    return unseen.flatMap(rowsOf).map(chance)
  }
  const fittest = best(estimates, others)
  const straightened = (answers: Answer[]) => fittest(answers).map((chance) => [1, Math.log(chance / (1 - chance))])
  return [
    ...Object.entries(looks).map(([name, look]) =>
      scores(
        name,
        fitted((answers) => looking(look, answers)),
      ),
    ),
    scores('Elo, of learner and skill', unseen.flatMap(best(elos(others), others))),
    scores('the estimate, as assumed', unseen.flatMap(estimate(parameters, ofAnswers))),
    scores('the estimate, fitted like the others', fitted(straightened)),
    scores(
      'one who knows learner and task',
      unseen.flat().map(({ truly }) => truly),
    ),
  ]
}

/** The one that would have foretold these learners best. */
function best(candidates: readonly Foretelling[], group: readonly Answer[][]): Foretelling {
  const loss = (foretell: Foretelling) =>
    group.reduce((sum, answers) => {
      const chances = foretell(answers)
      return answers.reduce((own, { right }, n) => own - Math.log(right ? chances[n]! : 1 - chances[n]!), sum)
    }, 0)
  return candidates.map((foretell) => ({ foretell, loss: loss(foretell) })).sort((a, b) => a.loss - b.loss)[0]!.foretell
}

/** Elo in steps of several sizes; how hard a level is, is what came of it. */
function elos(group: readonly Answer[][]): Foretelling[] {
  const hardness = [1, 2, 3, 4].map((level) => {
    const own = group.flat().filter((answer) => answer.level === level)
    const right = own.filter((answer) => answer.right).length / own.length
    return Math.log((1 - right) / right)
  })
  const steps = [0.2, 0.4, 0.6, 0.8, 1.2]
  return steps.flatMap((ofLearner) => steps.map((ofSkill) => elo(hardness, ofLearner, ofSkill)))
}

/** The estimate with other parameters: of people, and of what an answer shows. */
const estimates: readonly Foretelling[] = [1.3, 1.7, 2.1].flatMap((mean) =>
  [0.5, 0.7].flatMap((correlation) =>
    [0.5, 0.8].flatMap((below) =>
      [0.7, 1, 1.4].map((deviation) =>
        estimate({ ...parameters, prior: { ...parameters.prior, mean, correlation } }, { below, deviation }),
      ),
    ),
  ),
)
