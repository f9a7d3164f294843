import type { Bank } from './bank.ts'
import { curve } from './curves.ts'
import type { Answer, Parameters } from './item.ts'
import { interval, isCategory, type Posterior, posteriorOf } from './posterior.ts'

export type Method = 'EAP' | 'MAP' | 'WLE' | 'ML'

export type Score =
  | {
      readonly status: 'ok'
      readonly theta: number
      readonly standardError: number
      /** 95%: of the posterior for EAP, else by the normal approximation. */
      readonly interval: readonly [number, number]
      /** Answers that counted, and answers to unknown or trial items, of impossible categories, or given twice. */
      readonly counted: number
      readonly ignored: number
    }
  /** No ability is likeliest: the answers are all the lowest or all the highest (ML), or there are none (ML, WLE). */
  | { readonly status: 'unbounded-below' | 'unbounded-above' | 'no-answers'; readonly ignored: number }

export type Scored = readonly { readonly parameters: Parameters; readonly category: number }[]

const normal95 = 1.959963984540054
/** Abilities beyond are called unbounded. */
const furthest = 12

/**
 * Ability from answers in any order. EAP (mean of the posterior) and MAP (its top) know the prior N(0, 1) and always exist;
 * WLE (Warm) needs an answer; ML also needs that not all answers are extreme.
 */
export function score(bank: Bank, given: readonly Answer[], method: Method = 'EAP'): Score {
  const { answers, scored, ignored } = countable(bank, given)
  if (method === 'EAP') return eap(posteriorOf(bank, answers), answers.length, ignored)
  if (method !== 'MAP' && scored.length === 0) return { status: 'no-answers', ignored }
  const theta = root(scored, method)
  if (theta === Number.NEGATIVE_INFINITY) return { status: 'unbounded-below', ignored }
  if (theta === Number.POSITIVE_INFINITY) return { status: 'unbounded-above', ignored }
  const standardError = 1 / Math.sqrt(curvature(scored, method, theta))
  const half = normal95 * standardError
  return { status: 'ok', theta, standardError, interval: [theta - half, theta + half], counted: scored.length, ignored }
}

function eap(posterior: Posterior, counted: number, ignored: number): Score {
  const { mean, sd } = posterior
  return { status: 'ok', theta: mean, standardError: sd, interval: interval(posterior, 0.95), counted, ignored }
}

/** The answers that count, by the order of the bank so that the order they came in changes no digit. */
export function countable(bank: Bank, given: readonly Answer[]) {
  const first = new Map<number, Answer>()
  for (const answer of given) {
    const place = bank.places.get(answer.item)
    if (place === undefined || first.has(place) || bank.items[place]!.trial) continue
    if (isCategory(bank, place, answer.category)) first.set(place, answer)
  }
  const places = [...first.keys()].sort((one, other) => one - other)
  const answers = places.map((place) => first.get(place)!)
  const scored = places.map((place, n) => ({
    parameters: bank.items[place]!.parameters,
    category: answers[n]!.category,
  }))
  return { answers, scored: scored as Scored, ignored: given.length - answers.length }
}

/** First derivative of the logarithm of the likelihood, expected information, and Warm's J. */
export function at(scored: Scored, theta: number): { slope: number; information: number; warm: number } {
  let slope = 0
  let information = 0
  let warm = 0
  for (const { parameters, category } of scored)
    for (let k = 0; k <= parameters.b.length; k++) {
      const { p, slope: first, bend } = curve(parameters, k, theta)
      information += (first * first) / p
      warm += (first * bend) / p
      if (k === category) slope += first / p
    }
  return { slope, information, warm }
}

/** What the method wants to be zero. */
function equation(scored: Scored, method: Method, theta: number): number {
  const { slope, information, warm } = at(scored, theta)
  if (method === 'MAP') return slope - theta
  return method === 'WLE' ? slope + warm / (2 * Math.max(information, 1e-12)) : slope
}

/** How sharply the objective bends at its top (observed information); where that is flat, the expected information. */
function curvature(scored: Scored, method: Method, theta: number): number {
  const h = 1e-4
  const bend = (equation(scored, method, theta - h) - equation(scored, method, theta + h)) / (2 * h)
  return bend > 1e-6 ? bend : Math.max(1e-6, at(scored, theta).information)
}

/**
 * Where the equation crosses zero from above. With guessing there may be several such places: of them, the one under which
 * the objective (the integral of the equation) is highest.
 */
function root(scored: Scored, method: Method): number {
  const step = 0.25
  const count = (2 * furthest) / step
  let best = Number.NEGATIVE_INFINITY
  let bestHeight = 0
  let height = 0
  let before = equation(scored, method, -furthest)
  for (let n = 1; n <= count; n++) {
    const theta = -furthest + n * step
    const value = equation(scored, method, theta)
    if (before > 0 && value <= 0) {
      const top = bisect(scored, method, theta - step, theta)
      const peak = height + (before * (top - theta + step)) / 2
      if (best === Number.NEGATIVE_INFINITY ? peak >= 0 : peak > bestHeight) {
        best = top
        bestHeight = peak
      }
    }
    height += ((before + value) * step) / 2
    before = value
  }
  // Still rising at the upper end, and higher there than anywhere.
  return before > 0 && height > bestHeight ? Number.POSITIVE_INFINITY : best
}

function bisect(scored: Scored, method: Method, from: number, to: number): number {
  let low = from
  let high = to
  for (let turn = 0; turn < 48; turn++) {
    const middle = (low + high) / 2
    if (equation(scored, method, middle) > 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
