import { expect, test } from 'vitest'
import { nextAsked, verificationDue, workingDaysBefore } from './verification.ts'

test('a year or some months later, at the latest the end of the month', () => {
  expect(verificationDue('2026-11-23')).toBe('2027-11-23')
  expect(verificationDue('2026-01-31', 1)).toBe('2026-02-28')
  expect(verificationDue('2027-12-31', 2)).toBe('2028-02-29')
  expect(verificationDue('2024-02-29')).toBe('2025-02-28')
})

test('working days are counted back over weekends, holidays and the turn of the year', () => {
  expect(workingDaysBefore('2026-11-24', 1)).toBe('2026-11-20') // the 23rd is a holiday
  expect(workingDaysBefore('2026-01-06', 2)).toBe('2025-12-26')
})

test('the next is asked at the first later step where somebody is, nobody twice, and the last step stands empty', () => {
  const people = { owner: ['a'], leader: ['a', 'b'], 'dx-office': ['c'] }
  expect(nextAsked(null, [], people)).toEqual({ step: 'owner', people: ['a'] })
  expect(nextAsked('owner', ['a'], people)).toEqual({ step: 'leader', people: ['b'] })
  expect(nextAsked('owner', ['a'], { ...people, leader: ['a'] })).toEqual({ step: 'dx-office', people: ['c'] })
  expect(nextAsked(null, [], { owner: [], leader: [], 'dx-office': [] })).toEqual({ step: 'dx-office', people: [] })
})
