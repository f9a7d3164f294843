import { expect, test } from 'vitest'
import {
  formatBytes,
  formatDateTime,
  formatDateWithWeekday,
  formatFiscalYear,
  formatJapaneseDate,
  formatMinutes,
  formatPercent,
  formatRelative,
} from './format.ts'

test('dates are those of Japan, in both calendars', () => {
  expect(formatDateTime('2026-03-31T15:05:00Z')).toBe('2026年4月1日 00:05')
  expect(formatDateWithWeekday('2026-04-01T00:00:00+09:00')).toBe('2026年4月1日（水）')
  expect(formatJapaneseDate('2026-04-01T00:00:00+09:00')).toBe('令和8年4月1日')
  expect(formatJapaneseDate('2019-04-30T12:00:00+09:00')).toBe('平成31年4月30日')
  expect(formatFiscalYear(2026)).toBe('令和8年度')
  expect(formatFiscalYear(2019)).toBe('令和元年度')
})

test('time that has passed is told in the coarsest fitting unit', () => {
  const now = '2026-11-23T12:00:00+09:00'
  const ago = (seconds: number) => formatRelative(new Date(now).getTime() - seconds * 1000, now)
  expect(ago(0)).toBe('たった今')
  expect(ago(59)).toBe('たった今')
  expect(ago(60)).toBe('1 分前')
  expect(ago(3 * 3600)).toBe('3 時間前')
  expect(ago(86_400)).toBe('昨日')
  expect(ago(8 * 86_400)).toBe('2026年11月15日')
  expect(ago(-7200)).toBe('2 時間後')
})

test('sizes, durations and shares', () => {
  expect(formatBytes(900)).toBe('900 バイト')
  expect(formatBytes(10 * 1024 * 1024)).toBe('10 MB')
  expect(formatMinutes(45)).toBe('45分')
  expect(formatMinutes(120)).toBe('2時間')
  expect(formatMinutes(90)).toBe('1時間30分')
  expect(formatPercent(0.125)).toBe('12.5%')
})
