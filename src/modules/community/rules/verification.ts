import type { IsoDate } from '#kernel/fiscal-year'

/** An accepted answer is asked to be confirmed after this many days: procedures change with each fiscal year. */
export const verificationDays = 365

/** The day by which an answer accepted or confirmed on `today` is to be confirmed again. */
export function verificationDue(today: IsoDate, days = verificationDays): IsoDate {
  const date = new Date(`${today}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/**
 * How far age has worn an answer's standing: 1 until it is due, then falling in a straight line to a half a year after.
 */
export function freshness(due: IsoDate | null, today: IsoDate): number {
  if (!due || today <= due) return 1
  const late = (Date.parse(today) - Date.parse(due)) / 86_400_000
  return Math.max(0.5, 1 - (0.5 * late) / 365)
}
