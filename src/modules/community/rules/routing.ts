import type { Reason } from '../contract/ask.ts'
import type { Evidence, Source } from './evidence.ts'

/** Somebody a question could go to, as they stand now. */
export interface Person {
  personId: string
  willing: boolean
  away: boolean
  weeklyCap: number
  /** Asks waiting for them, asks of the last seven days, answers they gave in the last thirty. */
  openAsks: number
  asksThisWeek: number
  recentAnswers: number
  /** May they read the topic? */
  reaches: boolean
}

export interface Ranked {
  personId: string
  score: number
  reasons: Reason[]
}

/** What each source is worth beside the others: having answered says most, saying one is interested least. */
const weights: Record<Source, number> = { answers: 1, section: 0.5, skill: 0.4, interest: 0.4, role: 0.3 }

/** Weaker evidence than this is no reason to take somebody's time. */
const leastScore = 0.1

interface RankingOptions {
  askerId: string | null
  /** People already asked about it. */
  asked: ReadonlySet<string>
  count: number
  /** At the steps of duty (leader, DX section) being unwilling does not count; caps and absence do. */
  duty?: boolean
}

/**
 * The best people for a question: evidence from all sources, weighed, lowered by their load. Nobody beyond their cap,
 * away, unable to read it, already asked, and never the asker. The same whatever the order of its inputs.
 */
export function rankPeople(
  people: readonly Person[],
  evidence: readonly Evidence[],
  options: RankingOptions,
): Ranked[] {
  const { askerId, asked, count, duty = false } = options
  const mean = people.reduce((sum, { recentAnswers }) => sum + recentAnswers, 0) / Math.max(1, people.length)
  const of = Map.groupBy(evidence, ({ personId }) => personId)
  return people
    .filter((person) => person.personId !== askerId && !asked.has(person.personId) && mayBeAsked(person, duty))
    .map((person) => {
      const theirs = of.get(person.personId) ?? []
      const fit = theirs.reduce((sum, { source, score }) => sum + weights[source] * score, 0)
      return { personId: person.personId, fit, score: fit * ease(person, mean), reasons: reasonsOf(theirs, fit) }
    })
    .filter(({ fit }) => fit >= leastScore)
    .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1))
    .slice(0, count)
    .map(({ personId, score, reasons }) => ({ personId, score, reasons }))
}

function mayBeAsked(person: Person, duty: boolean): boolean {
  return (person.willing || duty) && !person.away && person.reaches && person.asksThisWeek < person.weeklyCap
}

/** 1 without load, falling with asks that wait, asks of the week, and answers beyond what others gave lately. */
function ease({ openAsks, asksThisWeek, recentAnswers }: Person, mean: number): number {
  const busy = recentAnswers / (recentAnswers + mean + 1)
  return 1 / (1 + 0.5 * openAsks + 0.2 * asksThisWeek + busy)
}

function reasonsOf(evidence: readonly Evidence[], whole: number): Reason[] {
  return evidence
    .map(({ source, score, details }) => ({ source, share: (weights[source] * score) / whole, details: [...details] }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || (a.source < b.source ? -1 : 1))
}
