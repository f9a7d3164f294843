import holidays from '@holiday-jp/holiday_jp'

/** Offices are closed on Saturdays, Sundays, holidays, and from 29 December to 3 January (地方自治法 第4条の2). */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  const newYear = /-(12-29|12-3[01]|01-0[1-3])$/.test(day)
  return weekday !== 0 && weekday !== 6 && !newYear && holidays.holidays[day as never] === undefined
}

/** The first working day of its week, counted from Monday. */
export function beginsWorkingWeek(day: string): boolean {
  if (!isWorkingDay(day)) return false
  const date = new Date(`${day}T00:00:00Z`)
  for (let back = (date.getUTCDay() + 6) % 7; back > 0; back--) {
    date.setUTCDate(date.getUTCDate() - 1)
    if (isWorkingDay(date.toISOString().slice(0, 10))) return false
  }
  return true
}
