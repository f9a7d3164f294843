import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addWorkingHours, isWorkingDay, lastHolidayYear, workingHoursBetween } from './working-time.ts'

const at = (local: string) => new Date(`${local}:00+09:00`)
const daily = 8.75 // 8:30 to 17:15

test.each([
  ['2026-04-28', true],
  ['2026-04-29', false], // 昭和の日
  ['2026-05-03', false], // 憲法記念日, a Sunday
  ['2026-05-06', false], // 振替休日: the next day that is no holiday itself
  ['2026-05-07', true],
  ['2026-09-22', false], // 国民の休日 between 敬老の日 and 秋分の日
  ['2026-12-28', true], // 御用納め
  ['2026-12-29', false],
  ['2027-01-01', false],
  ['2027-01-03', false],
  ['2027-01-04', true], // 御用始め
  ['2026-08-11', false], // 山の日
  ['2021-07-19', true], // 海の日 was moved for the Olympic Games
  ['2021-07-22', false],
  ['2026-11-22', false],
  ['2026-11-23', false], // 勤労感謝の日
])('%s is a working day: %s', (date, expected) => expect(isWorkingDay(date)).toBe(expected))

test('Golden Week: four working hours from the evening before end after the holidays', () => {
  expect(addWorkingHours(at('2026-05-01T16:15'), 4)).toEqual(at('2026-05-07T11:30'))
  expect(workingHoursBetween(at('2026-05-01T16:15'), at('2026-05-07T11:30'))).toBe(4)
})

test('the turn of the year: 28 December is followed by 4 January', () => {
  expect(addWorkingHours(at('2026-12-28T17:00'), 1)).toEqual(at('2027-01-04T09:15'))
  expect(workingHoursBetween(at('2026-12-28T17:15'), at('2027-01-04T08:30'))).toBe(0)
})

test('nights, weekends and early mornings do not count; what ends at closing time falls on the next opening', () => {
  expect(workingHoursBetween(at('2026-06-05T17:15'), at('2026-06-08T08:30'))).toBe(0)
  expect(addWorkingHours(at('2026-06-06T13:00'), 0)).toEqual(at('2026-06-08T08:30'))
  expect(addWorkingHours(at('2026-06-04T08:30'), daily)).toEqual(at('2026-06-05T08:30'))
  expect(workingHoursBetween(at('2026-06-01T00:00'), at('2026-06-08T00:00'))).toBe(5 * daily)
})

test('a body may keep other hours', () => {
  const day = { opens: '09:00', closes: '17:00' }
  expect(addWorkingHours(at('2026-06-05T16:00'), 2, day)).toEqual(at('2026-06-08T10:00'))
  expect(workingHoursBetween(at('2026-06-05T08:00'), at('2026-06-05T20:00'), day)).toBe(8)
})

test('after the last year of the holiday data weekends and the turn of the year are still kept', () => {
  expect(lastHolidayYear).toBe(2050)
  expect(isWorkingDay('2051-05-03')).toBe(true) // 憲法記念日, a Wednesday, not known
  expect(isWorkingDay('2051-05-06')).toBe(false) // a Saturday
  expect(isWorkingDay('2051-12-29')).toBe(false)
})

const instants = fc.date({ min: at('2019-01-01T00:00'), max: at('2032-12-31T23:59'), noInvalidDate: true })
const hours = fc.integer({ min: 0, max: 100_000 }).map((n) => n / 100)

test('never falls: a later end is never fewer hours', () => {
  fc.assert(
    fc.property(instants, instants, instants, (from, b, c) => {
      const [first, second] = b <= c ? [b, c] : [c, b]
      expect(workingHoursBetween(from, first)).toBeLessThanOrEqual(workingHoursBetween(from, second))
    }),
  )
})

test('adds up: the way over a point between is as long as the way itself', () => {
  fc.assert(
    fc.property(instants, instants, instants, (a, b, c) => {
      const parts = workingHoursBetween(a, b) + workingHoursBetween(b, c)
      expect(parts).toBeCloseTo(workingHoursBetween(a, c), 9)
    }),
  )
})

test('adding and measuring undo each other, and adding twice is adding the sum', () => {
  fc.assert(
    fc.property(instants, hours, hours, (from, x, y) => {
      const later = addWorkingHours(from, x)
      expect(workingHoursBetween(from, later)).toBeCloseTo(x, 9)
      expect(later.getTime()).toBeGreaterThanOrEqual(from.getTime())
      expect(addWorkingHours(later, y)).toEqual(addWorkingHours(from, x + y))
    }),
  )
})

test('what it returns is working time, counted by hand from the calendar', () => {
  fc.assert(
    fc.property(instants, hours, (from, x) => {
      const local = new Date(addWorkingHours(from, x).getTime() + 9 * 3_600_000).toISOString()
      expect(isWorkingDay(local.slice(0, 10))).toBe(true)
      expect(local.slice(11, 16) >= '08:30' && local.slice(11, 16) < '17:15').toBe(true)
    }),
  )
})
