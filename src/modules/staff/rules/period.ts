import type { IsoDate } from '#kernel/fiscal-year'

/** Something that holds from one day to another, both included; `to` null is until further notice. */
export interface Dated {
  from: IsoDate
  to: IsoDate | null
}

export function shiftDay(day: IsoDate, by: number): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
}
export const dayBefore = (day: IsoDate): IsoDate => shiftDay(day, -1)

export const holdsOn = (dated: Dated, day: IsoDate): boolean =>
  dated.from <= day && (dated.to === null || dated.to >= day)

export const overlaps = (a: Dated, b: Dated): boolean =>
  (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to)

/** The first two that overlap, if any. */
export function overlapIn<D extends Dated>(dated: readonly D[]): [D, D] | undefined {
  const sorted = [...dated].sort((a, b) => (a.from < b.from ? -1 : 1))
  for (let i = 1; i < sorted.length; i++) {
    if (overlaps(sorted[i - 1]!, sorted[i]!)) return [sorted[i - 1]!, sorted[i]!]
  }
  return undefined
}

/** Whether the periods together hold on every day of the span. */
export function covers(periods: readonly Dated[], span: Dated): boolean {
  let next: IsoDate | null = span.from
  for (const period of [...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (!holdsOn(period, next)) continue
    if (period.to === null || (span.to !== null && period.to >= span.to)) return true
    next = shiftDay(period.to, 1)
  }
  return false
}

export type Change<P> =
  | { status: 'changed'; periods: P[] }
  | { status: 'not-held' }
  | { status: 'later-change'; day: IsoDate }

/** The periods of one thing after a change that holds from `day` on; what held before stays as history. */
export function changeFrom<P extends Dated>(periods: readonly P[], day: IsoDate, change: Partial<P>): Change<P> {
  const later = periods.find((period) => period.from > day)
  if (later) return { status: 'later-change', day: later.from }
  const current = periods.find((period) => holdsOn(period, day))
  if (!current) return { status: 'not-held' }
  const rest = periods.filter((period) => period !== current)
  const changed = { ...current, ...change, from: day, to: current.to }
  if (current.from === day) return { status: 'changed', periods: [...rest, changed] }
  return { status: 'changed', periods: [...rest, { ...current, to: dayBefore(day) }, changed] }
}

/** The periods of one thing whose last day is `day`. */
export function endOn<P extends Dated>(periods: readonly P[], day: IsoDate): Change<P> {
  const later = periods.find((period) => period.from > day)
  if (later) return { status: 'later-change', day: later.from }
  if (!periods.some((period) => holdsOn(period, day))) return { status: 'not-held' }
  return {
    status: 'changed',
    periods: periods.map((period) => (holdsOn(period, day) ? { ...period, to: day } : period)),
  }
}
