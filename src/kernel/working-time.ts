import holidayData from '@holiday-jp/holiday_jp'
import type { IsoDate } from './fiscal-year.ts'

/**
 * Working hours of a Japanese municipality: Monday to Friday without national holidays and 29 December to 3 January
 * (the days off which 地方自治法 第4条の2 lets a body fix by by-law, and nearly all do). Lunch is not subtracted.
 */
export interface WorkingDay {
  /** Times of day in Japan, `HH:MM`. */
  opens: string
  closes: string
}

export const municipalDay: WorkingDay = { opens: '08:30', closes: '17:15' }

const dayMs = 86_400_000
const japanMs = 9 * 3_600_000
/** Days counted here: 1970-01-01 to 2150-12-31; instants outside are taken as the nearest of these. */
const lastDay = Date.UTC(2150, 11, 31) / dayMs

const nationalHolidays: Readonly<Record<string, unknown>> = holidayData.holidays
const isoOf = (day: number): IsoDate => new Date(day * dayMs).toISOString().slice(0, 10)

/**
 * The last year whose national holidays are in the data (equinoxes beyond the next year are forecasts there, published
 * each February for the year after). After it only weekends and the turn of the year are days off, so that nothing stops.
 */
export const lastHolidayYear: number = Number(Object.keys(nationalHolidays).sort().at(-1)!.slice(0, 4))

/** May the counter be open on this day? */
export function isWorkingDay(date: IsoDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  const monthAndDay = date.slice(5)
  const turnOfYear = monthAndDay >= '12-29' || monthAndDay <= '01-03'
  return weekday !== 0 && weekday !== 6 && !turnOfYear && !Object.hasOwn(nationalHolidays, date)
}

/** How many working days lie before each day; made once, when first needed. */
let before: Int32Array | undefined
function workingDaysBefore(): Int32Array {
  if (before) return before
  before = new Int32Array(lastDay + 2)
  for (let day = 0; day <= lastDay; day++) before[day + 1] = before[day]! + (isWorkingDay(isoOf(day)) ? 1 : 0)
  return before
}

const minuteMs = 60_000
function bounds({ opens, closes }: WorkingDay): { opening: number; length: number } {
  const at = (time: string) => (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * minuteMs
  return { opening: at(opens), length: at(closes) - at(opens) }
}

/** Working milliseconds from 1970 to an instant: never falls, and differences of it are durations. */
function position(instant: Date, hours: WorkingDay): number {
  const days = workingDaysBefore()
  const local = Math.min(Math.max(instant.getTime() + japanMs, 0), (lastDay + 1) * dayMs - 1)
  const day = Math.floor(local / dayMs)
  const { opening, length } = bounds(hours)
  const passed = days[day + 1]! > days[day]! ? Math.min(Math.max((local % dayMs) - opening, 0), length) : 0
  return days[day]! * length + passed
}

/** Working hours from `a` to `b`; negative when `b` is earlier. */
export function workingHoursBetween(a: Date, b: Date, day: WorkingDay = municipalDay): number {
  return (position(b, day) - position(a, day)) / 3_600_000
}

/**
 * The moment so many working hours after an instant, always inside working time: what would end with a working day's
 * close falls on the next opening, and nothing added to a night is the next morning.
 */
export function addWorkingHours(instant: Date, hours: number, day: WorkingDay = municipalDay): Date {
  const days = workingDaysBefore()
  const { opening, length } = bounds(day)
  const target = position(instant, day) + Math.round(hours * 3_600_000)
  const whole = Math.floor(target / length) // so many working days have passed in full
  let low = 0
  let high = lastDay
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle + 1]! > whole) high = middle
    else low = middle + 1
  }
  return new Date(low * dayMs + opening + Math.max(0, target - whole * length) - japanMs)
}
