import type { IsoDate } from '#kernel/fiscal-year'
import { isWorkingDay } from '#kernel/working-time'
import type { VerificationStep } from '../contract/verification.ts'

const dayMs = 86_400_000

/** The day by which an answer accepted or confirmed on `today` is to be confirmed again: so many months later. */
export function verificationDue(today: IsoDate, months = 12): IsoDate {
  const date = new Date(`${today}T00:00:00Z`)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last)) // 31 January and one month is the end of February
  return date.toISOString().slice(0, 10)
}

/**
 * How far age has worn an answer's standing: 1 until it is due, then falling in a straight line to one half a year after.
 */
export function freshness(due: IsoDate | null, today: IsoDate): number {
  if (!due || today <= due) return 1
  const late = (Date.parse(today) - Date.parse(due)) / dayMs
  return Math.max(0.5, 1 - (0.5 * late) / 365)
}

/** The latest day that lies so many working days before `today`: who was asked then has had that long. */
export function workingDaysBefore(today: IsoDate, days: number): IsoDate {
  let at = Date.parse(today)
  for (let left = days; left > 0; ) {
    at -= dayMs
    if (isWorkingDay(new Date(at).toISOString().slice(0, 10))) left--
  }
  return new Date(at).toISOString().slice(0, 10)
}

const steps: readonly VerificationStep[] = ['owner', 'leader', 'dx-office']

/**
 * Who is asked next to confirm an answer: the first step after the last one at which there is somebody. Nobody is asked
 * again at a later step. The last step stands even when nobody is there, so that the answer waits for a moderator.
 */
export function nextAsked(
  last: VerificationStep | null,
  already: readonly string[],
  people: Readonly<Record<VerificationStep, readonly string[]>>,
): { step: VerificationStep; people: string[] } {
  for (const step of steps.slice(last === null ? 0 : steps.indexOf(last) + 1)) {
    const asked = people[step].filter((id) => !already.includes(id))
    if (asked.length > 0) return { step, people: asked }
  }
  return { step: 'dx-office', people: [] }
}
