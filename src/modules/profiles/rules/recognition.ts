import { fiscalYearOf, lastDayOf } from '#kernel/fiscal-year'
import type { axes, Condition, Criteria, Finding } from '../contract/recognition.ts'

export interface Known {
  /** How likely each of the levels 1 to 4 is reached, of skills of which something is known. */
  chances: ReadonlyMap<string, readonly number[]>
  /** Per condition on evidence, how many rows there are. */
  rows: ReadonlyMap<Condition, number>
  /** Whether they want to reform; undefined: they did not say, or not to the office. */
  wants: boolean | undefined
}

interface Outline {
  skills: readonly { code: string; axes: readonly (typeof axes)[number][] }[]
}

/** How each condition stands for somebody. What nobody knows may be there: it is unknown, not unmet. */
export const findings = (criteria: Criteria, outline: Outline, known: Known): Finding[] =>
  criteria.conditions.map((condition) => finding(condition, outline, known))

function finding(condition: Condition, { skills }: Outline, { chances, rows, wants }: Known): Finding {
  if (condition.kind === 'will')
    return { state: wants === undefined ? 'unknown' : wants ? 'met' : 'unmet', have: wants ? 1 : 0, might: 0, need: 1 }
  if (condition.kind === 'evidence') {
    const have = rows.get(condition) ?? 0
    return { state: have >= condition.count ? 'met' : 'unmet', have, might: 0, need: condition.count }
  }
  const { count: need, level, chance } = condition
  const asked = skills.filter((skill) =>
    condition.kind === 'axis'
      ? skill.axes.includes(condition.axis)
      : condition.skills.length === 0 || condition.skills.includes(skill.code),
  )
  const have = asked.filter(({ code }) => (chances.get(code)?.[level - 1] ?? 0) >= chance).length
  const might = asked.filter(({ code }) => !chances.has(code)).length
  return { state: have >= need ? 'met' : have + might >= need ? 'unknown' : 'unmet', have, might, need }
}

/** Proposed when all is met; near when one thing is missing or unknown; undefined otherwise. */
export function standing(found: readonly Finding[]): 'ready' | 'near' | undefined {
  const open = found.filter(({ state }) => state !== 'met').length
  return open === 0 ? 'ready' : open === 1 ? 'near' : undefined
}

/** The last day of a recognition or a term that begins today: the end of so many fiscal years, this one counted. */
export const endOfYears = (today: string, years: number): string => lastDayOf(fiscalYearOf(today) + years - 1)

/** The first day that evidence of the last `years` years may bear. */
export function sinceYears(today: string, years: number): string {
  const day = `${Number(today.slice(0, 4)) - years}${today.slice(4)}`
  return day.endsWith('-02-29') ? `${day.slice(0, 4)}-02-28` : day
}
