import { type Bank, nodes, nodeWidth } from './bank.ts'
import { namedAreas, openAreas } from './contents.ts'
import { type Posterior, posteriorOf } from './posterior.ts'
import { type Progress, progressOf } from './progress.ts'
import { Prospect } from './prospect.ts'
import { chance } from './random.ts'
import type { Session, Settings } from './session.ts'
import { trialItem } from './trial.ts'

export type Next =
  | { readonly status: 'item'; readonly item: string; readonly trial: boolean }
  /** Precise enough; as long as allowed; or nothing is left to ask. */
  | { readonly status: 'done'; readonly reason: 'precise' | 'length' | 'exhausted' }

/** What to ask next: a function of bank and session alone, so that a resumed or replayed test asks the same. */
export function next(bank: Bank, session: Session): Next {
  const { settings } = session
  const progress = progressOf(bank, session)
  if (progress.scored >= settings.most) return { status: 'done', reason: 'length' }
  const posterior = posteriorOf(bank, session.answers)
  if (progress.scored >= (settings.least ?? 1) && posterior.sd <= (settings.standardError ?? 0))
    return { status: 'done', reason: 'precise' }
  const trial = trialItem(bank, session, progress)
  if (trial >= 0) return { status: 'item', item: bank.items[trial]!.id, trial: true }
  const place = choose(bank, session, progress, posterior)
  if (place < 0) return { status: 'done', reason: 'exhausted' }
  return { status: 'item', item: bank.items[place]!.id, trial: false }
}

function choose(bank: Bank, session: Session, progress: Progress, posterior: Posterior): number {
  const { settings, seed, answers } = session
  const open = openAreas(bank, settings, progress.counts)
  let list = shortlist(bank, posterior, progress, open)
  if (list.length === 0 && open) list = shortlist(bank, posterior, progress, namedAreas(bank, settings))
  if (list.length === 0) return -1
  const prospect = new Prospect(bank, posterior, settings.standardError ?? 0)
  const near = prospect.isNear(bank.informations[list[0]! * nodes.length + nodeAt(posterior.mean)]!)
  const values = list.map(
    (place) => progress.worth[place]! * (near ? prospect.growth(place) : prospect.information(place)),
  )
  const luck = luckOf(settings, progress, posterior)
  const most = Math.max(...values) || 1
  let best = -1
  let bestValue = Number.NEGATIVE_INFINITY
  for (let n = 0; n < list.length; n++) {
    const drawn = luck > 0 ? luck * chance(seed, answers.length, bank.hashes[list[n]!]!) : 0
    const value = drawn + (1 - luck) * (values[n]! / most)
    if (value <= bestValue) continue
    bestValue = value
    best = list[n]!
  }
  return best
}

/** What is left to chance at the beginning, when many items say nearly the same; it falls to nothing towards the end. */
const firstLuck = 0.5

/** Only where exposure is limited: tests begun at one time would otherwise all begin with the same items. */
function luckOf({ exposure, standardError, most }: Settings, { scored }: Progress, { sd }: Posterior): number {
  if (exposure === undefined) return 0
  const done = standardError ? (1 / (sd * sd) - 1) / (1 / (standardError * standardError) - 1) : scored / most
  return firstLuck * (1 - Math.min(1, Math.max(0, done)))
}

function nodeAt(theta: number): number {
  return Math.min(nodes.length - 1, Math.max(0, Math.round((theta - nodes[0]!) / nodeWidth)))
}

/** Items looked at closely; those after them hardly ever turn out best. */
const shortlistLength = 16

/** The free items that say most at the posterior's mean, most first; of equals, the one that stands first in the bank. */
function shortlist(
  { items: { length: count }, informations, orders, areaOf, trials }: Bank,
  { mean }: Posterior,
  { worth }: Progress,
  open: readonly boolean[] | undefined,
): number[] {
  const size = nodes.length
  const node = nodeAt(mean)
  const list: number[] = []
  const values: number[] = []
  for (let n = 0; n < count; n++) {
    const i = orders[node * count + n]!
    const said = informations[i * size + node]!
    // Nothing is worth more than it says: none of those that follow can come in.
    if (list.length === shortlistLength && said <= values[shortlistLength - 1]!) break
    if (worth[i] === 0 || trials[i] || (open && !open[areaOf[i]!])) continue
    const value = said * worth[i]!
    let place = list.length
    if (place === shortlistLength) {
      if (value <= values[place - 1]!) continue
      place--
    }
    for (; place > 0 && values[place - 1]! < value; place--) {
      list[place] = list[place - 1]!
      values[place] = values[place - 1]!
    }
    list[place] = i
    values[place] = value
  }
  return list
}
